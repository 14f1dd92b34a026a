import { raw } from '../../../../nodes/ServiceNowPlatform/domain/encodedQuery';
import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import { setImmediate } from 'node:timers/promises';
import { mayHaveBeenDone } from '../../../../nodes/ServiceNowPlatform/domain/failure/undecided.ts';
import { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { transmit } from '../../../../nodes/ServiceNowPlatform/transport/sending/http.ts';
import { signedIn } from '../../../../nodes/ServiceNowPlatform/transport/sending/signedIn.ts';
import { accessDenied, answered, FakeContext, networkError, notAuthenticated, token } from '../../support/context.mts';
import { rejection } from '../../support/failures.mts';

const read: ApiRequest = {
	method: 'GET',
	path: apiPath`/api/now/table/incident`,
	query: { sysparm_query: raw('a=1^b>2 & c') },
	expects: 'result',
};
const write: ApiRequest = {
	method: 'PATCH',
	path: apiPath`/api/now/table/incident/1`,
	body: { state: '2' },
	expects: 'result',
};
const living = () => token('old', 1000, 1800);
const go = async (n8n: FakeContext, request: ApiRequest = read) => await signedIn(transmit)(n8n.line, request);

describe('signedIn and a 401', () => {
	it('renews the token once and sends the request once more', async () => {
		const n8n = new FakeContext({
			token: living(),
			answer: (_, nth) => (nth === 1 ? notAuthenticated : answered(200, { result: { number: 'INC1' } })),
		});
		expect(await go(n8n, write)).toMatchObject({ body: { result: { number: 'INC1' } } });
		expect([n8n.renewals, n8n.requests.length]).toEqual([1, 2]);
	});

	it('gives up after the second one', async () => {
		const n8n = new FakeContext({ token: living(), answer: () => notAuthenticated });
		expect(await go(n8n)).toMatchObject({ kind: 'unauthenticated' });
		expect([n8n.renewals, n8n.requests.length]).toEqual([1, 2]);
	});

	it('does not loop when ServiceNow gives the same token again', async () => {
		const n8n = new FakeContext({ token: living(), issue: () => token('old', 1000), answer: () => notAuthenticated });
		expect(await go(n8n)).toBeInstanceOf(ApiFailure);
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
		const error = (await go(n8n)) as ApiFailure;
		expect(error.kind).toBe('not-connected');
		expect(error.message).toContain('access_denied');
		expect(n8n.requests).toHaveLength(1);
	});

	it('never takes a write for done that was refused with it, even when renewing breaks off', async () => {
		const n8n = new FakeContext({
			token: living(),
			answer: () => notAuthenticated,
			issue: () => networkError('ECONNRESET'),
		});
		expect(mayHaveBeenDone((await go(n8n, write)) as ApiFailure)).toBe(false);
	});

	it.each([400, 403, 404, 429, 500])('is not what %d means: no renewal, no second request', async (status) => {
		const n8n = new FakeContext({ token: living(), answer: () => answered(status, { error: { message: 'no' } }) });
		expect(await go(n8n)).toBeInstanceOf(ApiFailure);
		expect([n8n.renewals, n8n.requests.length]).toEqual([0, 1]);
	});
});

describe('signedIn and a token near its end', () => {
	it('renews before the request', async () => {
		const n8n: FakeContext = new FakeContext({
			token: token('old', 10, 1800),
			answer: () => answered(200, { result: n8n.issues }),
		});
		expect(await go(n8n)).toMatchObject({ body: { result: 1 } });
		expect(n8n.requests).toHaveLength(1);
	});

	it('sends nothing when the token has ended and cannot be renewed', async () => {
		const n8n = new FakeContext({ token: token('old', -1, 1800), issue: () => accessDenied() });
		expect(await go(n8n)).toMatchObject({ kind: 'not-connected' });
		expect(n8n.requests).toHaveLength(0);
	});

	it('never takes a write for done that was not sent since renewing broke off', async () => {
		const n8n = new FakeContext({ token: token('old', -1, 1800), issue: () => networkError('ECONNRESET') });
		const error = (await go(n8n, write)) as ApiFailure;
		expect(n8n.requests).toHaveLength(0);
		expect(mayHaveBeenDone(error)).toBe(false);
	});
});

describe('signedIn without a living token', () => {
	it('lets n8n renew it, in one request however many there are', async () => {
		const n8n = new FakeContext();
		await Promise.all(Array.from({ length: 8 }, async () => await go(n8n)));
		expect([n8n.issues, n8n.requests.length]).toEqual([1, 8]);
	});

	it.each(['authorizationCode', 'pkce'])('refuses %s, for which a person must connect first', async (grantType) => {
		const n8n = new FakeContext({ grantType, token: null });
		expect(await go(n8n)).toMatchObject({ kind: 'not-connected' });
		expect(n8n.requests).toHaveLength(0);
	});

	it('asks once for a token that is refused, and tells all requests', async () => {
		const n8n = new FakeContext({ issue: () => accessDenied() });
		const outcomes = await Promise.all(Array.from({ length: 6 }, async () => await go(n8n)));
		expect(outcomes.map((outcome) => (outcome as ApiFailure).kind)).toEqual(Array(6).fill('not-connected'));
		expect(n8n.issues).toBe(1);
	});

	it('lets the next request try when the first fails for another reason', async () => {
		const n8n = new FakeContext({ answer: (_, nth) => (nth === 1 ? answered(404, {}) : answered(200)) });
		const [first, other] = [go(n8n), go(n8n)];
		expect(await first).toMatchObject({ kind: 'not-found' });
		expect(await other).toMatchObject({ status: 200 });
	});
});

describe('signedIn', () => {
	it('leaves an error that is no failure of the instance as it is, and sends nothing again', async () => {
		const n8n = new FakeContext({ token: living() });
		const error = new RangeError('own mistake');
		const send = jest.fn(async () => await Promise.reject(error));
		expect(await rejection(signedIn(send)(n8n.line, read))).toBe(error);
		expect(send).toHaveBeenCalledTimes(1);
	});

	it('shows no token in a failure, even one that was replaced while the request was under way', async () => {
		const n8n: FakeContext = new FakeContext({
			token: token('a-token-that-is-over', 1000),
			answer: () => {
				n8n.token = token('another-token', 1000);
				return answered(403, { error: { message: 'a-token-that-is-over and another-token may not' } });
			},
		});
		expect(await go(n8n)).toMatchObject({ message: '••• and ••• may not' });
	});
});
