import { secretsOf, withoutSecrets } from '../../../../nodes/ServiceNowPlatform/domain/secrets/secrets.ts';
import { failure } from '../../support/failures.mts';

describe('secretsOf', () => {
	it('finds what each credential type holds', () => {
		expect(secretsOf({ instance: 'dev1', clientId: 'id', clientSecret: 'secret' })).toContain('secret');
		expect(secretsOf({ oauthTokenData: { access_token: 'access', refresh_token: 'refresh', scope: 's' } })).toEqual(
			expect.arrayContaining(['access', 'refresh']),
		);
		const fields = ['privateKey', 'passphrase', 'apiKey', 'accessToken', 'refreshToken', 'clientCertificateKey'];
		expect(secretsOf(Object.fromEntries(fields.map((name) => [name, name])))).toEqual(expect.arrayContaining(fields));
	});

	it('knows name and password as Basic sends them', () => {
		expect(secretsOf({ username: 'user', password: 'pass' })).toEqual(expect.arrayContaining(['pass', 'user:pass']));
	});

	it('finds none in an empty credential, and no instance or name', () => {
		expect(secretsOf({ instance: 'dev1', username: 'user', password: '' }).filter(Boolean)).toEqual([]);
	});
});

describe('withoutSecrets', () => {
	it('conceals in message, detail and anywhere in the body', () => {
		const told = failure('server', {
			message: 'My token is top-secret',
			detail: 'top-secret',
			status: 500,
			body: { list: [{ 'top-secret': 'a top-secret', number: 5, nothing: null }] },
		});
		expect(withoutSecrets(told, ['top-secret']).facts).toEqual({
			kind: 'server',
			message: 'My token is •••',
			detail: '•••',
			status: 500,
			body: { list: [{ '•••': 'a •••', number: 5, nothing: null }] },
		});
	});

	it('leaves the failure itself alone where there is nothing to conceal', () => {
		const told = failure('server', { body: { a: 1 } });
		expect(withoutSecrets(told, ['top-secret', ''])).toBe(told);
	});
});
