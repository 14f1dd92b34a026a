import type { Steps } from '../../domain/api/request';
import { judgedColumns } from '../../domain/query/unseen';
import { assertPaths, misnamed, type NamedColumns } from '../../domain/schema/namedColumns';
import { readSchema } from '../../domain/schema/schema';
import type { Item } from '../../properties/item/item';

/**
 * Figures show no records by which an ignored condition could be noticed. The dictionary tells, where the user may read all of it: without
 * the columns of the root class, which has the sys_id, it is not known which ones are inherited.
 *
 * @throws InputError where the table has no such column
 */
export function* assertColumns({ cache }: Item, table: string, field: string, columns: string[]): Steps<void> {
	const judged = judgedColumns(columns);
	const schema = judged.length === 0 ? undefined : yield* readSchema(cache, table);
	if (schema?.columns.has('sys_id') !== true) return;
	const missing = judged.filter((column) => !schema.columns.has(column));
	const named: NamedColumns = { field, columns, effect: OTHERS };
	if (missing.length > 0) throw misnamed(named, `${table} has no field ${missing.join(', ')}`);
	yield* assertPaths(cache, table, named);
}

const OTHERS = 'ServiceNow drops it without a word, so that the figures would be those of other records.';
