import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { sysIdOf } from '../../domain/lookup';
import { apiPath, recordOf } from '../../domain/request';
import { readOptions, readQuery } from '../../fields/read';
import { inputDisplayValueOption, resolveValues, valuesMapper } from '../../fields/values';
import type { Operation } from '../operation';
import { recordLane, recordOfSubject, recordProperties, type Subject } from './subject';

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [...readOptions, inputDisplayValueOption].sort((a, b) => a.displayName.localeCompare(b.displayName)),
};

export function update(subject: Subject): Operation {
	return {
		option: { name: 'Update', description: `Update ${subject.kind.one}`, action: `Update ${subject.kind.one}` },
		properties: [...recordProperties(subject), valuesMapper('update'), options],
		lane: recordLane(subject),
		*run(parameters) {
			const { table, key } = recordOfSubject(subject, parameters);
			const given = parameters.collection('options');
			const body = resolveValues(parameters);
			const query = {
				...readQuery(given),
				...(given.sysparm_input_display_value === true ? { sysparm_input_display_value: 'true' } : {}),
			};
			const sys_id = yield* sysIdOf(table, key);
			const response = yield { method: 'PATCH', path: apiPath`/api/now/table/${table}/${sys_id}`, query, body };
			return [recordOf(response) as IDataObject];
		},
	};
}
