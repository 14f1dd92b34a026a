import { isRecordNumber, isSysId, recordNumber } from '../address/record';
import { excerpt } from '../api/excerpt';
import type { ExecutionCache } from '../api/executionCache';
import { InputError } from '../failure/inputError';
import type { Json } from '../api/json';
import { listRequest } from '../api/listRequest';
import { recordsOf, type Steps } from '../api/request';
import { equals, any } from '../encodedQuery';
import { inWords } from '../schema/inWords';
import { type ColumnShape, readSchema } from '../schema/schema';
import { nounOf, told } from '../schema/stockTables';
import { sameName } from '../values/sameName';
import { wireValue } from '../values/values';

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

/** A value without a letter is hardly a name. */
export function noteUnknown(notes: ReferenceContext['notes'], values: Array<[string, string]>): void {
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
export function* findReferenceId(cache: ExecutionCache, field: string, table: string, name: string): Steps<string> {
	return yield* resolveId(cache, field, { type: 'reference', reference: table, key: 'sys_id' }, name);
}

/** Lists hold several records; those of people also e-mail addresses of others, which stay (`areAddresses`). */
export function* resolveIds(
	cache: ExecutionCache,
	{ column, shape, areAddresses = true }: { column: string; shape: ColumnShape; areAddresses?: boolean },
	value: unknown,
): Steps<string> {
	const ids: string[] = [];
	for (const run of runsIn(value, areAddresses)) {
		if (typeof run === 'string') ids.push(run);
		else ids.push(...(yield* resolveIdsOfRun(cache, column, shape, run)));
	}
	return ids.join(',');
}

/** What needs no look, and names: of a list one each; of a text those that commas separate, which may be pieces of names. */
function runsIn(value: unknown, areAddresses: boolean): Array<string | string[]> {
	const entries = Array.isArray(value) ? value : wireValue(value, 'UTC').split(/[;\r\n]/);
	return entries.flatMap((entry) => {
		const text = wireValue(entry, 'UTC').trim();
		return Array.isArray(value) ? runsOf([text], areAddresses) : runsOf(text.split(','), areAddresses);
	});
}

function runsOf(pieces: string[], areAddresses: boolean): Array<string | string[]> {
	const runs: Array<string | string[]> = [];
	for (const piece of pieces.map((one) => one.trim()).filter((one) => one !== '')) {
		const last = runs.at(-1);
		if (isSysId(piece) || (areAddresses && piece.includes('@'))) runs.push(piece);
		else if (Array.isArray(last)) last.push(piece);
		else runs.push([piece]);
	}
	return runs;
}

/** Longer names than `Doe, Jane, MD` are given as entries of a list. */
const MOST_PIECES = 4;
const NAMES_AT_ONCE = 8;

/** The ids of names that commas separate, some of which may have commas themselves: the longest that is one wins. */
function* resolveIdsOfRun(
	cache: ExecutionCache,
	column: string,
	shape: ColumnShape,
	pieces: string[],
): Steps<string[]> {
	if (pieces.length === 1) return [yield* resolveId(cache, column, shape, pieces[0] ?? '')];
	const known = yield* readNames(cache, column, shape, spansOf(pieces));
	const ids: string[] = [];
	for (let at = 0; at < pieces.length; ) {
		const spans = lengthsAt(pieces, at).map((length) => ({ length, name: spanOf(pieces, at, length) }));
		const found = spans.find(({ name }) => known(name)) ?? { length: 1, name: pieces[at] ?? '' };
		ids.push(yield* resolveId(cache, column, shape, found.name));
		at += found.length;
	}
	return ids;
}

function lengthsAt(pieces: string[], at: number): number[] {
	const most = Math.min(MOST_PIECES, pieces.length - at);
	const lengths = Array.from({ length: most }, (_, index) => most - index);
	return at === 0 && pieces.length > most ? [pieces.length, ...lengths] : lengths;
}

function spanOf(pieces: string[], at: number, length: number): string {
	return pieces.slice(at, at + length).join(', ');
}

function spansOf(pieces: string[]): string[] {
	const spans = pieces.flatMap((_, at) => lengthsAt(pieces, at).map((length) => spanOf(pieces, at, length)));
	return [...new Set(spans)].filter(mayBeName);
}

/** Which of the names are those of records: a few requests for all of them, where each alone would take one. */
function* readNames(
	cache: ExecutionCache,
	column: string,
	{ reference, key }: ColumnShape,
	names: string[],
): Steps<(name: string) => boolean> {
	const columns = [...new Set([key, ...(yield* readKeys(cache, reference))])];
	const rows: Json[] = [];
	for (let at = 0; at < names.length; at += NAMES_AT_ONCE) {
		const some = names.slice(at, at + NAMES_AT_ONCE);
		const query = any(...some.flatMap((name) => columns.map((candidate) => equals(candidate, name, column))));
		const request = listRequest(reference, query, [...new Set(['sys_id', ...columns])], some.length * MOST_ROWS);
		rows.push(...recordsOf(yield* cache.ask(request)));
	}
	return (name) => rows.some((row) => columns.some((candidate) => sameName(row[candidate], name)));
}

export function* resolveId(
	cache: ExecutionCache,
	column: string,
	{ reference, key }: ColumnShape,
	value: string,
): Steps<string> {
	const keys = yield* readKeys(cache, reference);
	const name = nameIn(value, keys, column);
	if (name.length > LONGEST_NAME || /[\r\n]/.test(name)) throw unknown(column, { reference, keys }, name);
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
		if (hits.length > 1) throw ambiguous(column, `${nounOf(reference)} has the ${inWords(candidate)} "${name}"`, hits);
		if (hits[0] !== undefined) return String(hits[0][key] ?? hits[0].sys_id);
	}
	throw unknown(column, { reference, keys }, name);
}

/** A number may be copied with a sign in front or with the title behind it. */
function nameIn(value: string, keys: string[], column: string): string {
	return keys.includes('number') && isRecordNumber(value) ? recordNumber(value, column) : value.trim();
}

function unknown(column: string, { reference, keys }: { reference: string; keys: string[] }, name: string): InputError {
	return new InputError(
		column,
		`No ${nounOf(reference)} has the ${keys.map(inWords).join(' or ')} "${excerpt(name)}"`,
		'Check the name, give the sys_id, or switch the option Resolve Names off to write the value as it is.',
	);
}

function* readKeys(cache: ExecutionCache, table: string): Steps<string[]> {
	const [known] = told(table, 'keys');
	if (known !== undefined) return known;
	const schema = yield* readSchema(cache, table);
	if (schema?.chain.includes('task') === true) return ['number'];
	return [schema?.display ?? 'name'];
}

function ambiguous(column: string, found: string, hits: Json[]): InputError {
	const list = hits.map(({ sys_id }) => String(sys_id)).join(', ');
	return new InputError(column, `More than one ${found}: ${list}`, 'Give the sys_id of the one that is meant.');
}
