import type { IDataObject } from 'n8n-workflow';
import { equals } from '../../domain/encodedQuery';
import { ApiFailure } from '../../domain/failure';
import { entryOfRow, type JournalEntry } from '../../domain/journal';
import { sysIdOf } from '../../domain/lookup';
import { pages } from '../../domain/paging';
import type { Steps } from '../../domain/request';
import { limitField, limitOf, returnAllField } from '../../fields/list';
import { resolveTask, taskProperties } from '../../fields/taskRecord';
import type { Operation } from '../operation';
import { fromRecord } from './recordText';

const COLUMNS = ['comments', 'work_notes'];

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		description: 'Get the comments and work notes of a record, newest first',
		action: 'Get many comments',
	},
	readOnly: true,
	properties: [
		...taskProperties,
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [
				{ name: 'Comments', value: 'comments' },
				{ name: 'Comments and Work Notes', value: 'both' },
				{ name: 'Work Notes', value: 'work_notes' },
			],
			default: 'both',
			description: 'Which entries to return',
		},
		returnAllField,
		limitField,
	],
	*run(parameters) {
		const { table, key } = resolveTask(parameters);
		const type = parameters.choice('type', 'Type', ['both', 'comments', 'work_notes']);
		const columns = type === 'both' ? COLUMNS : [type];
		const limit = limitOf(parameters);
		const sys_id = yield* sysIdOf(table, key);
		const rows = yield* fromJournal(sys_id, columns, limit);
		// The journal table is open to few; whoever sees none there may still read the record's own text.
		const entries = rows.length > 0 ? rows : yield* fromRecord(parameters, { table, sys_id, columns });
		return entries.slice(0, limit).map((entry) => ({ ...entry, record: sys_id }) as IDataObject);
	},
};

function* fromJournal(sys_id: string, columns: string[], limit: number): Steps<JournalEntry[]> {
	try {
		const rows = yield* pages({
			table: 'sys_journal_field',
			query: `${equals('element_id', sys_id, 'Record')}^elementIN${columns.join(',')}`,
			orderBy: '^ORDERBYDESCsys_created_on',
			limit,
			options: { sysparm_fields: 'sys_id,element,value,sys_created_on,sys_created_by' },
		});
		return rows.map(entryOfRow);
	} catch (error) {
		if (error instanceof ApiFailure && error.kind === 'forbidden') return [];
		throw error instanceof Error ? error : new Error(String(error));
	}
}
