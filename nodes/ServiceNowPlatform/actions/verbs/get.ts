import type { IDataObject } from 'n8n-workflow';
import { findOne } from '../../domain/lookup';
import { apiPath, recordOf } from '../../domain/request';
import { readOptions, readQuery } from '../../fields/read';
import type { Operation } from '../operation';
import { recordOfSubject, recordProperties, type Subject } from './subject';

export function get(subject: Subject): Operation {
	return {
		option: {
			name: 'Get',
			description: `Get ${subject.kind.one} by its number, sys_id or address`,
			action: `Get ${subject.kind.one}`,
		},
		properties: [
			...recordProperties(subject),
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: readOptions,
			},
		],
		*run(parameters) {
			const { table, key } = recordOfSubject(subject, parameters);
			const query = readQuery(parameters.collection('options'));
			if (!('sys_id' in key)) return [(yield* findOne(table, key, query)) as IDataObject];
			const response = yield { method: 'GET', path: apiPath`/api/now/table/${table}/${key.sys_id}`, query };
			return [recordOf(response) as IDataObject];
		},
	};
}
