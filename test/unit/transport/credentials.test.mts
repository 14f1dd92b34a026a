import { storedToken } from '../../../nodes/ServiceNowPlatform/transport/credentials.ts';

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
