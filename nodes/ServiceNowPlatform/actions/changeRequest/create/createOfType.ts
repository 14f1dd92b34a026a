import { apiPath } from '../../../domain/api/request';
import { resolveValues, valuesMapper } from '../../../properties/values/values';
import { outputFieldsWithoutView } from '../../../properties/output/output';
import { optionsField } from '../../../properties/values/write';
import { ANY_ORDER, type Operation } from '../../operation';
import { answerShape, changeWriteOptions } from '../answerOptions';
import { createChange } from '../write';

/** Creates a change of the type, which follows the model that the instance has for it. */
export function createOfType(type: 'normal' | 'emergency'): Operation {
	const article = type === 'normal' ? 'a normal' : 'an emergency';
	return {
		option: {
			name: type === 'normal' ? 'Create Normal' : 'Create Emergency',
			description: `Create ${article} change request by the change process; not repeated if the answer gets lost`,
			action: `Create ${type} change request`,
		},
		properties: [valuesMapper('create'), ...outputFieldsWithoutView, optionsField(changeWriteOptions)],
		lane: ANY_ORDER,
		*run(item) {
			const [values, options] = [resolveValues(item), item.collection('options')];
			const shape = answerShape(item);
			return [yield* createChange(item, { path: apiPath`/api/sn_chg_rest/change/${type}`, values, options, shape })];
		},
	};
}
