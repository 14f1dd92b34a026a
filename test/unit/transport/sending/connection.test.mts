import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import { setImmediate } from 'node:timers/promises';
import type { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import type { ApiRequest, ApiResponse, Steps } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { execute } from '../../../../nodes/ServiceNowPlatform/transport/items/executor.ts';
import { batchRequest } from '../../../../nodes/ServiceNowPlatform/transport/sending/batch.ts';
import { openConnection } from '../../../../nodes/ServiceNowPlatform/transport/sending/connection.ts';
import { type Answer, answered, FakeContext, networkError, token } from '../../support/context.mts';
import { failure, rejection } from '../../support/failures.mts';
import { hurried, stopTimers } from '../../support/hurried.mts';

const ID = '46f67787a9fe198101e06dfcf3a78e99';
const read: ApiRequest = { method: 'GET', path: apiPath`/api/now/table/incident` };
const write: ApiRequest = { method: 'PATCH', path: apiPath`/api/now/table/incident/${ID}`, body: { state: '2' } };
const insert: ApiRequest = {
	method: 'POST',
	path: apiPath`/api/now/table/incident`,
	body: { sys_id: ID },
	query: { sysparm_fields: 'number' },
	creates: { table: 'incident', sys_id: ID },
};

const lost = networkError('ECONNRESET');
const busy = answered(429, { error: { message: 'Rate limit exceeded' } }, { 'Retry-After': '2' });
const missing = answered(404, { error: { message: 'No Record found' } });
const created = answered(201, { result: { number: 'INC1' } });
const cancelled = answered(500, { error: { message: 'Transaction cancelled: maximum execution time exceeded' } });

/** An n8n whose instance gives these answers, one after the other, and then the last one. */
function scripted(...answers: Array<Answer | Error>): FakeContext {
	return new FakeContext({
		token: token('old', 100_000),
		answer: (_, nth) => answers[nth - 1] ?? answers.at(-1) ?? answered(200),
	});
}

const sent = ({ requests }: FakeContext) => requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`);

beforeEach(stopTimers);
afterEach(() => void jest.useRealTimers());

async function send(n8n: FakeContext, request: ApiRequest, doubt?: ApiFailure) {
	const connection = await openConnection(n8n.context, 'serviceNowPlatformOAuth2Api');
	return await hurried(connection.send(request, doubt));
}

describe('a request that may be repeated', () => {
	it.each([
		['a read whose answer was lost', read, lost],
		['a read answered with 503', read, answered(503, 'Service Unavailable')],
		['a write answered with 429', write, busy],
		['a write whose connection was refused', write, networkError('ECONNREFUSED')],
	])('is repeated: %s', async (_, request, first) => {
		const n8n = scripted(first, answered(200));
		expect((await send(n8n, request)).status).toBe(200);
		expect(n8n.requests).toHaveLength(2);
	});

	it('is sent five times at most', async () => {
		const n8n = scripted(lost);
		expect(await rejection(send(n8n, read))).toMatchObject({ kind: 'lost' });
		expect(n8n.requests).toHaveLength(5);
	});

	it('waits as long as Retry-After says', async () => {
		const n8n = scripted(busy, answered(200));
		const start = Date.now();
		await send(n8n, write);
		expect(Date.now() - start).toBeGreaterThanOrEqual(2000);
	});
});

describe('a write without an id of ours', () => {
	it.each([
		['lost', lost],
		['answered 502', answered(502, '')],
		['answered 202', answered(202, '')],
		['answered with half of the JSON', answered(200, '{"result":{"num')],
		['cancelled at the time limit', cancelled],
	])('is never sent again: %s', async (_, answer) => {
		const n8n = scripted(answer, answered(200));
		await rejection(send(n8n, write));
		expect(n8n.requests).toHaveLength(1);
	});
});

describe('an insert with an id of ours', () => {
	it('gives the record that is there after all, with the fields that were asked for', async () => {
		const n8n = scripted(lost, answered(200, { result: { number: 'INC7' } }));
		expect((await send(n8n, insert)).body).toEqual({ result: { number: 'INC7' } });
		expect(sent(n8n)).toEqual(['POST /api/now/table/incident', `GET /api/now/table/incident/${ID}`]);
		expect(n8n.requests[1]?.url).toContain('sysparm_fields=number');
	});

	it('is sent again when the record is not there', async () => {
		const n8n = scripted(lost, missing, created);
		expect((await send(n8n, insert)).status).toBe(201);
		expect(sent(n8n).map((line) => line.slice(0, 4))).toEqual(['POST', 'GET ', 'POST']);
	});

	it('is looked for once more when the second attempt is refused: the first one may have come late', async () => {
		const taken = answered(403, { error: { message: 'Operation Failed', detail: 'Unique Key violation' } });
		const n8n = scripted(lost, missing, taken, answered(200, { result: { number: 'INC7' } }));
		expect((await send(n8n, insert)).body).toEqual({ result: { number: 'INC7' } });
		expect(sent(n8n).map((line) => line.slice(0, 4))).toEqual(['POST', 'GET ', 'POST', 'GET ']);
	});

	it('fails with the refusal where the record is not there all the same', async () => {
		const refusal = answered(403, { error: { message: 'Operation Failed' } });
		const n8n = scripted(lost, missing, refusal, missing);
		expect(await rejection(send(n8n, insert))).toMatchObject({ kind: 'forbidden', message: 'Operation Failed' });
	});

	it('is not sent again when nobody knows whether the record is there', async () => {
		const n8n = scripted(lost, answered(403, { error: { message: 'no' } }));
		expect(await rejection(send(n8n, insert))).toMatchObject({ kind: 'lost' });
		expect(sent(n8n)).toHaveLength(2);
	});

	it('is looked for again when looking fails for a moment', async () => {
		const n8n = scripted(lost, lost, busy, missing, created);
		expect((await send(n8n, insert)).status).toBe(201);
		expect(sent(n8n).map((line) => line.slice(0, 4))).toEqual(['POST', 'GET ', 'GET ', 'GET ', 'POST']);
	});

	it('is looked for before anything else when an earlier attempt is in doubt', async () => {
		const n8n = scripted(answered(200, { result: { number: 'INC7' } }));
		await send(n8n, insert, failure('lost'));
		expect(sent(n8n)).toEqual([`GET /api/now/table/incident/${ID}`]);
	});

	it('is not looked for after an answer that tells that nothing was done', async () => {
		const n8n = scripted(created);
		await send(n8n, insert, failure('rate-limited'));
		expect(sent(n8n)).toEqual(['POST /api/now/table/incident']);
	});
});

describe('an earlier attempt in doubt', () => {
	it('ends a write that could be done twice, without sending anything', async () => {
		const n8n = scripted(answered(200));
		const doubt = failure('lost');
		expect(await rejection(send(n8n, write, doubt))).toBe(doubt);
		expect(n8n.requests).toHaveLength(0);
	});

	it('lets a read be asked again', async () => {
		const n8n = scripted(answered(200));
		expect((await send(n8n, read, failure('lost'))).status).toBe(200);
	});

	it('lets reads be asked one by one after their Batch call ran into its time limit of 30 s', async () => {
		const n8n = scripted(cancelled, answered(200, { result: { a: 1 } }));
		const connection = await openConnection(n8n.context, 'serviceNowPlatformOAuth2Api');
		const works = [1, 2, 3].map((id) => ({
			*begin(): Steps<ApiResponse> {
				return yield { ...read, path: apiPath`/api/now/table/incident/${String(id)}` };
			},
		}));
		const settings = { batch: true, batchSize: 10, parallel: 1, stopAtFailure: false };
		const outcomes = await hurried(execute(connection, works, settings));
		expect(outcomes.map((outcome) => outcome?.done)).toEqual([true, true, true]);
	});
});

describe('a Batch call', () => {
	it.each([
		['lost', lost],
		['cancelled', cancelled],
		['answered 503', answered(503, '')],
	])('is itself never sent again when it was %s', async (_, answer) => {
		const n8n = scripted(answer);
		await rejection(send(n8n, batchRequest([write, insert])));
		expect(n8n.requests).toHaveLength(1);
	});

	it('is sent again after 429', async () => {
		const n8n = scripted(busy, answered(200, { serviced_requests: [] }));
		await send(n8n, batchRequest([write]));
		expect(n8n.requests).toHaveLength(2);
	});
});

describe('an instance that limits requests', () => {
	it('is left alone by all requests for as long as it says to one', async () => {
		const times: number[] = [];
		const n8n = new FakeContext({
			token: token('old', 100_000),
			answer: (_, nth) => {
				times.push(Date.now());
				return nth === 1 ? busy : answered(200);
			},
		});
		const connection = await openConnection(n8n.context, 'serviceNowPlatformOAuth2Api');
		const first = connection.send(write);
		for (let turn = 0; turn < 10; turn++) await setImmediate();
		await hurried(Promise.all([first, connection.send(read), connection.send(read)]));
		expect(times).toHaveLength(4);
		const [start = 0, ...rest] = times;
		expect(rest.every((time) => time - start >= 2000)).toBe(true);
	});
});

describe('a cancelled execution', () => {
	it('sends nothing again, and waits no longer', async () => {
		const cancel = new AbortController();
		const n8n = scripted(lost);
		const context = { ...n8n.context, getExecutionCancelSignal: () => cancel.signal };
		const connection = await openConnection(context as never, 'serviceNowPlatformOAuth2Api');
		const sending = rejection(connection.send(read));
		for (let turn = 0; turn < 10; turn++) await setImmediate();
		cancel.abort();
		expect(await sending).toMatchObject({ kind: 'lost' });
		expect(n8n.requests).toHaveLength(1);
	});
});

describe('openConnection', () => {
	it('names the account by type and id of the credential', async () => {
		const context = {
			getCredentials: async () => ({ instance: 'DEV1' }),
			getNode: () => ({ credentials: { serviceNowPlatformOAuth2Api: { id: '7', name: 'Mine' } } }),
		};
		const { account } = await openConnection(context as never, 'serviceNowPlatformOAuth2Api');
		expect(account).toEqual({
			type: 'serviceNowPlatformOAuth2Api',
			key: 'serviceNowPlatformOAuth2Api:7',
			instanceUrl: 'https://dev1.service-now.com',
		});
	});
});
