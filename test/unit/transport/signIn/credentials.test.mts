import { ownerOf } from '../../../../nodes/ServiceNowPlatform/domain/secrets/tokenOwner.ts';
import { storedServiceToken, storedToken } from '../../../../nodes/ServiceNowPlatform/transport/signIn/credentials.ts';

describe('storedToken', () => {
	it('reads token, end and lifetime', () => {
		const oauthTokenData = { access_token: 'a', n8n_expires_at: 1_700_000_000_000, expires_in: 1800 };
		expect(storedToken({ oauthTokenData })).toEqual({
			accessToken: 'a',
			expiresAt: 1_700_000_000_000,
			lifetime: 1800,
		});
	});

	it('reads a lifetime that ServiceNow sends as text', () => {
		expect(storedToken({ oauthTokenData: { access_token: 'a', expires_in: '1799' } })?.lifetime).toBe(1799);
	});

	it.each([undefined, null, 'x', [], {}, { access_token: '' }, { access_token: 5 }])('finds no token in %j', (data) => {
		expect(storedToken({ oauthTokenData: data as never })).toBeUndefined();
	});

	it.each([undefined, null, 0, -1, 'x', Number.NaN, ''])('takes %p for an unknown end', (value) => {
		const oauthTokenData = { access_token: 'a', n8n_expires_at: value, expires_in: value };
		expect(storedToken({ oauthTokenData: oauthTokenData as never })).toEqual({
			accessToken: 'a',
			expiresAt: undefined,
			lifetime: undefined,
		});
	});
});

describe('storedServiceToken', () => {
	const fields = { instance: 'dev1', grant: 'password', clientId: 'id', username: 'user', password: 'pass' };
	const stored = (changes: object = {}) => {
		const issued = { ...fields, accessToken: 'a', tokenExpiresAt: '1700000000000', tokenLifetime: '1799' };
		return { ...issued, tokenOwner: ownerOf(issued), ...changes } as never;
	};

	it('reads token, end and lifetime', () => {
		expect(storedServiceToken(stored())).toEqual({
			accessToken: 'a',
			expiresAt: 1_700_000_000_000,
			lifetime: 1799,
		});
	});

	it.each([
		'instance',
		'grant',
		'tokenUrlPath',
		'clientId',
		'clientSecret',
		'customScope',
		'username',
		'password',
		'subject',
		'issuer',
		'audience',
		'keyId',
		'privateKey',
	])('takes a token for none once %s has changed', (field) => {
		expect(storedServiceToken(stored({ [field]: 'other' }))).toBeUndefined();
	});

	it('goes on with a token when something else has changed', () => {
		expect(storedServiceToken(stored({ timeout: 5, advanced: true, ignoreSslIssues: true }))).toBeDefined();
	});

	it.each(['', undefined, 5])('takes %p for no token', (accessToken) => {
		expect(storedServiceToken(stored({ accessToken }))).toBeUndefined();
	});
});
