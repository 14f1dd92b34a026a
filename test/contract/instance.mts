/** The instance that the contract is held against: an emulator of its own, or the one that SN_INSTANCE_URL names. */
import { FormData, request } from 'undici';
import type { Dispatcher } from 'undici';
import { createEmulator } from '../emulator/emulator.mts';
import { accounts } from '../emulator/seed/accounts.mts';
import type { Emulator, EmulatorOptions } from '../emulator/types.mts';

const remote = process.env.SN_INSTANCE_URL?.replace(/\/+$/, '');

/** Facts that need a switch of the emulator (its clock, its faults, its properties) or a record of its seed. */
export const describeEmulator = remote ? describe.skip : describe;

export interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	text: string;
	bytes: Buffer;
	/** Parsed; fails on anything that is not JSON. */
	json<T = { result: Record<string, string> }>(): T;
}

export interface Call {
	method?: Dispatcher.HttpMethod;
	headers?: Record<string, string | string[]>;
	/** An object is sent as JSON, parameters as a form. */
	body?: string | Buffer | URLSearchParams | FormData | object;
	/** `user_name:password`, or nobody. Default: the administrator. */
	as?: string | undefined;
}

export interface Instance {
	readonly url: string;
	/** Only in describeEmulator blocks. */
	readonly emulator: Emulator;
	call(path: string, call?: Call): Promise<Answer>;
	token(parameters: Record<string, string>): Promise<Answer>;
}

export function passwordOf(user_name: string): string {
	const known = [...accounts.users, ...accounts.refused].find((user) => user.user_name === user_name);
	if (!known) throw new Error(`No account '${user_name}' in the seed`);
	return known.password;
}

export function clientNamed(name: string): { client_id: string; client_secret: string } {
	if (remote) {
		return { client_id: process.env.SN_CLIENT_ID ?? '', client_secret: process.env.SN_CLIENT_SECRET ?? '' };
	}
	const client = accounts.oauth.find((candidate) => candidate.name === name);
	if (!client) throw new Error(`No OAuth client '${name}' in the seed`);
	return { client_id: client.client_id, client_secret: client.client_secret };
}

export const login = (user_name: string) => `${user_name}:${passwordOf(user_name)}`;

const administrator = () =>
	remote ? `${process.env.SN_USER ?? 'admin'}:${process.env.SN_PASSWORD ?? ''}` : login('admin');

function payload(body: Call['body']): { body?: string | Buffer | FormData; type?: string } {
	if (body === undefined) return {};
	if (typeof body === 'string') return { body, type: 'application/json' };
	if (Buffer.isBuffer(body) || body instanceof FormData) return { body };
	if (body instanceof URLSearchParams) return { body: body.toString(), type: 'application/x-www-form-urlencoded' };
	return { body: JSON.stringify(body), type: 'application/json' };
}

export async function send(url: string, { method = 'GET', headers = {}, body, as }: Call): Promise<Answer> {
	const { body: content, type } = payload(body);
	const response = await request(url, {
		method,
		headers: {
			...(as !== undefined && { authorization: `Basic ${Buffer.from(as).toString('base64')}` }),
			...(type !== undefined && { 'content-type': type }),
			...headers,
		},
		...(content !== undefined && { body: content }),
	});
	const bytes = Buffer.from(await response.body.arrayBuffer());
	const text = bytes.toString('utf8');
	return { status: response.statusCode, headers: response.headers, text, bytes, json: () => JSON.parse(text) };
}

/** One instance for the tests of the enclosing block. */
export function useInstance(options: Partial<EmulatorOptions> = {}): Instance {
	let running: Emulator | undefined;
	beforeAll(async () => {
		if (!remote) running = await createEmulator(options);
	});
	afterAll(async () => {
		await running?.close();
	});
	const emulator = (): Emulator => {
		if (!running) throw new Error('This test needs the emulator');
		return running;
	};
	const instance: Instance = {
		get url() {
			return remote ?? emulator().url;
		},
		get emulator() {
			return emulator();
		},
		call: (path, call = {}) =>
			send(`${instance.url}${path}`, { ...call, as: 'as' in call ? call.as : administrator() }),
		token: (parameters) =>
			send(`${instance.url}/oauth_token.do`, { method: 'POST', body: new URLSearchParams(parameters) }),
	};
	return instance;
}
