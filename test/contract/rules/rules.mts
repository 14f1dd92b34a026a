/** Business rules for tests, and somebody outside whom their scripts may call. */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Instance } from '../instance.mts';

export interface Called {
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
	body: string;
}

export interface Outside {
	readonly url: string;
	readonly calls: Called[];
	/** How many calls are being answered, and were at most. */
	open: number;
	most: number;
	/** What is done to a call; 200 and `ok` unless told otherwise. */
	behave: (called: Called, response: ServerResponse) => void;
	close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const pieces: Buffer[] = [];
	for await (const piece of request) pieces.push(piece);
	return Buffer.concat(pieces).toString('utf8');
}

export const wellBehaved: Outside['behave'] = (_called, response) => void response.end('ok');

/** A server on this machine: the only outside that an emulator has. */
export async function openOutside(): Promise<Outside> {
	let url = '';
	const server = createServer((request, response) => {
		outside.open += 1;
		outside.most = Math.max(outside.most, outside.open);
		response.once('close', () => (outside.open -= 1));
		void bodyOf(request).then((body) => {
			const { method = '', url: path = '', headers } = request;
			const called = { method, url: path, headers, body };
			outside.calls.push(called);
			outside.behave(called, response);
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const address = server.address();
	url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
	const outside: Outside = {
		url,
		calls: [],
		open: 0,
		most: 0,
		behave: wellBehaved,
		close: () =>
			new Promise((done) => {
				server.closeAllConnections();
				server.close(() => done());
			}),
	};
	return outside;
}

export const executeRule = (body: string): string =>
	`(function executeRule(current, previous /*null when async*/) {\n${body}\n})(current, previous);`;

/** As a client makes one over the Table API; on inserts and updates of incidents unless told otherwise. */
export async function makeRule(instance: Instance, values: Record<string, unknown>): Promise<Record<string, string>> {
	const { script, ...rest } = values;
	const body = {
		name: 'a rule',
		collection: 'incident',
		when: 'before',
		advanced: script !== undefined,
		action_insert: true,
		action_update: true,
		...(script !== undefined && { script: executeRule(String(script)) }),
		...rest,
	};
	const answer = await instance.call('/api/now/table/sys_script', { method: 'POST', body });
	if (answer.status !== 201) throw new Error(`No rule: ${answer.status} ${answer.text}`);
	return answer.json().result;
}
