import type { EncodedQuery } from '../domain/api/checked';
import { listRequest } from '../domain/api/listRequest';
import { recordsOf, type Steps } from '../domain/api/request';
import { EVERY } from '../domain/encodedQuery';
import { ApiFailure } from '../domain/failure/failure';
import { judgedColumns, unseenColumns } from '../domain/query/unseen';
import { resolveCompared } from '../domain/records/stored';
import { assertPaths, misnamed, type NamedColumns } from '../domain/schema/namedColumns';
import type { Item } from '../properties/item/item';
import { resolveFilter } from '../properties/lists/filter';
import type { Settings } from './settings';

/** Which records are watched. @throws InputError where the table has no such column: nobody sees hints of a trigger */
export function* resolveWatchedRecords(item: Item, { table, watched, event }: Settings): Steps<EncodedQuery> {
	const { query, columns } = yield* resolveFilter(item, table);
	yield* assertColumns(item, table, { field: 'Filter', columns, effect: DROPPED });
	const field = event === 'stateChanged' ? 'Field of State' : 'Only When Fields Change';
	yield* assertColumns(item, table, { field, columns: watched, effect: 'It would never change.' });
	return query;
}

const DROPPED = 'ServiceNow drops such a condition without a word: other records would be handed out, too.';

/** A record shows every column that its table has and the user may read; the dictionary tells what is behind a reference. */
function* assertColumns({ cache }: Item, table: string, named: NamedColumns): Steps<void> {
	const judged = judgedColumns(named.columns);
	if (judged.length > 0) {
		const probe = yield* cache.attempt(listRequest(table, EVERY, ['sys_id', ...judged], 1));
		const [missing] = probe instanceof ApiFailure ? [] : unseenColumns(recordsOf(probe), judged);
		if (missing !== undefined) {
			throw misnamed(named, `${table} has no field ${missing}, or the user may not read it`);
		}
	}
	yield* assertPaths(cache, table, named);
}

/** The values that the watched column is to change to, as they are stored. @throws InputError for a label that is none */
export function* resolveWantedValues(item: Item, { table, watched: [path = ''], wanted }: Settings): Steps<string[]> {
	if (wanted.length === 0) return [];
	const areNames = item.collection('options').resolveNames !== false;
	const { values } = yield* resolveCompared(item, { table, path, isList: true, areNames }, [wanted.join(', ')]);
	return values.flat().map(String);
}
