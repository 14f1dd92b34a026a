import crypto from 'node:crypto';
import type { Account } from '../../../../nodes/ServiceNowPlatform/transport/signIn/credentials.ts';
import { noteOwner, ownToken } from '../../../../nodes/ServiceNowPlatform/transport/signIn/ownership.ts';

let count = 0;
/** A credential of its own for each test. */
const keyOf = () => `serviceNowPlatformOAuth2Api:owner-${++count}`;
const execution = (key: string): Account => ({
	type: 'serviceNowPlatformOAuth2Api',
	key,
	instanceUrl: 'https://dev1.service-now.com',
});
const stored = (access_token: string, changes: object = {}) => ({
	instance: 'dev1',
	clientId: 'client',
	grantType: 'pkce',
	oauthTokenData: { access_token },
	...changes,
});

afterEach(() => {
	jest.restoreAllMocks();
});

describe('The token of a credential', () => {
	it('is its own until the credential names another sign-in, and again with a token of that', () => {
		const key = keyOf();
		expect(ownToken(execution(key), stored('one'))).toMatchObject({ accessToken: 'one' });
		expect(ownToken(execution(key), stored('one', { clientId: 'other' }))).toBeUndefined();
		expect(ownToken(execution(key), stored('two', { clientId: 'other' }))).toMatchObject({ accessToken: 'two' });
		expect(ownToken(execution(key), stored('two'))).toBeUndefined();
	});

	it.each([{ instance: 'dev2' }, { clientId: 'other' }, { grantType: 'authorizationCode' }])(
		'is not that of %j',
		(changes) => {
			const key = keyOf();
			ownToken(execution(key), stored('one'));
			expect(ownToken(execution(key), stored('one', changes))).toBeUndefined();
		},
	);

	it('is the one that was issued last', () => {
		const key = keyOf();
		ownToken(execution(key), stored('one'));
		noteOwner(execution(key), stored('one', { clientId: 'other' }));
		expect(ownToken(execution(key), stored('one', { clientId: 'other' }))).toMatchObject({ accessToken: 'one' });
	});

	it('is hashed once in an execution, however many requests it signs', () => {
		const account = execution(keyOf());
		const hash = jest.spyOn(crypto, 'createHash');
		for (let request = 0; request < 5; request++) ownToken(account, stored('one'));
		expect(hash).toHaveBeenCalledTimes(1);
		for (let request = 0; request < 5; request++) ownToken(account, stored('two'));
		expect(hash).toHaveBeenCalledTimes(2);
	});
});
