import type { EncodedQuery } from '../../domain/api/checked';
import { InputError } from '../../domain/failure/inputError';
import type { Json } from '../../domain/api/json';
import type { Steps } from '../../domain/api/request';
import { readRecords } from '../../domain/paging/paging';
import { areKeyed } from '../../domain/paging/rows';
import { judgedColumns } from '../../domain/query/unseen';
import { viewFailure } from '../../domain/schema/view';

interface Wanted {
	table: string;
	query: EncodedQuery;
	/** Columns of the query, as far as they are known. */
	conditions: string[];
	/** Columns to read. */
	columns: string[];
	/** Where more records match, none is wanted. */
	most: number;
}

/** The records that a filter names. @throws InputError where they are too many, or not those that are meant */
export function* findMatching({ table, query, conditions, columns, most }: Wanted): Steps<Json[]> {
	const judged = judgedColumns(conditions);
	const sysparm_fields = [...new Set(['sys_id', 'number', 'name', ...columns, ...judged])].join(',');
	const options = { sysparm_fields, sysparm_exclude_reference_link: 'true' };
	// One more than is allowed, to see that there are too many.
	const rows = yield* readRecords({ table, query, orderBy: '', limit: most + 1, options });
	if (!areKeyed(rows)) throw viewFailure(table);
	// A record that does not show the column need not fulfil the condition.
	const ignored = judged.find((column) => rows.some((row) => !(column in row)));
	if (ignored !== undefined) throw notShown(table, ignored);
	if (rows.length <= most) return rows;
	throw new InputError(
		'Maximum Records',
		`More than ${most} records of ${table} match`,
		'Nothing was written. Narrow the filter, or allow more.',
	);
}

function notShown(table: string, column: string): InputError {
	return new InputError(
		'Filter',
		`${table} has no field ${column}, or the user may not read it`,
		'ServiceNow drops such a condition without a word, so that other records would be updated, too. Nothing was written. Check the name of the field.',
	);
}
