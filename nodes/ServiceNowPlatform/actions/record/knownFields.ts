import { InputError } from '../../domain/failure/inputError';
import type { Steps } from '../../domain/api/request';
import { judgedFields } from '../../domain/query/unseen';
import { readSchema } from '../../domain/schema/schema';
import type { Item } from '../../properties/item/item';

/**
 * Figures show no records by which an ignored condition could be noticed. The dictionary tells, where the user may read all of it: without
 * the columns of the root class, which has the sys_id, it is not known which ones are inherited.
 *
 * @throws InputError where the table has no such field
 */
export function* assertFields({ cache }: Item, table: string, field: string, columns: string[]): Steps<void> {
	const judged = judgedFields(columns);
	const schema = judged.length === 0 ? undefined : yield* readSchema(cache, table);
	if (schema?.columns.has('sys_id') !== true) return;
	const missing = judged.filter((column) => !schema.columns.has(column));
	if (missing.length === 0) return;
	throw new InputError(
		field,
		`${table} has no field ${missing.join(', ')}`,
		'ServiceNow drops it without a word, so that the figures would be those of other records. Check the name: it is the technical one (short_description), not the label.',
	);
}
