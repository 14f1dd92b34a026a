import fc from 'fast-check';
import { mayHaveBeenDone } from '../../../../nodes/ServiceNowPlatform/domain/failure/undecided.ts';
import type { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import { type Nature, pauseBeforeRetry } from '../../../../nodes/ServiceNowPlatform/transport/sending/retryPolicy.ts';
import { failure, KINDS } from '../../support/failures.mts';

const CANCELLED = 'Transaction cancelled: maximum execution time exceeded';
const read: Nature = { method: 'GET' };
const found: Nature = { method: 'POST', isLookedFor: true };
const writes: Array<[string, Nature]> = [
	['POST', { method: 'POST' }],
	['PUT', { method: 'PUT' }],
	['PATCH', { method: 'PATCH' }],
	['DELETE of an unknown API', { method: 'DELETE', text: true }],
];

const again = (request: Nature, reason: ApiFailure, attempt = 1) =>
	pauseBeforeRetry(request, reason, attempt, 0.5) !== undefined;

describe('pauseBeforeRetry', () => {
	it.each(writes)('allows %s again only before any work began', (_, request) => {
		const allowed = KINDS.filter((kind) => again(request, failure(kind, { status: kind === 'server' ? 503 : 200 })));
		expect(allowed).toEqual(['rate-limited', 'unreachable']);
	});

	it('allows reads again after whatever may pass', () => {
		const allowed = KINDS.filter((kind) => again(read, failure(kind)));
		expect(allowed).toEqual(['rate-limited', 'not-json', 'not-processed', 'server', 'unreachable', 'lost']);
	});

	it('allows deletions again like reads', () => {
		expect(KINDS.filter((kind) => again({ method: 'DELETE' }, failure(kind)))).toEqual(
			KINDS.filter((kind) => again(read, failure(kind))),
		);
	});

	it('allows a write that does no harm when it is repeated like a read', () => {
		const idempotent: Nature = { method: 'POST', idempotent: true };
		expect(KINDS.filter((kind) => again(idempotent, failure(kind)))).toEqual(
			KINDS.filter((kind) => again(read, failure(kind))),
		);
	});

	it('allows what was looked for in vain after a lost answer', () => {
		expect(again(found, failure('lost'))).toBe(true);
	});

	it.each(['bad-request', 'forbidden', 'not-found', 'sign-in'] as const)('does not allow it after %s', (kind) => {
		expect(again(found, failure(kind))).toBe(false);
	});

	it('does not ask again for a read that ran into the time limit', () => {
		expect(again(read, failure('server', { status: 500, message: CANCELLED }))).toBe(false);
	});

	it('does not wait for a host name that does not exist', () => {
		expect(again(read, failure('unreachable', { message: 'The instance cannot be reached (ENOTFOUND)' }))).toBe(false);
	});

	it('allows five attempts', () => {
		expect([1, 2, 3, 4, 5, 6].map((attempt) => again(read, failure('lost'), attempt))).toEqual([
			true,
			true,
			true,
			true,
			false,
			false,
		]);
	});

	it.each([
		[0, 0],
		[7, 7000],
		[60, 60_000],
		[61, undefined],
		[3600, undefined],
	])('takes a Retry-After of %d s at its word, up to a minute', (retryAfter, pause) => {
		expect(pauseBeforeRetry(read, failure('rate-limited', { retryAfter }), 1, 0)).toBe(pause);
	});

	it('doubles the pause with each attempt', () => {
		const pauses = [1, 2, 3, 4].map((attempt) => pauseBeforeRetry(read, failure('lost'), attempt, 0));
		expect(pauses).toEqual([250, 500, 1000, 2000]);
	});

	it('keeps the pause between none and a minute, and at least half of what chance may make it', () => {
		const kind = fc.constantFrom(...KINDS);
		const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
		fc.assert(
			fc.property(kind, fc.integer({ min: 1, max: 10 }), random, (what, attempt, chance) => {
				const pause = pauseBeforeRetry(read, failure(what), attempt, chance);
				if (pause === undefined) return;
				const most = pauseBeforeRetry(read, failure(what), attempt, 1) ?? 0;
				expect(pause).toBeLessThanOrEqual(60_000);
				expect(pause).toBeGreaterThanOrEqual(most / 2);
			}),
		);
	});
});

describe('the law of repeating', () => {
	it('repeats no write of which it is not known that it was not done, unless one can look for it', () => {
		const facts = fc.record({
			kind: fc.constantFrom(...KINDS),
			status: fc.constantFrom(undefined, 200, 201, 202, 302, 400, 401, 403, 404, 429, 500, 502, 503, 504),
			message: fc.constantFrom('busy', CANCELLED, 'The instance cannot be reached (ECONNREFUSED)'),
			retryAfter: fc.option(fc.nat({ max: 100 }), { nil: undefined }),
		});
		const write = fc.constantFrom(...writes.map(([, request]) => request));
		fc.assert(
			fc.property(facts, write, fc.integer({ min: 1, max: 5 }), ({ status, retryAfter, ...rest }, request, attempt) => {
				const reason = failure(rest.kind, {
					message: rest.message,
					...(status === undefined ? {} : { status }),
					...(retryAfter === undefined ? {} : { retryAfter }),
				});
				if (mayHaveBeenDone(reason)) expect(again(request, reason, attempt)).toBe(false);
			}),
		);
	});
});
