import { apiPath } from '../../../domain/api/request';
import { findSysId } from '../../../domain/records/lookup';
import { CHANGE_MODEL } from '../../../properties/pickers/kinds';
import { locator, resolveLocator } from '../../../properties/pickers/locator';
import { resolveValues, valuesMapper } from '../../../properties/values/values';
import { outputFieldsWithoutView } from '../../../properties/output/output';
import { optionsField } from '../../../properties/values/write';
import { ANY_ORDER, type Operation } from '../../operation';
import { answerShape, changeWriteOptions } from '../answerOptions';
import { createChange } from '../write';

export const createFromModel: Operation = {
	option: {
		name: 'Create From Model',
		description: 'Create a change request that follows a change model; not repeated if the answer gets lost',
		action: 'Create change request from model',
	},
	properties: [
		locator(CHANGE_MODEL, { name: 'model', description: 'The model whose states and conditions the change follows' }),
		valuesMapper('create'),
		...outputFieldsWithoutView,
		optionsField(changeWriteOptions),
	],
	lane: ANY_ORDER,
	*run(item) {
		const model = resolveLocator(item, CHANGE_MODEL, 'model');
		const [values, options] = [resolveValues(item), item.collection('options')];
		const shape = answerShape(item);
		const chg_model = yield* findSysId(CHANGE_MODEL.table, model);
		const path = apiPath`/api/sn_chg_rest/change`;
		return [yield* createChange(item, { path, values: { ...values, chg_model }, options, shape })];
	},
};
