import { isSysId } from '../address/record';
import type { ExecutionCache } from '../api/executionCache';
import { InputError } from '../failure/inputError';
import type { Json } from '../api/json';
import { listRequest } from '../api/listRequest';
import { recordsOf, type Steps } from '../api/request';
import { equals, any } from '../encodedQuery';
import { commonReference, isPlain } from '../schema/commonColumns';
import { type ColumnShape, readSchema } from '../schema/schema';
import { told } from '../schema/stockTables';
import { sameName } from '../values/sameName';

const DATE = /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?)?$/;
/** Longer than any name; such a value is a text. */
const LONGEST_NAME = 255;
/** Two would show that a name is not unique; more help to choose. */
const MOST_ROWS = 20;

/** Whoever writes: what has been found out so far, and what is told of it. */
export interface ReferenceContext {
	cache: ExecutionCache;
	notes: Array<{ subject: string; text: string }>;
}

/**
 * The values with names of other records replaced by what ServiceNow stores for them. Which columns are references comes from the
 * dictionary, and is asked only when some value might be a name. Where the user may not read it, those that every instance has are known;
 * other values stay as they are, and that is noted.
 *
 * @throws InputError when a name leads to no record or to several
 */
export function* resolveReferences(
	{ cache, notes }: ReferenceContext,
	table: string,
	values: Record<string, string>,
): Steps<Record<string, string>> {
	const names = Object.entries(values).filter(([column, value]) => !isPlain(table, column) && mayBeName(value));
	const schema = names.length === 0 ? undefined : yield* readSchema(cache, table);
	const shapeOf = (column: string) => (schema ? schema.columns.get(column) : commonReference(table, column));
	if (schema === undefined)
		noteUnknown(
			notes,
			names.filter(([column]) => shapeOf(column) === undefined),
		);
	const resolved: Array<[string, string]> = [];
	for (const [column, value] of names) {
		const shape = shapeOf(column);
		if (shape === undefined || shape.reference === '') continue;
		if (shape.type === 'reference') resolved.push([column, yield* idOf(cache, column, shape, value)]);
		if (shape.type === 'glide_list') resolved.push([column, yield* idsOf(cache, column, shape, value)]);
	}
	return { ...values, ...Object.fromEntries(resolved) };
}

/** A value without a letter is hardly a name. */
function noteUnknown(notes: ReferenceContext['notes'], values: Array<[string, string]>): void {
	const columns = values.filter(([, value]) => /\p{L}/u.test(value)).map(([column]) => column);
	const subject = `unknown:${columns.join()}`;
	if (columns.length === 0 || notes.some((note) => note.subject === subject)) return;
	const text = `Written as given: ${columns.join(', ')}. Whether these fields refer to other records is not known, since the user may not read sys_dictionary; references need sys_ids.`;
	notes.push({ subject, text });
}

export function mayBeName(value: string): boolean {
	const text = value.trim();
	if (text === '' || text.length > LONGEST_NAME || /[\r\n]/.test(text)) return false;
	return !isSysId(text) && !DATE.test(text) && text !== 'true' && text !== 'false';
}

/** The sys_id of a record of a table, from whatever people name it by. `field` is where the name was entered. @throws InputError */
export function* referenceId(cache: ExecutionCache, field: string, table: string, name: string): Steps<string> {
	return yield* idOf(cache, field, { type: 'reference', reference: table, key: 'sys_id' }, name);
}

/** Lists hold several records; those of people also e-mail addresses of others. */
function* idsOf(cache: ExecutionCache, column: string, shape: ColumnShape, value: string): Steps<string> {
	const parts = value.split(',').map((part) => part.trim());
	const ids: string[] = [];
	for (const part of parts.filter((name) => name !== '')) {
		ids.push(!mayBeName(part) || part.includes('@') ? part : yield* idOf(cache, column, shape, part));
	}
	return ids.join(',');
}

function* idOf(cache: ExecutionCache, column: string, { reference, key }: ColumnShape, value: string): Steps<string> {
	const name = value.trim();
	const keys = yield* keysOf(cache, reference);
	// Not every id has the form of one: "global" is the sys_id of an application.
	const all = [...new Set([key, ...keys])];
	const search = (candidates: string[]) => {
		const query = any(...candidates.map((candidate) => equals(candidate, name, column)));
		return listRequest(reference, query, [...new Set(['sys_id', key, ...keys])], MOST_ROWS);
	};
	const rows = recordsOf(yield* cache.ask(search(all)));
	for (const candidate of all) {
		// A condition on a column that is not there is dropped by the instance, and every record then matches.
		const named = (found: typeof rows) => found.filter((row) => sameName(row[candidate], name));
		let hits = named(rows);
		// A full page may have left out the one record that is meant, behind others that have the name in a less telling column.
		if (hits.length === 0 && rows.length >= MOST_ROWS) {
			hits = named(recordsOf(yield* cache.ask(search([candidate]))));
		}
		if (hits.length > 1) throw ambiguous(column, reference, candidate, name, hits);
		if (hits[0] !== undefined) return String(hits[0][key] ?? hits[0].sys_id);
	}
	throw new InputError(
		column,
		`No record of ${reference} has the ${keys.join(' or ')} "${name}"`,
		'Check the name, give the sys_id, or switch the option Resolve Names off to write the value as it is.',
	);
}

function* keysOf(cache: ExecutionCache, table: string): Steps<string[]> {
	const [known] = told(table, 'keys');
	if (known !== undefined) return known;
	const schema = yield* readSchema(cache, table);
	if (schema?.chain.includes('task') === true) return ['number'];
	return [schema?.display ?? 'name'];
}

function ambiguous(column: string, table: string, key: string, name: string, hits: Json[]): InputError {
	const list = hits.map(({ sys_id }) => String(sys_id)).join(', ');
	return new InputError(
		column,
		`More than one record of ${table} has the ${key} "${name}": ${list}`,
		'Give the sys_id of the one that is meant.',
	);
}
