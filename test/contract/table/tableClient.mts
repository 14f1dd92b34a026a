/** A caller with Basic sign-in: of the emulator, or of a real instance where the environment names one. */
import { request } from 'undici';
import { createEmulator } from '../../emulator/emulator.mts';
import type { Emulator, EmulatorOptions } from '../../emulator/types.mts';

export type Json = Record<string, unknown>;

export interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	/** The parsed body, or undefined where there is none. */
	body: Json | undefined;
	/** `body.result` as a record. */
	record: Json;
	/** `body.result` as a list of records. */
	records: Json[];
}

export interface CallOptions {
	query?: Record<string, string>;
	body?: Json | Json[];
	headers?: Record<string, string>;
	/** `user:password`; the administrator by default. */
	as?: string;
}

export interface Client {
	url: string;
	/** undefined on a real instance. */
	emulator: Emulator | undefined;
	call(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, options?: CallOptions): Promise<Answer>;
	close(): Promise<void>;
}

function isJson(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function answerOf(status: number, headers: Answer['headers'], text: string): Answer {
	const parsed: unknown = text === '' ? undefined : JSON.parse(text);
	const body = isJson(parsed) ? parsed : undefined;
	const result = body?.result;
	return {
		status,
		headers,
		body,
		record: isJson(result) ? result : {},
		records: Array.isArray(result) ? result.filter(isJson) : [],
	};
}

function accountOf(emulator: Emulator | undefined, user_name: string): string {
	const known = emulator?.ready.users.find((user) => user.user_name === user_name);
	return known
		? `${known.user_name}:${known.password}`
		: `${process.env.SN_USER ?? ''}:${process.env.SN_PASSWORD ?? ''}`;
}

export async function connect(options: Partial<EmulatorOptions> = {}): Promise<Client> {
	const remote = process.env.SN_INSTANCE_URL;
	const emulator = remote ? undefined : await createEmulator(options);
	const url = remote ?? emulator?.url ?? '';
	const administrator = accountOf(emulator, 'admin');
	return {
		url,
		emulator,
		async call(method, path, { query = {}, body, headers = {}, as = administrator } = {}) {
			const search = new URLSearchParams(query).toString();
			const account = as.includes(':') ? as : accountOf(emulator, as);
			const answer = await request(`${url}${path}${search ? `?${search}` : ''}`, {
				method,
				headers: {
					accept: 'application/json',
					authorization: `Basic ${Buffer.from(account).toString('base64')}`,
					...(body ? { 'content-type': 'application/json' } : {}),
					...headers,
				},
				...(body ? { body: JSON.stringify(body) } : {}),
			});
			return answerOf(answer.statusCode, answer.headers, await answer.body.text());
		},
		async close() {
			await emulator?.close();
		},
	};
}
