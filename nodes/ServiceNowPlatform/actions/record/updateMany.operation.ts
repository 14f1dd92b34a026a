import { EVERY } from '../../domain/encodedQuery';
import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../domain/failure/inputError';
import { doMany } from '../../domain/api/many';
import type { Steps } from '../../domain/api/request';
import { assertPaths } from '../../domain/schema/namedColumns';
import { readCount } from '../../domain/query/aggregate';
import { filterField, queryOptions, resolveFilter } from '../../properties/lists/filter';
import { resolveTable, tableLocator } from '../../properties/pickers/table';
import { resolveValues, valuesMapper } from '../../properties/values/values';
import { optionsField, writeOptions } from '../../properties/values/write';
import type { Operation } from '../operation';
import { resolveStorable } from '../steps/storableValues';
import { write } from '../steps/write';
import { findMatching } from './findMatching';
import { outcomes, preview } from './manyOutcome';

const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: true,
	description:
		'Whether to only list the records that would change, with their values before and after, and to write nothing',
};

const mostRecords: INodeProperties = {
	displayName: 'Maximum Records',
	name: 'maxRecords',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100,
	description: 'Where more records match, none is written',
};

const allRecords: INodeProperties = {
	displayName: 'All Records of the Table',
	name: 'allRecords',
	type: 'boolean',
	default: false,
	description:
		'Whether it is meant when every record of the table matches. ServiceNow drops a condition on a field that is not there, and everything matches then.',
};

const reportFailures: INodeProperties = {
	displayName: 'If a Record Is Refused',
	name: 'refused',
	type: 'options',
	options: [
		{ name: 'Error', value: 'error', description: 'The item fails once all other records are done' },
		{ name: 'Report', value: 'report', description: 'The record is put out with the reason, like the others' },
	],
	default: 'error',
};

export const updateMany: Operation = {
	option: {
		name: 'Update Many',
		description: 'Update every record that matches a filter, after a look at what would change',
		action: 'Update many records',
	},
	properties: [
		tableLocator,
		filterField,
		valuesMapper('update', 'table'),
		dryRun,
		mostRecords,
		optionsField([...writeOptions, ...queryOptions, allRecords, reportFailures]),
	],
	/** Which records match is not known before: items that write to the same table go one after the other. */
	lane: resolveTable,
	*run(item) {
		const table = resolveTable(item);
		const [values, options] = [resolveValues(item), item.collection('options')];
		const most = item.count('maxRecords', 'Maximum Records');
		const { query, columns: conditions } = yield* resolveFilter(item, table);
		if (query === '' && options.allRecords !== true) throw unlimited('There is no condition', table);
		yield* assertPaths(item.cache, table, { field: 'Filter', columns: conditions, effect: MORE });
		const changes = yield* resolveStorable(item, table, values, options);
		const rows = yield* findMatching({ table, query, conditions, columns: Object.keys(changes), most });
		if (options.allRecords !== true) yield* assertNotAll(table, rows.length);
		if (item.flag('dryRun')) return rows.map((row) => preview(row, changes));
		const results = yield* doMany(rows, ({ sys_id }) =>
			write(item, {
				table,
				sys_id: String(sys_id),
				values: changes,
				options,
				areStored: true,
			}),
		);
		return outcomes(table, rows, results, options.refused === 'report');
	},
};

const MORE =
	'ServiceNow drops such a condition without a word: other records would be updated, too. Nothing was written.';

/** @throws InputError where the filter leaves no record out */
function* assertNotAll(table: string, matched: number): Steps<void> {
	if (matched < 2) return;
	if ((yield* readCount(table, EVERY)) <= matched) throw unlimited('The filter leaves no record out', table);
}

function unlimited(fault: string, table: string): InputError {
	return new InputError(
		'Filter',
		`${fault}, so that every record of ${table} would be updated`,
		'Nothing was written. Check the names of the fields in the filter, or switch on the option All Records of the Table if that is meant.',
	);
}
