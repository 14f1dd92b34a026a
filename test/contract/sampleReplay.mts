/** Sends a documented request to an instance and holds the answer against the documented one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dispatcher } from 'undici';
import type { Row, Store } from '../emulator/types.mts';
import type { Answer, Instance } from './instance.mts';
import { differences } from './shape.mts';

const FOLDER = join(__dirname, 'samples');

export interface Sample {
	name: string;
	method: Dispatcher.HttpMethod;
	path: string;
	headers: Record<string, string>;
	/** The text of the documentation where it is no strict JSON, else data. */
	body: string | Record<string, unknown> | undefined;
	/** undefined where the page does not say. */
	status: number | undefined;
	answer: unknown;
	/** Names of the documented headers. */
	answerHeaders: string[];
}

export interface Sent {
	path?: string;
	headers?: Record<string, string>;
	body?: Sample['body'] | Buffer;
	/** `user:password`. */
	as?: string | undefined;
}

export interface SampleContext {
	instance: Instance;
	store: Store;
	sample: Sample;
	/** Makes the record of this id, in place of one that is there. */
	give(table: string, sys_id: string, values: Row): void;
	/** Sets a property until the case is over. */
	set(name: string, value: string): void;
}

export interface SampleCase {
	/** Makes what the sample is about; what it returns is sent instead of the documented request. */
	prepare?(context: SampleContext): Sent | void | Promise<Sent | void>;
	/** For what takes more than one request; the answer is held against the sample. */
	send?(context: SampleContext): Promise<Answer>;
	/** Where the answer differs, and why: part of the difference → reason. */
	conflicts?: Readonly<Record<string, string>>;
	/** For samples that show no status. */
	status?: number;
	/** More than the shape; needed where the page shows no answer. */
	check?(answer: Answer, context: SampleContext): void | Promise<void>;
}

/** `table-05`: as much of a file's name as no other file has. */
const nameOf = (file: string): string => /^[a-z-]+-\d\d/.exec(file)?.[0] ?? file;

const files = new Map(readdirSync(FOLDER).map((file) => [nameOf(file), file]));

export const sampleNames: readonly string[] = [...files.keys()];

/** Header dumps are one text, cookies with commas and all. */
function headerNames({ headers, headers_text = '' }: { headers?: object; headers_text?: string }): string[] {
	const dumped = [...headers_text.matchAll(/([A-Z][A-Za-z-]+): /g)].map(([, name = '']) => name);
	return [...new Set([...Object.keys(headers ?? {}), ...dumped])];
}

export function readSample(name: string): Sample {
	const file = files.get(name);
	if (file === undefined) throw new Error(`No sample ${name}`);
	const { request, response } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
	return {
		name,
		method: request.method ?? 'GET',
		path: String(request.path)
			.replace(/^.*?(?=\/api\/)/, '')
			.replaceAll(' ', '%20'),
		headers: request.headers ?? {},
		// The documentation's lenient JSON goes out as it stands there.
		body: String(request.body_parse).startsWith('json5') ? request.body_text : (request.body ?? undefined),
		status: response.status ?? undefined,
		answer: response.body ?? undefined,
		answerHeaders: headerNames(response),
	};
}

function payload(body: Sent['body'], headers: Record<string, string>): string | Buffer | URLSearchParams | object {
	const isForm = headers['Content-Type']?.includes('form-urlencoded') === true;
	if (!isForm || body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) return body ?? '';
	return new URLSearchParams(Object.entries(body).map(([name, value]): [string, string] => [name, String(value)]));
}

async function send({ instance, sample }: SampleContext, sent: Sent): Promise<Answer> {
	const headers = { ...sample.headers, ...sent.headers };
	const body = payload('body' in sent ? sent.body : sample.body, headers);
	return await instance.call(sent.path ?? sample.path, {
		method: sample.method,
		headers,
		...(body !== '' && { body }),
		...('as' in sent && { as: sent.as }),
	});
}

/** The envelope is the same to the key; inside it there may be more than is documented. */
function bodyDifferences({ answer: documented }: Sample, answer: Answer): string[] {
	const actual = answer.json<object>();
	const more = Object.keys(actual).filter((key) => !Object.keys(documented as object).includes(key));
	return [...more.map((key) => `.${key} is not documented`), ...differences(actual, documented)];
}

function expectConflicts(found: string[], conflicts: SampleCase['conflicts'] = {}): void {
	const known = Object.keys(conflicts);
	expect(found.filter((difference) => !known.some((part) => difference.includes(part)))).toEqual([]);
	// A conflict that is none any more has to leave the list.
	expect(known.filter((part) => !found.some((difference) => difference.includes(part)))).toEqual([]);
}

export async function replay(context: SampleContext, wanted: SampleCase): Promise<void> {
	const { sample } = context;
	const sent = (await wanted.prepare?.(context)) ?? {};
	const answer = await (wanted.send?.(context) ?? send(context, sent));
	const status = sample.status ?? wanted.status;
	expect([answer.status, answer.status === status ? '' : answer.text]).toEqual([status, '']);
	for (const name of sample.answerHeaders) expect(Object.keys(answer.headers)).toContain(name.toLowerCase());
	expectBody(sample, answer, wanted);
	await wanted.check?.(answer, context);
}

function expectBody(sample: Sample, answer: Answer, { conflicts, check }: SampleCase): void {
	if (sample.answer !== undefined) expectConflicts(bodyDifferences(sample, answer), conflicts);
	else if (answer.status === 204) expect(answer.text).toBe('');
	else if (!check) throw new Error(`The page shows no answer for ${sample.name}: the case has to say what to check`);
}
