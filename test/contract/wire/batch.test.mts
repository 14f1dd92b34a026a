import { describeEmulator, login, useInstance } from '../instance.mts';
import type { Call } from '../instance.mts';

interface Served {
	id: string;
	body: string;
	status_code: number;
	status_text: string;
	headers: Array<{ name: string; value: string }>;
	execution_time: number;
}

interface BatchAnswer {
	batch_request_id: string;
	serviced_requests: Served[];
	unserviced_requests: string[];
}

const TABLE = '/api/now/table/incident';
const JSON_HEADERS = [
	{ name: 'Content-Type', value: 'application/json' },
	{ name: 'Accept', value: 'application/json' },
];

const instance = useInstance({ seed: 'empty' });
const base64 = (body: unknown) =>
	Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)).toString('base64');
const textOf = ({ body }: Served) => Buffer.from(body, 'base64').toString('utf8');

const create = (id: string, body: unknown = { short_description: id }) => ({
	id,
	method: 'POST',
	url: TABLE,
	headers: JSON_HEADERS,
	exclude_response_headers: true,
	body: base64(body),
});

const read = (id: string, url: string) => ({ id, method: 'GET', url, headers: JSON_HEADERS });

async function batch(rest_requests: unknown[], call: Call = {}, batch_request_id: unknown = '1'): Promise<BatchAnswer> {
	const body = { batch_request_id, rest_requests };
	const answer = await instance.call('/api/now/v1/batch', { method: 'POST', body, ...call });
	expect(answer.status).toBe(200);
	return answer.json<BatchAnswer>();
}

describe('a batch', () => {
	// Documentation: batch-api; the sample's third request has a body in single quotes and gets 201.
	it('runs its requests in order and answers them in order', async () => {
		const body = "{'urgency':'1', 'short_description':'My computer broke'}";
		const answer = await batch([
			read('11', '/api/now/table/sys_user?sysparm_limit=1&sysparm_fields=user_name'),
			create('12', body),
		]);
		expect(answer).toEqual({
			batch_request_id: '1',
			serviced_requests: [
				{
					id: '11',
					body: expect.any(String),
					status_code: 200,
					status_text: 'OK',
					headers: expect.arrayContaining([{ name: 'Content-Type', value: 'application/json;charset=UTF-8' }]),
					execution_time: expect.any(Number),
				},
				expect.objectContaining({ id: '12', status_code: 201, status_text: 'Created', headers: [] }),
			],
			unserviced_requests: [],
		});
		const created = JSON.parse(answer.serviced_requests.map(textOf)[1] ?? '');
		expect(created.result.short_description).toBe('My computer broke');
	});

	// Field recording.
	it('returns an integer id as a string', async () => {
		expect((await batch([], {}, 7)).batch_request_id).toBe('7');
	});

	// Documentation: batch-api, formats may be mixed.
	it('answers an item in the format of its own Accept header', async () => {
		const url = '/api/now/table/sys_user?sysparm_limit=1&sysparm_fields=user_name';
		const headers = [{ name: 'Accept', value: 'application/xml' }];
		const [item] = (await batch([{ id: '1', method: 'GET', url, headers }])).serviced_requests;
		expect(item && textOf(item)).toContain('<response><result>');
	});

	// Documentation: batch-api, ACLs apply to each call and the statuses are the items' own.
	it('is 200 even though items fail, and goes on after them', async () => {
		const { serviced_requests } = await batch([
			read('1', `${TABLE}/0123456789abcdef0123456789abcdef`),
			read('2', '/api/now/table/no_such_table'),
			read('3', '/api/now/nothing'),
			create('4'),
		]);
		expect(serviced_requests.map(({ status_code }) => status_code)).toEqual([404, 400, 400, 201]);
	});

	// Documentation: batch-api, Content-Type.
	it('reads JSON only', async () => {
		const answer = await instance.call('/api/now/v1/batch', {
			method: 'POST',
			body: Buffer.from('<request/>'),
			headers: { 'content-type': 'application/xml' },
		});
		expect([answer.status, answer.text]).toEqual([415, expect.stringContaining('[application/json]')]);
	});

	it('needs the caller to sign in', async () => {
		const answer = await instance.call('/api/now/v1/batch', {
			method: 'POST',
			body: { rest_requests: [] },
			as: undefined,
		});
		expect(answer.status).toBe(401);
	});

	// Documentation: batch-api, limit of 5 MB for each item.
	it('leaves an item over five megabytes, and all behind it, unserviced', async () => {
		const large = create('large', { description: 'x'.repeat(5_300_000) });
		const answer = await batch([create('first'), large, create('last')]);
		expect(answer.serviced_requests.map(({ id }) => id)).toEqual(['first']);
		expect(answer.unserviced_requests).toEqual(['large', 'last']);
	});

	// Documentation: batch-api, X-BATCHREQUEST-MAX-OUTPUT-SIZE.
	it('leaves an item whose answer is over the asked limit unserviced', async () => {
		const url = '/api/now/table/sys_dictionary?sysparm_limit=50';
		const headers = { 'x-batchrequest-max-output-size': '2000' };
		const small = read('small', '/api/now/table/sys_user?sysparm_limit=1&sysparm_fields=user_name');
		const answer = await batch([small, read('large', url)], { headers });
		expect(answer.serviced_requests.map(({ id }) => id)).toEqual(['small']);
		expect(answer.unserviced_requests).toEqual(['large']);
	});
});

describeEmulator('a batch of the emulator', () => {
	afterEach(() => {
		instance.emulator.setFaults([]);
		instance.emulator.store.setProperty('emulator.batch.max_items_served', '');
	});

	it("acts with the caller's rights", async () => {
		const call = { as: login('employee') };
		const { serviced_requests } = await batch([read('1', '/api/now/table/oauth_entity')], call);
		expect(serviced_requests.map((item) => JSON.parse(textOf(item)).result)).toEqual([[]]);
	});

	// Documentation: batch-api, in megabytes.
	it('takes the limit of an item from the property', async () => {
		instance.emulator.store.setProperty('glide.rest.batch.max.inputSize', '1');
		const answer = await batch([create('small'), create('large', { description: 'x'.repeat(1_100_000) })]);
		instance.emulator.store.setProperty('glide.rest.batch.max.inputSize', '5');
		expect(answer.unserviced_requests).toEqual(['large']);
	});

	it('leaves what is over the switch unserviced', async () => {
		instance.emulator.store.setProperty('emulator.batch.max_items_served', '2');
		const answer = await batch(['a', 'b', 'c', 'd'].map((id) => create(id)));
		expect(answer.serviced_requests).toHaveLength(2);
		expect(answer.unserviced_requests).toEqual(['c', 'd']);
	});

	it('stops after thirty seconds of emulated time', async () => {
		const { clock, store } = instance.emulator;
		let writes = 0;
		store.onWrite(({ table }) => {
			if (table === 'incident' && (writes += 1) === 2) clock.advance(31_000);
		});
		const answer = await batch(['a', 'b', 'c'].map((id) => create(id)));
		expect(answer.unserviced_requests).toEqual(['c']);
		expect(answer.serviced_requests[1]?.execution_time).toBeGreaterThanOrEqual(31_000);
	});

	it('counts its items apart from requests', async () => {
		instance.emulator.resetStats();
		await batch([create('a'), create('b')]);
		expect(instance.emulator.stats()).toMatchObject({
			total: 1,
			requests: { batch: 1 },
			batched: { 'table.create': 2 },
		});
	});

	it('lets faults hit single items', async () => {
		instance.emulator.setFaults([
			{ match: { path: '^/api/now/table/incident', nth: 2 }, action: { kind: 'rate-limit', retryAfter: 3 } },
		]);
		const { serviced_requests } = await batch([
			create('a'),
			{ ...create('b'), exclude_response_headers: false },
			create('c'),
		]);
		expect(serviced_requests.map(({ status_code }) => status_code)).toEqual([201, 429, 201]);
		expect(serviced_requests[1]?.headers).toContainEqual({ name: 'Retry-After', value: '3' });
	});
});
