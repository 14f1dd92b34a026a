/** The documentation's request and answer pairs, as the contract's cases. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, Instance } from './instance.mts';

export type Json = Record<string, unknown>;

export interface Documented {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	path: string;
	body: Json | undefined;
	status: number;
	/** `result` of the documented body, or undefined where the page shows none. */
	result: unknown;
}

const FOLDER = join(__dirname, 'samples');

/** `change-management-02` is enough of a name. */
export function documented(name: string): Documented {
	const file = readdirSync(FOLDER).find((candidate) => candidate.startsWith(`${name}-`));
	if (!file) throw new Error(`No sample ${name}`);
	const { request, response } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
	return {
		method: request.method,
		path: String(request.path)
			.replace(/^.*?(?=\/api\/)/, '')
			.replaceAll(' ', '%20'),
		body: request.body,
		status: response.status,
		result: response.body?.result,
	};
}

/** Sends the documented request, or one like it, and expects the documented status. */
export async function replay(instance: Instance, name: string, path?: string): Promise<Answer> {
	const { method, body, status, path: documentedPath } = documented(name);
	const answer = await instance.call(path ?? documentedPath, { method, ...(body !== undefined && { body }) });
	expect([name, answer.status, answer.status === status ? '' : answer.text]).toEqual([name, status, '']);
	return answer;
}

export const isRecord = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Some samples wrap a single record in a list, others do not. */
export function first(value: unknown): Json {
	const found: unknown = Array.isArray(value) ? value[0] : value;
	return isRecord(found) ? found : {};
}
