import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import { setImmediate } from 'node:timers/promises';
import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { batchRequest } from '../../../../nodes/ServiceNowPlatform/transport/sending/batch.ts';
import { openConnection } from '../../../../nodes/ServiceNowPlatform/transport/sending/connection.ts';
import { type Answer, answered, FakeContext, networkError, token } from '../../support/context.mts';
import { rejection } from '../../support/failures.mts';
import { hurried, stopTimers } from '../../support/hurried.mts';

const ID = '46f67787a9fe198101e06dfcf3a78e99';
const read: ApiRequest = { method: 'GET', path: apiPath`/api/now/table/incident`, expects: 'result' };
const write: ApiRequest = {
	method: 'PATCH',
	path: apiPath`/api/now/table/incident/${ID}`,
	body: { state: '2' },
	expects: 'result',
};
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
const cancelled = answered(500, { error: { message: 'Transaction cancelled: maximum execution time exceeded' } });

/** An n8n whose instance gives these answers, one after the other, and then the last one. */
function scripted(...answers: Array<Answer | Error>): FakeContext {
	return new FakeContext({
		token: token('old', 100_000),
		answer: (_, nth) => answers[nth - 1] ?? answers.at(-1) ?? answered(200),
	});
}

beforeEach(stopTimers);
afterEach(() => void jest.useRealTimers());

async function send(n8n: FakeContext, request: ApiRequest) {
	const connection = await openConnection(n8n.context, 'serviceNowPlatformOAuth2Api');
	return await hurried(connection.send(request));
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

describe('a write that may be done twice', () => {
	const removal: ApiRequest = { method: 'DELETE', path: apiPath`/api/now/table/incident/1`, idempotent: true };

	it.each([
		['lost', lost],
		['answered 502', answered(502, '')],
		['answered 202', answered(202, '')],
		['answered with half of the JSON', answered(200, '{"result":{"num')],
	])('is sent again: %s', async (_, answer) => {
		const n8n = scripted(answer, answered(204, ''));
		expect((await send(n8n, removal)).status).toBe(204);
		expect(n8n.requests).toHaveLength(2);
	});

	it('says when a refusal follows an attempt that may have done it', async () => {
		const failed = await rejection(send(scripted(lost, missing), removal));
		expect(failed).toMatchObject({ kind: 'not-found', facts: { followsDoubt: true } });
	});

	it('is sent once more only after an error of ServiceNow’s own', async () => {
		const n8n = scripted(answered(500, { error: { message: 'x' } }));
		await rejection(send(n8n, removal));
		expect(n8n.requests).toHaveLength(2);
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
