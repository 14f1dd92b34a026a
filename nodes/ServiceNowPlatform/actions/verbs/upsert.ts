import type { INodeProperties } from 'n8n-workflow';
import { findMatch } from '../../domain/match';
import { resolveMatch, resolveValues, valuesMapper } from '../../fields/values';
import { optionsField, writeOptions } from '../../fields/write';
import type { Operation } from '../operation';
import { type Subject, tableOf, tableProperties } from './subject';
import { storable } from './storable';
import { write } from './write';

const matchColumnsOption: INodeProperties = {
	displayName: 'Match Columns',
	name: 'matchColumns',
	type: 'string',
	default: '',
	placeholder: 'e.g. correlation_id,location',
	description: 'More columns to match on, separated by commas: for when the list of columns cannot be loaded',
};

/** What is found by matching is looked for by its stored values, whatever form the values to write have. */
export function upsert(subject: Subject): Operation {
	return {
		option: {
			name: 'Create or Update',
			description: 'Create a new record, or update the current one if it already exists (upsert)',
			action: `Create or update ${subject.kind.one}`,
		},
		properties: [
			...tableProperties(subject),
			valuesMapper('upsert'),
			optionsField([...writeOptions, matchColumnsOption]),
		],
		lane: (parameters) => {
			const match = resolveMatch(parameters, resolveValues(parameters));
			return `${tableOf(subject, parameters)}:${JSON.stringify(match).toLowerCase()}`;
		},
		*run(parameters) {
			const table = tableOf(subject, parameters);
			const [values, options] = [resolveValues(parameters), parameters.collection('options')];
			const match = yield* storable(parameters, table, resolveMatch(parameters, values), options);
			const sys_id = yield* findMatch(table, match);
			const changes = Object.fromEntries(Object.entries(values).filter(([column]) => column !== 'sys_id'));
			const record =
				sys_id === undefined
					? yield* write(parameters, { table, values, options })
					: yield* write(parameters, { table, sys_id, values: changes, options });
			return [{ ...record, upsert: sys_id === undefined ? 'created' : 'updated' }];
		},
	};
}
