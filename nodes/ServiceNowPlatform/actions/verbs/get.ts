import type { IDataObject } from 'n8n-workflow';
import { apiPath, recordOf, recordsOf } from '../../domain/request';
import { readOptions, readQuery } from '../../fields/read';
import type { Operation } from '../operation';
import { byNumber, recordOfSubject, recordProperties, type Subject, theOnly } from './subject';

export function get(subject: Subject): Operation {
	return {
		option: {
			name: 'Get',
			description: `Get ${subject.one} by its number, sys_id or address`,
			action: `Get ${subject.one}`,
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
			if (key.by === 'number') {
				const response = yield byNumber(table, key.number, query);
				return [theOnly(table, key.number, recordsOf(response)) as IDataObject];
			}
			const response = yield { method: 'GET', path: apiPath`/api/now/table/${table}/${key.sys_id}`, query };
			return [recordOf(response) as IDataObject];
		},
	};
}
