import { apiPath } from '../../../domain/api/request';
import { findSysId } from '../../../domain/records/lookup';
import { CHANGE_TEMPLATE } from '../../../properties/pickers/kinds';
import { locator, resolveLocator } from '../../../properties/pickers/locator';
import { givenValues, valuesMapper } from '../../../properties/values/values';
import { outputFieldsWithoutView } from '../../../properties/output/output';
import { optionsField } from '../../../properties/values/write';
import { ANY_ORDER, type Operation } from '../../operation';
import { answerShape, changeWriteOptions } from '../answerOptions';
import { createChange } from '../write';

export const createStandard: Operation = {
	option: {
		name: 'Create Standard',
		description: 'Create a standard change request from its template; not repeated if the answer gets lost',
		action: 'Create standard change request',
	},
	properties: [
		locator(CHANGE_TEMPLATE, { name: 'template', description: 'The published template that fills in the change' }),
		{
			...valuesMapper('update'),
			required: false,
			description:
				'Values beside those of the template. Description and plans are the template’s own and are not taken from here.',
		},
		...outputFieldsWithoutView,
		optionsField(changeWriteOptions),
	],
	lane: ANY_ORDER,
	*run(item) {
		const template = resolveLocator(item, CHANGE_TEMPLATE, 'template');
		const [values, options] = [givenValues(item), item.collection('options')];
		const shape = answerShape(item);
		const sys_id = yield* findSysId(CHANGE_TEMPLATE.table, template);
		const path = apiPath`/api/sn_chg_rest/change/standard/${sys_id}`;
		return [yield* createChange(item, { path, values, options, shape })];
	},
};
