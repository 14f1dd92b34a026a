import { createCredential } from '../../demo/credentials.mts';
import { N8N_VERSIONS } from '../../demo/install.mts';
import type { Stack } from '../../demo/stack.mts';
import { useStack } from './stacks.mts';

/** A credential that has never held a token, so that its test has to ask for one. */
async function testFresh(stack: Stack, changes: Record<string, unknown> = {}) {
	const credential = await createCredential(stack.client, stack.emulator, 'clientCredentials');
	await stack.client.updateCredential(credential, { ...(await stack.client.credentialData(credential)), ...changes });
	return await stack.client.testCredential(credential);
}

describe.each(N8N_VERSIONS)('the test of the OAuth2 credential in n8n %s', (version) => {
	const stack = useStack({ version });
	afterEach(async () => await stack().instance.setFaults([]));

	it('passes with the right client id and secret', async () => {
		expect(await testFresh(stack())).toMatchObject({ status: 'OK' });
	});

	it('fails with a wrong secret', async () => {
		const { status, message } = await testFresh(stack(), { clientSecret: 'not the secret' });
		expect(status).toBe('Error');
		// ServiceNow says `server_error` to every mistake; n8n turns that into the sentence which the dialog's notice explains.
		expect(message).toContain('The authorization server encountered an unexpected condition');
		expect(message).not.toContain('not the secret');
	});

	it('fails on an instance that sleeps', async () => {
		await stack().instance.setFaults([{ match: {}, action: { kind: 'hibernation' } }]);
		// n8n 2 quotes the page, n8n 1 names its type only.
		const message: unknown = expect.stringMatching(/Hibernating|text\/html/);
		expect(await testFresh(stack())).toMatchObject({ status: 'Error', message });
	});

	it('says what to do when the instance has fallen asleep while the token lives', async () => {
		await stack().instance.setFaults([{ match: { path: '^/api/' }, action: { kind: 'hibernation' } }]);
		expect(await testFresh(stack())).toMatchObject({ status: 'Error', message: expect.stringContaining('asleep') });
	});

	it('fails on an instance that answers the API with its login page', async () => {
		await stack().instance.setFaults([{ match: { path: '^/api/' }, action: { kind: 'login-page' } }]);
		expect(await testFresh(stack())).toMatchObject({ status: 'Error', message: expect.stringContaining('web page') });
	});
});
