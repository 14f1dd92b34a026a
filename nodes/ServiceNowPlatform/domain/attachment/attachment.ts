import { InputError } from '../failure/inputError';
import type { Json } from '../api/json';
import { filtered } from '../api/listRequest';
import { ApiFailure } from '../failure/failure';
import { apiPath, type ApiRequest, type ApiResponse, isObject, recordsOf, type Steps } from '../api/request';
import { equals, all, encoded, EVERY } from '../encodedQuery';

/** The record that files hang on. */
export interface Target {
	table: string;
	sys_id: string;
}

export type Metadata = Json;

/** The platform's own default; a record with more files than this is read in several pages. */
const PAGE = 1000;

/** Asks for what is known of a file; its content is a request of its own. */
export function metadataRequest(sys_id: string): ApiRequest {
	return { method: 'GET', path: apiPath`/api/now/attachment/${sys_id}` };
}

/** The files of a record, oldest sys_id first. Who sees the record sees its files, so a page that is not full is the last one. */
export function* readAttachments({ table, sys_id }: Target, more = EVERY): Steps<Metadata[]> {
	const found: Metadata[] = [];
	const of = all(equals('table_name', table, 'Table'), equals('table_sys_id', sys_id, 'Record'), more);
	for (let after = ''; ; ) {
		const rest = after === '' ? EVERY : encoded`sys_id>${after}`;
		const request: ApiRequest = {
			method: 'GET',
			path: apiPath`/api/now/attachment`,
			query: filtered(all(of, rest, encoded`ORDERBYsys_id`), { sysparm_limit: String(PAGE) }),
		};
		const page = recordsOf(yield request);
		const last = page.at(-1)?.sys_id;
		// One that does not look at the condition would give the same page for ever.
		if (last === after && after !== '') throw notAdvancing(request);
		found.push(...page);
		if (page.length < PAGE || typeof last !== 'string') return found;
		after = last;
	}
}

function notAdvancing({ method, path }: ApiRequest): ApiFailure {
	const message = 'The instance answers with the same files again';
	const detail = 'It does not look at the condition by which the list goes on.';
	return new ApiFailure({ kind: 'bad-request', message, detail, method, path });
}

/** Those of a record's files that have this content. */
export function* findSameFiles(target: Target, hash: string): Steps<Metadata[]> {
	const found = yield* readAttachments(target, equals('hash', hash, 'Hash'));
	// An instance without that column drops the condition.
	return found.filter((file) => file.hash === hash);
}

/** What the header of a download says about the file; undefined where there is none or it is not JSON. */
export function metadataHeader({ headers }: ApiResponse): Metadata | undefined {
	const header = headers['x-attachment-metadata'];
	if (header === undefined) return undefined;
	try {
		// Header values are read byte by byte; a name in UTF-8 has to be put together again.
		const metadata: unknown = JSON.parse(Buffer.from(header, 'latin1').toString('utf8'));
		return isObject(metadata) ? metadata : undefined;
	} catch {
		return undefined;
	}
}

/** A number that ServiceNow sends as text; undefined where it is none. */
export function bytes(value: unknown): number | undefined {
	const number = Number(value);
	return value === undefined || value === '' || !Number.isInteger(number) ? undefined : number;
}

const UNKNOWN_TYPE = 'application/octet-stream';

/** The type that a file came with, where a header can hold it: nobody typed it, and nobody could mend it. */
export function ownType(text = ''): string {
	const type = text.trim();
	return isType(type) ? type : UNKNOWN_TYPE;
}

/** The type that somebody entered. @throws InputError unless it can stand in a header */
export function contentType(text: string): string {
	if (isType(text)) return text;
	throw new InputError('Content Type', `"${text}" is not the type of a file`, 'Enter a type such as application/pdf.');
}

function isType(text: string): boolean {
	return /^[\w.+-]+\/[\w.+-]+(\s*;[\x20-\x7e]*)?$/.test(text);
}
