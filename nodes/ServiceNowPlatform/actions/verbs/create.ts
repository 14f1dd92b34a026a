import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { apiPath, recordOf } from '../../domain/request';
import { readOptions, readQuery } from '../../fields/read';
import { inputDisplayValueOption, resolveValues, valuesMapper } from '../../fields/values';
import type { Operation } from '../operation';
import { type Subject, tableOf, tableProperties } from './subject';

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [...readOptions, inputDisplayValueOption].sort((a, b) => a.displayName.localeCompare(b.displayName)),
};

export function create(subject: Subject): Operation {
	return {
		option: { name: 'Create', description: `Create ${subject.kind.one}`, action: `Create ${subject.kind.one}` },
		properties: [...tableProperties(subject), valuesMapper('create'), options],
		*run(parameters) {
			const table = tableOf(subject, parameters);
			const given = parameters.collection('options');
			const values = resolveValues(parameters);
			// Choosing the id here makes it possible to look for the record when the answer to the insert is lost.
			const sys_id = values.sys_id || randomUUID().replaceAll('-', '');
			const response = yield {
				method: 'POST',
				path: apiPath`/api/now/table/${table}`,
				query: {
					...readQuery(given),
					...(given.sysparm_input_display_value === true ? { sysparm_input_display_value: 'true' } : {}),
				},
				body: { ...values, sys_id },
				creates: { table, sys_id },
			};
			return [recordOf(response) as IDataObject];
		},
	};
}
