import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { N8n } from '../../../support/n8n/n8n.mts';

const SECRET = 'S3cret-of-the-client-0815';
const TOKEN = 't0ken-that-nobody-may-see-4711';
type Answer = (response: ServerResponse, request: IncomingMessage) => void;

let answer: Answer;
let asked: string[] = [];
const server = createServer((request, response) => {
	asked.push(`${request.method} ${request.url?.split('?')[0]}`);
	request.resume();
	if (request.url?.startsWith('/oauth_token.do') === true) return answer(response, request);
	const isIn = request.headers.authorization?.startsWith('Bearer ') === true;
	response.writeHead(isIn ? 200 : 401, { 'content-type': 'application/json' });
	response.end(
		JSON.stringify(isIn ? { result: [{ sys_id: 'a'.repeat(32), number: 'INC1' }] } : { error: { message: 'no' } }),
	);
});
let url = '';
beforeAll(async () => {
	await once(server.listen(0, '127.0.0.1'), 'listening');
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const json =
	(body: unknown, status = 200, headers = {}): Answer =>
	(response) =>
		void response
			.writeHead(status, { 'content-type': 'application/json', ...headers })
			.end(typeof body === 'string' ? body : JSON.stringify(body));
const token = (more: object) => json({ access_token: TOKEN, token_type: 'Bearer', expires_in: 1800, ...more });

const cut: Answer = (response) => {
	response.writeHead(200, { 'content-type': 'application/json', 'content-length': 500 });
	response.write(`{"access_token":"${TOKEN}`);
	setTimeout(() => response.destroy(), 20);
};
const cutWithin: Answer = (response) => {
	const packed = gzipSync(JSON.stringify({ access_token: TOKEN, expires_in: 1800 }));
	response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed.subarray(0, packed.length - 20));
};

async function signedIn(given: Answer) {
	const n8n = new N8n();
	[answer, asked] = [given, []];
	await n8n.signIn({ instance: url, grant: 'clientCredentials', clientId: 'id', clientSecret: SECRET } as never);
	const run = await n8n.run({ resource: 'incident', operation: 'getAll', limit: 1 } as never, { items: [{}, {}, {}] });
	const told = [run.stored, run.error?.message, run.error?.description].join();
	for (const hidden of [SECRET, TOKEN]) expect(told).not.toContain(hidden);
	return run;
}

describe('A token', () => {
	it.each<[string, Answer]>([
		['whose life is told as text', token({ expires_in: '1800' })],
		['whose life is not told', token({ expires_in: undefined })],
		['that lives for ever', token({ expires_in: 1e12 })],
		['that has ended before it was issued', token({ expires_in: -5 })],
		['that ends at once', token({ expires_in: 0 })],
		['whose life is a word', token({ expires_in: 'soon' })],
		['without a type', token({ token_type: undefined })],
		['behind a byte order mark', json(`\ufeff${JSON.stringify({ access_token: TOKEN, expires_in: 1800 })}`)],
		['beside an error', token({ error: 'server_error' })],
	])('%s is taken, and asked for once', async (_, given) => {
		const { json: items, error } = await signedIn(given);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(3);
		expect(asked.filter((one) => one.includes('oauth'))).toHaveLength(1);
	});

	it.each<[string, Answer, RegExp, number]>([
		['that is a number', token({ access_token: 12345 }), /without a token/, 1],
		['that is an object', token({ access_token: { a: 1 } }), /without a token/, 1],
		['that is empty', token({ access_token: '' }), /without a token/, 1],
		['of blanks', token({ access_token: '  ' }), /without a token/, 1],
		['over two lines', token({ access_token: 'a\nb: c' }), /without a token/, 1],
		['that no header can hold', token({ access_token: 'tök€n' }), /without a token/, 1],
		['in a list', json([{ access_token: TOKEN }]), /without a token/, 1],
		['in a form', json(`access_token=${TOKEN}`), /without a token/, 1],
		['that is nothing', json('null'), /without a token/, 1],
		['that is accepted for later', json({ access_token: TOKEN }, 202), /without a token/, 1],
		['beyond a redirect', json('', 307, { location: 'http://localhost:1/elsewhere' }), /redirects to/, 1],
		['on a page', json('<html><title>Log in</title></html>', 200, { 'content-type': 'text/html' }), /login page/, 1],
		[
			'refused with the secret in its words',
			json({ error: 'x', error_description: SECRET }, 401),
			/not issue a token/,
			1,
		],
		['whose answer breaks off', cut, /broke off/, 3],
		['whose answer ends within its packing', cutWithin, /broke off/, 3],
		[
			'of an endpoint that wants to be left alone for a day',
			json('', 429, { 'retry-after': '100000' }),
			/limits requests/,
			1,
		],
	])('%s is none: told as such, after few attempts, and nothing else is sent', async (_, given, words, most) => {
		expect((await signedIn(given)).error?.message).toMatch(words);
		expect(asked.length).toBeLessThanOrEqual(most);
	});

	it('of 120,000 characters neither stands in the error nor holds n8n', async () => {
		const { error } = await signedIn(token({ access_token: TOKEN.repeat(4_000) }));
		expect(error?.message).toContain('431');
	});
});
