import { expectedForbidden } from '../../domain/failure/failure';
import type { Steps } from '../../domain/api/request';
import { readRecords } from '../../domain/paging/paging';
import { all, encoded } from '../../domain/encodedQuery';
import { findSysId } from '../../domain/records/lookup';
import { entryOfRow, type JournalEntry } from '../../domain/values/journal';
import { limitField, limitOf, returnAllField } from '../../properties/lists/list';
import { recordOfSubject, recordProperties } from '../../properties/pickers/subject';
import { SUBJECTS } from '../../properties/pickers/subjects';
import { pageSizeOf } from '../../properties/requestSettings';
import type { Operation } from '../operation';
import { readFromRecord } from './recordText';
import { chosen, conditionsOf, type Wanted, wantedFields, resolveWanted } from './wanted';

const COLUMNS = ['comments', 'work_notes'];

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		description: 'Get the comments and work notes of a record, newest first unless told otherwise',
		action: 'Get many comments',
	},
	readOnly: true,
	properties: [
		...recordProperties(SUBJECTS.comment),
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
		...wantedFields,
	],
	*run(item) {
		const { table, key } = recordOfSubject(SUBJECTS.comment, item);
		const type = item.choice('type', 'Type', ['both', 'comments', 'work_notes']);
		const columns = type === 'both' ? COLUMNS : [type];
		const limit = limitOf(item);
		const wanted = yield* resolveWanted(item);
		const sys_id = yield* findSysId(table, key);
		const rows = yield* readFromJournal(sys_id, columns, { wanted, limit, pageSize: pageSizeOf(item) });
		const source = { table, sys_id, columns, needsTimes: wanted.from !== '' || wanted.until !== '' };
		// The journal table is open to few; whoever sees none there may still read the record's own text.
		const entries = rows.length > 0 ? rows : chosen(yield* readFromRecord(item, source), wanted);
		return entries.slice(0, limit).map((entry) => ({ ...entry, record: sys_id }));
	},
};

interface Asked {
	wanted: Wanted;
	limit: number;
	pageSize: number;
}

function* readFromJournal(
	sys_id: string,
	columns: string[],
	{ wanted, limit, pageSize }: Asked,
): Steps<JournalEntry[]> {
	try {
		const rows = yield* readRecords({
			table: 'sys_journal_field',
			query: all(encoded`element_id=${sys_id}^elementIN${columns.join(',')}`, conditionsOf(wanted)),
			orderBy: wanted.oldestFirst ? '^ORDERBYsys_created_on' : '^ORDERBYDESCsys_created_on',
			limit,
			pageSize,
			options: { sysparm_fields: 'sys_id,element,value,sys_created_on,sys_created_by' },
		});
		return rows.map(entryOfRow);
	} catch (error) {
		expectedForbidden(error);
		return [];
	}
}
