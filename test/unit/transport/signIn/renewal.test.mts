import type { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import { freshToken, renew } from '../../../../nodes/ServiceNowPlatform/transport/signIn/renewal.ts';
import { noteIssued } from '../../../../nodes/ServiceNowPlatform/transport/signIn/token.ts';
import { accessDenied, FakeContext, networkError, token, type TokenData } from '../../support/context.mts';
import { rejection } from '../../support/failures.mts';

const fresh = async (n8n: FakeContext) => (await freshToken(n8n.context, n8n.account))?.accessToken;

/** A token as n8n before 2.33 keeps it: without the time of its end. */
const untimed = (access_token: string, expires_in?: number): TokenData => ({
	access_token,
	...(expires_in === undefined ? {} : { expires_in }),
});

describe('freshToken', () => {
	it('fetches the first one once, before any request is sent', async () => {
		const n8n = new FakeContext();
		const tokens = await Promise.all(Array.from({ length: 8 }, async () => await fresh(n8n)));
		expect(new Set(tokens)).toEqual(new Set(['token-1']));
		expect([n8n.issues, n8n.requests.length]).toEqual([1, 0]);
	});

	it('shares the refusal of the first one with all who wait', async () => {
		const n8n = new FakeContext({ issue: () => accessDenied() });
		const errors = await Promise.all(Array.from({ length: 5 }, async () => await rejection(fresh(n8n))));
		expect(errors.map((error) => (error as ApiFailure).kind)).toEqual(Array(5).fill('not-connected'));
		expect(n8n.issues).toBe(1);
	});

	it('tries again for the first one after a refusal', async () => {
		const n8n = new FakeContext({ issue: (nth) => (nth === 1 ? accessDenied() : token('new', 1800)) });
		await rejection(fresh(n8n));
		expect(await fresh(n8n)).toBe('new');
	});

	it('leaves a token alone that lives for more than a minute', async () => {
		const n8n = new FakeContext({ token: token('old', 65, 1800) });
		expect(await fresh(n8n)).toBe('old');
		expect(n8n.renewals).toBe(0);
	});

	it.each([
		['has less than a minute left', 55, 1800],
		['ended just now', 0, 1800],
		['ended long ago', -100_000, 1800],
		['of a short life is in its last fifth', 4, 30],
	])('renews a token that %s', async (_, left, lifetime) => {
		const n8n = new FakeContext({ token: token('old', left, lifetime) });
		expect(await fresh(n8n)).toBe('token-1');
		expect(n8n.renewals).toBe(1);
	});

	it('renews once for twenty requests that need it at the same time', async () => {
		const n8n = new FakeContext({ token: token('old', 5, 1800) });
		const tokens = await Promise.all(Array.from({ length: 20 }, async () => await fresh(n8n)));
		expect(new Set(tokens)).toEqual(new Set(['token-1']));
		expect(n8n.renewals).toBe(1);
	});

	it('counts credentials apart', async () => {
		const one = new FakeContext({ token: token('old', 5, 1800) });
		const other = new FakeContext({ token: token('old', 5, 1800) });
		await Promise.all([fresh(one), fresh(other)]);
		expect([one.renewals, other.renewals]).toEqual([1, 1]);
	});

	it('accepts the same token again, which ServiceNow gives while the old one lives, and does not loop', async () => {
		const n8n = new FakeContext({ token: token('same', 50, 1800), issue: () => token('same', 50) });
		expect(await fresh(n8n)).toBe('same');
		expect(await fresh(n8n)).toBe('same');
		expect(n8n.renewals).toBe(1);
	});

	it('uses the token on when renewing fails and it still lives', async () => {
		const n8n = new FakeContext({ token: token('old', 30, 1800), issue: () => accessDenied() });
		expect(await fresh(n8n)).toBe('old');
		expect(n8n.warnings).toHaveLength(1);
	});

	it('says in its warning nothing of the token', async () => {
		const n8n = new FakeContext({ token: token('se-cr-et', 30, 1800), issue: () => accessDenied() });
		await fresh(n8n);
		expect(n8n.warnings.join()).not.toContain('se-cr-et');
	});

	it('fails when renewing fails and the token has ended', async () => {
		const n8n = new FakeContext({ token: token('old', -1, 1800), issue: () => accessDenied() });
		expect(await rejection(fresh(n8n))).toMatchObject({ kind: 'not-connected' });
	});

	it('asks again when the token endpoint breaks off, but not when it refuses', async () => {
		const n8n = new FakeContext({
			token: token('old', -1, 1800),
			issue: (nth) => (nth === 1 ? networkError('ECONNRESET') : token('new', 1800)),
		});
		expect(await fresh(n8n)).toBe('new');
		expect(n8n.issues).toBe(2);
		const refused = new FakeContext({ token: token('old', -1, 1800), issue: () => accessDenied() });
		await rejection(fresh(refused));
		expect(refused.issues).toBe(1);
	});

	it('does not try again with each request to renew ahead of its end what could not be renewed', async () => {
		const n8n = new FakeContext({ token: token('old', 30, 1800), issue: () => accessDenied() });
		for (let request = 0; request < 5; request++) await fresh(n8n);
		expect(n8n.renewals).toBe(1);
	});
});

describe('freshToken and a renewal that takes long or fails for many', () => {
	afterEach(() => jest.restoreAllMocks());

	/** Every time limit is over as soon as something has been asked for. */
	function hurry(): number[] {
		const limits: number[] = [];
		jest.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
			limits.push(milliseconds);
			const controller = new AbortController();
			setTimeout(() => controller.abort(), 5);
			return controller.signal;
		});
		return limits;
	}

	it('waits ten seconds ahead of the end, and uses the token on', async () => {
		const limits = hurry();
		const n8n = new FakeContext({
			token: token('old', 30, 1800),
			issue: async () => await new Promise(() => undefined),
		});
		expect(await fresh(n8n)).toBe('old');
		expect(limits).toEqual([10_000]);
		expect(n8n.warnings).toEqual([expect.stringContaining('did not answer within 10 s')]);
	});

	it('waits a minute for a token without which nothing goes on', async () => {
		const limits = hurry();
		const n8n = new FakeContext({
			token: token('old', -1, 1800),
			issue: async () => await new Promise(() => undefined),
		});
		const error = (await rejection(fresh(n8n))) as ApiFailure;
		expect([error.kind, error.message]).toEqual(['token-unavailable', 'The token endpoint did not answer within 60 s']);
		expect([limits, n8n.issues]).toEqual([[60_000], 1]);
	});

	it('warns once for twenty requests that waited in vain', async () => {
		const n8n = new FakeContext({ token: token('old', 30, 1800), issue: () => accessDenied() });
		await Promise.all(Array.from({ length: 20 }, async () => await fresh(n8n)));
		expect([n8n.warnings.length, n8n.renewals]).toEqual([1, 1]);
	});

	it('is tried again, and once for all, by requests that were refused while it failed', async () => {
		const n8n = new FakeContext({
			token: token('old', 30, 1800),
			issue: (nth) => (nth === 1 ? networkError('ECONNRESET') : token('new', 1800)),
		});
		const ahead = fresh(n8n);
		const refused = Array.from({ length: 3 }, async () => await renew(n8n.context, n8n.account, 'old'));
		expect(['old', 'new']).toContain(await ahead);
		await Promise.all(refused);
		expect(await fresh(n8n)).toBe('new');
		expect(n8n.issues).toBe(2);
	});
});

describe('a person’s sign-in', () => {
	it.each(['authorizationCode', 'pkce'])('by %s that is not renewed has to be connected again', async (grantType) => {
		const n8n = new FakeContext({ grantType, token: token('old', -1, 1800), issue: () => accessDenied() });
		const { kind, facts } = (await rejection(fresh(n8n))) as ApiFailure;
		expect([kind, facts.advice]).toEqual(['not-connected', expect.stringContaining('click Connect again')]);
	});

	it('is not blamed for a token endpoint that has trouble', async () => {
		const busy = Object.assign(new Error('no'), { code: 'ESTATUS', status: 429, body: '' });
		const n8n = new FakeContext({ grantType: 'pkce', token: token('old', -1, 1800), issue: () => busy });
		expect(await rejection(fresh(n8n))).toMatchObject({ kind: 'token-unavailable' });
	});
});

describe('freshToken in an n8n that does not keep the time of the end', () => {
	it('uses a token of unknown age until ServiceNow refuses it', async () => {
		const n8n = new FakeContext({ token: untimed('old', 1800) });
		expect(await fresh(n8n)).toBe('old');
		expect(n8n.renewals).toBe(0);
	});

	it('renews ahead of the end of a token that this process has seen issued', async () => {
		const n8n = new FakeContext({ token: untimed('old', 1800), issue: () => untimed('new', 1800) });
		noteIssued(n8n.account.key, { accessToken: 'old', expiresAt: undefined, lifetime: 1800 }, Date.now() - 1_790_000);
		expect(await fresh(n8n)).toBe('new');
		expect(await fresh(n8n)).toBe('new');
		expect(n8n.renewals).toBe(1);
	});

	it('does not take the age of another token for this one’s', async () => {
		const n8n = new FakeContext({ token: untimed('other', 1800) });
		noteIssued(n8n.account.key, { accessToken: 'old', expiresAt: undefined, lifetime: 1800 }, Date.now() - 1_790_000);
		expect(await fresh(n8n)).toBe('other');
		expect(n8n.renewals).toBe(0);
	});

	it('uses the token on when renewing fails and it still lives', async () => {
		const n8n = new FakeContext({ token: untimed('old', 1800), issue: () => accessDenied() });
		noteIssued(n8n.account.key, { accessToken: 'old', expiresAt: undefined, lifetime: 1800 }, Date.now() - 1_770_000);
		expect(await fresh(n8n)).toBe('old');
	});
});

describe('renew', () => {
	it('renews the token that was refused', async () => {
		const n8n = new FakeContext({ token: token('old', 1000, 1800) });
		await renew(n8n.context, n8n.account, 'old');
		expect(n8n.renewals).toBe(1);
	});

	it('does nothing when somebody else has renewed it meanwhile', async () => {
		const n8n = new FakeContext({ token: token('new', 1000, 1800) });
		await renew(n8n.context, n8n.account, 'old');
		expect(n8n.renewals).toBe(0);
	});

	it('renews once for all who wait, and fails for all of them', async () => {
		const n8n = new FakeContext({ token: token('old', 1000, 1800), issue: () => accessDenied() });
		const waiting = Array.from({ length: 5 }, async () => await rejection(renew(n8n.context, n8n.account, 'old')));
		expect(new Set(await Promise.all(waiting)).size).toBe(1);
		expect(n8n.renewals).toBe(1);
	});
});
