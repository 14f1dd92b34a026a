import { InputError } from '../../domain/failure/inputError';
import type { Steps } from '../../domain/api/request';
import { judgedColumns } from '../../domain/query/unseen';
import { type LostPath, readLostPaths } from '../../domain/schema/columnPath';
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
	const lost = missing.length > 0 ? [] : yield* readLostPaths(cache, table, columns);
	if (lost[0] !== undefined) throw lostPath(field, lost[0], 'The figures would be those of other records.');
	if (missing.length === 0) return;
	throw new InputError(
		field,
		`${table} has no field ${missing.join(', ')}`,
		'ServiceNow drops it without a word, so that the figures would be those of other records. Check the name: it is the technical one (short_description), not the label.',
	);
}

/** @throws InputError where a dotted path of the conditions leads nowhere */
export function* assertPaths({ cache }: Item, table: string, columns: string[]): Steps<void> {
	const [lost] = yield* readLostPaths(cache, table, columns);
	if (lost !== undefined) throw lostPath('Filter', lost, 'Other records would be updated, too. Nothing was written.');
}

function lostPath(field: string, { path, table, element }: LostPath, effect: string): InputError {
	return new InputError(
		field,
		`${path} leads to no field: ${table} has no field ${element}`,
		`ServiceNow drops such a condition without a word. ${effect} Check the name: it is the technical one, not the label.`,
	);
}
