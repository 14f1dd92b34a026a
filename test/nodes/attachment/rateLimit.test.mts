import type { ServerResponse } from 'node:http';
import { file } from '../../support/n8n/files.mts';
import { by } from '../../support/instance.mts';
import { N8n } from '../../support/n8n/n8n.mts';
import { type Listener, listen } from '../../support/servers/tlsInstance.mts';

const FILES = 8;
/** The node's own default. */
const AT_ONCE = 3;
const RETRY_AFTER_MS = 3000;
/** Timers may be early by a little. */
const EARLY_MS = 20;

let instance: Listener;
/** What reached the instance, and when, in milliseconds. */
let arrivals: Array<{ method: string | undefined; time: number }>;
/** When the instance asked to be left alone. */
let limited = 0;

/**
 * Answers the first upload with 429, once as many are under way as the node sends at once, and these after it has been heard.
 */
function limiting(): (response: ServerResponse) => void {
	const held: ServerResponse[] = [];
	const stored = (response: ServerResponse) => response.writeHead(201).end('{"result":{"sys_id":"stored"}}');
	return (response) => {
		if (limited > 0) return void stored(response);
		held.push(response);
		if (held.length < AT_ONCE) return;
		const [first, ...others] = held;
		limited = performance.now();
		first?.writeHead(429, { 'Retry-After': RETRY_AFTER_MS / 1000 }).end('{"error":{"message":"Rate limit exceeded"}}');
		setTimeout(() => others.forEach(stored), 200);
	};
}

beforeEach(async () => {
	arrivals = [];
	limited = 0;
	const upload = limiting();
	instance = await listen(
		undefined,
		({ method, url }, response) => {
			response.setHeader('content-type', 'application/json');
			if (url?.startsWith('/oauth_token.do')) return void response.end('{"access_token":"a","expires_in":1799}');
			arrivals.push({ method, time: performance.now() });
			if (method === 'POST') return upload(response);
			const [, record] = /incident\/(\w+)/.exec(url ?? '') ?? [];
			response.end(JSON.stringify({ result: record === undefined ? [] : { sys_id: record } }));
		},
		false,
	);
});
afterEach(async () => await instance.close());

describe('An instance that limits requests', () => {
	it('is left alone by all uploads for as long as it says to one, but for those under way', async () => {
		const n8n = new N8n();
		await n8n.signIn({
			instance: instance.url,
			grant: 'clientCredentials',
			clientId: 'id',
			clientSecret: 'secret',
		});
		const items = Array.from({ length: FILES }, (_, index) => ({ id: String(index).repeat(32) }));
		const binary = await Promise.all(
			items.map(async ({ id }) => ({ data: await file(`${id}.txt`, 'text/plain', id) })),
		);
		const target = { table: by('name', 'incident'), record: by('id', '={{ $json.id }}') };
		const { json, error } = await n8n.run(
			{ resource: 'attachment', operation: 'upload', ...target, binaryPropertyName: 'data' } as never,
			{ items, binary },
		);
		expect(error).toBeUndefined();
		expect(json.map(({ uploaded }) => uploaded)).toEqual(Array(FILES).fill(true));
		const uploads = arrivals.filter(({ method }) => method === 'POST');
		expect(uploads).toHaveLength(FILES + 1);
		const after = arrivals.filter(({ time }) => time > limited).map(({ time }) => time - limited);
		// At least a look and a file for each that was not begun, and the first once more.
		expect(after.length).toBeGreaterThan(2 * (FILES - AT_ONCE));
		expect(after.filter((passed) => passed < RETRY_AFTER_MS - EARLY_MS)).toEqual([]);
	});
});
