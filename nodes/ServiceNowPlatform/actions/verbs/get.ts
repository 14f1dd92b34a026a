import type { IDataObject } from 'n8n-workflow';
import { readOne } from '../../domain/lookup';
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
			return [(yield* readOne(table, key, query)) as IDataObject];
		},
	};
}
