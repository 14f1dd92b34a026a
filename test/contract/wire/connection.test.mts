import { gunzipSync } from 'node:zlib';
import { Agent, request } from 'undici';
import { describeEmulator, login, useInstance } from '../instance.mts';

const TABLE = '/api/now/table/incident';
const ONE = `${TABLE}?sysparm_limit=1`;

const instance = useInstance({ seed: 'empty' });

const padded = (length: number): string => {
	const path = `${ONE}&sysparm_query=active=true^ORshort_description=`;
	return path + 'x'.repeat(length - path.length);
};

describe('long addresses', () => {
	// PySNC#18: 300 ids in a query are too many; PySNC itself takes other ways from 10,000 characters on.
	it('are answered with a page of the web server', async () => {
		const answer = await instance.call(padded(10_500));
		expect([answer.status, answer.headers['content-type']]).toEqual([400, 'text/html;charset=UTF-8']);
		expect(answer.text).toContain('Request header is too large');
		expect((await instance.call(padded(9_500))).status).toBe(200);
	});

	// PySNC, test_nonjson_error.
	it('are HTML for paths as for queries', async () => {
		const answer = await instance.call(`/api/now/table/${'A'.repeat(23_000)}/x`);
		expect(answer.text).toMatch(/^<.*html>/);
	});

	// PySNC, test_extra_long_query: the edge never sees what is inside a batch.
	it('are served inside a batch', async () => {
		const url = padded(24_000);
		const body = { batch_request_id: '1', rest_requests: [{ id: '1', method: 'GET', url, headers: [] }] };
		const answer = await instance.call('/api/now/v1/batch', { method: 'POST', body });
		const [item] = answer.json<{ serviced_requests: Array<{ status_code: number }> }>().serviced_requests;
		expect(item?.status_code).toBe(200);
	});
});

describe('OPTIONS', () => {
	it('names the verbs of a path and allows nothing to another origin', async () => {
		const headers = { origin: 'https://other.example' };
		const answer = await instance.call(TABLE, { method: 'OPTIONS', headers, as: undefined });
		expect([answer.status, answer.headers.allow, answer.text]).toEqual([200, 'GET,POST,HEAD,OPTIONS', '']);
		expect(answer.headers['access-control-allow-origin']).toBeUndefined();
	});
});

// Recording of a developer instance, 2022.
describe('gzip', () => {
	it('is sent in chunks where it is accepted', async () => {
		const answer = await instance.call(ONE, { headers: { 'accept-encoding': 'gzip, deflate' } });
		expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip', 'transfer-encoding': 'chunked' });
		expect(answer.headers['content-length']).toBeUndefined();
		expect(JSON.parse(gunzipSync(answer.bytes).toString())).toEqual({ result: expect.any(Array) });
	});

	it('is sent of errors, too', async () => {
		const answer = await instance.call('/api/now/table/no_such_table', { headers: { 'accept-encoding': 'gzip' } });
		expect(answer.status).toBe(400);
		expect(gunzipSync(answer.bytes).toString()).toContain('Invalid table no_such_table');
	});

	it.each([undefined, 'identity', 'br', 'gzip;q=0'])('is not sent for Accept-Encoding: %s', async (coding) => {
		const headers: Record<string, string> = coding === undefined ? {} : { 'accept-encoding': coding };
		const answer = await instance.call(ONE, { headers });
		expect(answer.headers['content-encoding']).toBeUndefined();
		expect(answer.json()).toEqual({ result: expect.any(Array) });
	});
});

describeEmulator('connections', () => {
	let agent: Agent;
	beforeEach(() => {
		agent = new Agent({ connections: 1, pipelining: 1 });
	});
	afterEach(async () => {
		instance.emulator.store.setProperty('emulator.connection.idle_limit', '');
		await agent.close();
	});

	const authorization = `Basic ${Buffer.from(login('admin')).toString('base64')}`;
	const ask = async (): Promise<number> => {
		const { statusCode, body } = await request(`${instance.url}${ONE}`, {
			dispatcher: agent,
			headers: { authorization },
		});
		await body.dump();
		return statusCode;
	};

	// Recording of a developer instance, 2022.
	it('are kept for twenty seconds', async () => {
		expect((await instance.call(ONE)).headers['keep-alive']).toBe('timeout=20');
	});

	it('are lost with the next request once they have rested too long', async () => {
		expect(await ask()).toBe(200);
		instance.emulator.store.setProperty('emulator.connection.idle_limit', '0');
		await expect(ask()).rejects.toThrow(/other side closed|ECONNRESET|terminated/);
		// The next one comes over a connection of its own.
		expect(await ask()).toBe(200);
	});

	it('do no work for a request that is lost so', async () => {
		await ask();
		const before = instance.emulator.stats().total;
		instance.emulator.store.setProperty('emulator.connection.idle_limit', '0');
		await expect(ask()).rejects.toThrow();
		expect(instance.emulator.stats().total).toBe(before);
	});
});
