import { setImmediate } from 'node:timers/promises';
import { mayHaveBeenDone } from '../../../../nodes/ServiceNowPlatform/domain/api/doubt.ts';
import type { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/api/failure.ts';
import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { exchange } from '../../../../nodes/ServiceNowPlatform/transport/sending/http.ts';
import { accessDenied, answered, FakeContext, networkError, notAuthenticated, token } from '../../support/context.mts';
import { rejection } from '../../support/failures.mts';

const read: ApiRequest = { method: 'GET', path: '/api/now/table/incident', query: { sysparm_query: 'a=1^b>2 & c' } };
const write: ApiRequest = { method: 'PATCH', path: '/api/now/table/incident/1', body: { state: '2' } };
const living = () => token('old', 1000, 1800);
const go = async (n8n: FakeContext, request: ApiRequest = read) => await exchange(n8n.context, n8n.account, request);

describe('exchange', () => {
	it('encodes each query value once', async () => {
		const n8n = new FakeContext({ token: living() });
		await go(n8n);
		expect(n8n.requests[0]?.url).toBe(
			'https://dev12345.service-now.com/api/now/table/incident?sysparm_query=a%3D1%5Eb%3E2%20%26%20c',
		);
	});

	it('asks for JSON, follows no redirect and leaves every status to itself', async () => {
		const n8n = new FakeContext({ token: living() });
		await go(n8n);
		expect(n8n.requests[0]).toMatchObject({
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
		});
	});

	it('sends the body as JSON text, and a content type only with one', async () => {
		const n8n = new FakeContext({ token: living() });
		await go(n8n, write);
		await go(n8n, read);
		expect(n8n.requests.map(({ body, headers }) => [body, headers?.['Content-Type']])).toEqual([
			['{"state":"2"}', 'application/json'],
			[undefined, undefined],
		]);
	});

	it('gives headers in lower case, and no body where there is none', async () => {
		const n8n = new FakeContext({ token: living(), answer: () => answered(204, '', { 'X-Total-Count': 5 }) });
		expect(await go(n8n, { ...write, method: 'DELETE' })).toEqual({
			status: 204,
			headers: { 'x-total-count': '5' },
			body: undefined,
		});
	});

	it('does not take for a lost answer what could not even be written down', async () => {
		const n8n = new FakeContext({ token: living() });
		const error = await rejection(go(n8n, { ...write, query: { sysparm_view: 'half \ud83d' } }));
		expect((error as ApiFailure).kind).not.toBe('lost');
		expect(n8n.requests).toHaveLength(0);
	});
});

describe('exchange and a 401', () => {
	it('renews the token once and sends the request once more', async () => {
		const n8n = new FakeContext({
			token: living(),
			answer: (_, nth) => (nth === 1 ? notAuthenticated : answered(200, { result: { number: 'INC1' } })),
		});
		expect((await go(n8n, write)).body).toEqual({ result: { number: 'INC1' } });
		expect([n8n.renewals, n8n.requests.length]).toEqual([1, 2]);
	});

	it('gives up after the second one', async () => {
		const n8n = new FakeContext({ token: living(), answer: () => notAuthenticated });
		expect(await rejection(go(n8n))).toMatchObject({ kind: 'unauthenticated' });
		expect([n8n.renewals, n8n.requests.length]).toEqual([1, 2]);
	});

	it('does not loop when ServiceNow gives the same token again', async () => {
		const n8n = new FakeContext({ token: living(), issue: () => token('old', 1000), answer: () => notAuthenticated });
		await rejection(go(n8n));
		expect([n8n.renewals, n8n.requests.length]).toEqual([1, 2]);
	});

	it('renews once for requests that were all refused', async () => {
		const n8n = new FakeContext({
			token: living(),
			answer: async (_, nth) => {
				await setImmediate();
				return nth <= 10 ? notAuthenticated : answered(200);
			},
		});
		await Promise.all(Array.from({ length: 10 }, async () => await go(n8n)));
		expect(n8n.renewals).toBe(1);
	});

	it('tells why the token could not be renewed', async () => {
		const n8n = new FakeContext({ token: living(), answer: () => notAuthenticated, issue: () => accessDenied() });
		const error = (await rejection(go(n8n))) as ApiFailure;
		expect(error.kind).toBe('sign-in');
		expect(error.message).toContain('access_denied');
		expect(n8n.requests).toHaveLength(1);
	});

	it('never takes a write for done that was refused with it, even when renewing breaks off', async () => {
		const n8n = new FakeContext({
			token: living(),
			answer: () => notAuthenticated,
			issue: () => networkError('ECONNRESET'),
		});
		expect(mayHaveBeenDone((await rejection(go(n8n, write))) as ApiFailure)).toBe(false);
	});

	it.each([400, 403, 404, 429, 500])('is not what %d means: no renewal, no second request', async (status) => {
		const n8n = new FakeContext({ token: living(), answer: () => answered(status, { error: { message: 'no' } }) });
		await rejection(go(n8n));
		expect([n8n.renewals, n8n.requests.length]).toEqual([0, 1]);
	});
});

describe('exchange and a token near its end', () => {
	it('renews before the request', async () => {
		const n8n: FakeContext = new FakeContext({
			token: token('old', 10, 1800),
			answer: () => answered(200, { n: n8n.issues }),
		});
		expect((await go(n8n)).body).toEqual({ n: 1 });
		expect(n8n.requests).toHaveLength(1);
	});

	it('sends nothing when the token has ended and cannot be renewed', async () => {
		const n8n = new FakeContext({ token: token('old', -1, 1800), issue: () => accessDenied() });
		expect(await rejection(go(n8n))).toMatchObject({ kind: 'sign-in' });
		expect(n8n.requests).toHaveLength(0);
	});

	it('never takes a write for done that was not sent since renewing broke off', async () => {
		const n8n = new FakeContext({ token: token('old', -1, 1800), issue: () => networkError('ECONNRESET') });
		const error = (await rejection(go(n8n, write))) as ApiFailure;
		expect(n8n.requests).toHaveLength(0);
		expect(mayHaveBeenDone(error)).toBe(false);
	});
});

describe('exchange without a token', () => {
	it('lets n8n fetch one for client credentials, in one request however many there are', async () => {
		const n8n = new FakeContext();
		await Promise.all(Array.from({ length: 8 }, async () => await go(n8n)));
		expect([n8n.issues, n8n.requests.length]).toEqual([1, 8]);
	});

	it.each(['authorizationCode', 'pkce'])('refuses %s, for which a person must connect first', async (grantType) => {
		const n8n = new FakeContext({ grantType });
		expect(await rejection(go(n8n))).toMatchObject({ kind: 'not-connected' });
		expect(n8n.requests).toHaveLength(0);
	});

	it('asks once for a token that is refused, and tells all requests', async () => {
		const n8n = new FakeContext({ issue: () => accessDenied() });
		const errors = await Promise.all(Array.from({ length: 6 }, async () => await rejection(go(n8n))));
		expect(errors.map((error) => (error as ApiFailure).kind)).toEqual(Array(6).fill('sign-in'));
		expect(n8n.issues).toBe(1);
	});

	it('lets the next request try when the first fails for another reason', async () => {
		const n8n = new FakeContext({ answer: (_, nth) => (nth === 1 ? answered(404, {}) : answered(200)) });
		const [first, other] = [go(n8n), go(n8n)];
		expect(await rejection(first)).toMatchObject({ kind: 'not-found' });
		expect((await other).status).toBe(200);
	});
});
