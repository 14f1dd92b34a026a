import { createClientCredentials } from '../../demo/credentials.mts';
import { N8N_VERSIONS } from '../../demo/install.mts';
import type { Stack } from '../../demo/stack.mts';
import { useStack } from './stacks.mts';

/** A credential that has never held a token, so that its test has to ask for one. */
async function testFresh(stack: Stack, changes: Record<string, unknown> = {}) {
	const credential = await createClientCredentials(stack.client, stack.emulator);
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
		const result = await testFresh(stack(), { clientSecret: 'not the secret' });
		expect(result.status).toBe('Error');
		expect(result.message).not.toContain('not the secret');
	});

	it('fails on an instance that sleeps', async () => {
		await stack().instance.setFaults([{ match: {}, action: { kind: 'hibernation' } }]);
		expect(await testFresh(stack())).toMatchObject({ status: 'Error' });
	});

	it('fails on an instance that answers the API with its login page', async () => {
		await stack().instance.setFaults([{ match: { path: '^/api/' }, action: { kind: 'login-page' } }]);
		expect(await testFresh(stack())).toMatchObject({ status: 'Error' });
	});
});
