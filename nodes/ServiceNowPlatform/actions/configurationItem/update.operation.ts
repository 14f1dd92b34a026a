import { apiPath, type ApiRequest, isObject, recordOf } from '../../domain/api/request';
import { attributesOf, findItem, judgedAttributes } from '../../domain/cmdb/configurationItem';
import { readOne } from '../../domain/records/lookup';
import { outputFieldsWithoutView } from '../../properties/output/output';
import { valuesOption } from '../../properties/output/read';
import { recordLane, recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { resolveValues, valuesMapper } from '../../properties/values/values';
import { resolveNamesOption } from '../../properties/names';
import { notStoredOption, optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { resolveStorable } from '../steps/storableValues';
import { reportLost } from '../steps/write';
import { itemShape } from './itemShape';
import { dataSourceField, dataSourceOf, referenceForm } from './properties';

/**
 * Through the CMDB's own API, which demands the source of the change: a write to the table would leave the item without one, and
 * would pass by what the CMDB keeps track of.
 */
export function update(subject: Subject): Operation {
	return {
		option: {
			name: 'Update',
			description: 'Update attributes of a configuration item, on behalf of a data source',
			action: 'Update configuration item',
		},
		properties: [
			...recordProperties(subject),
			dataSourceField,
			valuesMapper('update'),
			...outputFieldsWithoutView,
			optionsField([notStoredOption, resolveNamesOption, valuesOption]),
		],
		lane: recordLane(subject),
		*run(item) {
			const { table, key } = recordOfSubject(subject, item);
			const source = dataSourceOf(item);
			const [values, options] = [resolveValues(item), item.collection('options')];
			const shape = itemShape(item);
			const { className, sys_id } = yield* findItem(table, key);
			const sent = yield* resolveStorable(item, className, values, options);
			const request: ApiRequest = {
				method: 'PATCH',
				path: apiPath`/api/now/cmdb/instance/${className}/${sys_id}`,
				body: { attributes: sent, source },
			};
			const result = recordOf(yield request);
			const record = isObject(result.attributes) ? result.attributes : {};
			if (options.notStored !== 'ignore') {
				const grave = options.notStored === 'error' ? Object.keys(sent) : [];
				yield* reportLost(item, request, { table: className, sent: judgedAttributes(sent), record, grave });
			}
			if (shape.isEnough) return [shape.shaped(yield* readOne(className, { sys_id }, shape.query ?? {}))];
			return [shape.shaped(attributesOf(result, referenceForm(options)))];
		},
	};
}
