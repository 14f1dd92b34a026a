import fc from 'fast-check';
import type { StoredToken } from '../../../../nodes/ServiceNowPlatform/transport/signIn/credentials.ts';
import { isDue, noteIssued } from '../../../../nodes/ServiceNowPlatform/transport/signIn/token.ts';

const NOW = 1_700_000_000_000;

const token = (left: number | undefined, lifetime: number | undefined, accessToken = 'token'): StoredToken => ({
	accessToken,
	expiresAt: left === undefined ? undefined : NOW + left * 1000,
	lifetime,
});

describe('isDue', () => {
	it.each([
		[61, 1800, false],
		[60, 1800, true],
		[0, 1800, true],
		[-5, 1800, true],
		[61, 300, false],
		[60, 300, true],
		[7, 30, false],
		[6, 30, true],
		[1, 1, false],
		[61, undefined, false],
		[60, undefined, true],
	])('of a token with %d s left of %s s is %s', (left, lifetime, due) => {
		expect(isDue('a', token(left, lifetime), NOW)).toBe(due);
	});

	it('is false of a token whose end is not known', () => {
		expect(isDue('b', token(undefined, 1800), NOW)).toBe(false);
	});

	it('goes by when the token was issued where n8n does not keep its end', () => {
		noteIssued('c', token(undefined, 1800), NOW - 1_740_000);
		expect(isDue('c', token(undefined, 1800), NOW)).toBe(true);
		expect(isDue('c', token(undefined, 1800), NOW - 1)).toBe(false);
		expect(isDue('other', token(undefined, 1800), NOW)).toBe(false);
		expect(isDue('c', token(undefined, 1800, 'another token'), NOW)).toBe(false);
	});

	it('believes n8n more than its own memory', () => {
		noteIssued('d', token(undefined, 10), NOW - 100_000);
		expect(isDue('d', token(900, 1800), NOW)).toBe(false);
	});

	it('remembers nothing of a token whose lifetime ServiceNow did not tell', () => {
		noteIssued('e', token(undefined, undefined), 0);
		expect(isDue('e', token(undefined, undefined), NOW)).toBe(false);
	});

	it('is true of every ended token, and of no token with more than a minute left', () => {
		fc.assert(
			fc.property(fc.integer({ min: -10_000, max: 10_000 }), fc.integer({ min: 1, max: 100_000 }), (left, lifetime) => {
				const due = isDue('f', token(left, lifetime), NOW);
				if (left <= 0) expect(due).toBe(true);
				if (left > 60) expect(due).toBe(false);
			}),
		);
	});
});
