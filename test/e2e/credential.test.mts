import type { SignIn } from '../harness/servicenow/credentials.mts';
import { createCredential, HEADLESS_SIGN_INS } from '../harness/servicenow/credentials.mts';
import { readExample } from '../../demo/examples.mts';
import { N8N_VERSIONS } from '../harness/install/n8n.mts';
import type { Stack } from '../harness/stack.mts';
import { chain, manualTrigger, node, withCredential } from '../harness/n8n/workflow.mts';
import { useStack } from './stacks.mts';

/** A credential that has never held a token, so that its test has to ask for one. */
async function testFresh(stack: Stack, changes: Record<string, unknown> = {}, signIn: SignIn = 'clientCredentials') {
	const credential = await createCredential(stack.client, stack.emulator, signIn);
	await stack.client.updateCredential(credential, { ...(await stack.client.credentialData(credential)), ...changes });
	return await stack.client.testCredential(credential);
}

describe.each(N8N_VERSIONS)('the credentials in n8n %s', (version) => {
	const stack = useStack({ version });
	afterEach(async () => await stack().instance.setFaults([]));

	it.each(HEADLESS_SIGN_INS)('sign in by themselves, in their test and in a workflow (%s)', async (signIn) => {
		const { client, emulator, instance } = stack();
		const credential = await createCredential(client, emulator, signIn);
		expect(await client.testCredential(credential)).toMatchObject({ status: 'OK' });

		const workflow = withCredential(await readExample('1-incident-lifecycle'), credential);
		const run = await client.runWorkflow(await client.createWorkflow(workflow));
		expect(run).toMatchObject({ status: 'success', error: undefined });
		const [found] = run.items('Read it back');
		expect(found).toMatchObject({ state: 'In Progress' });
		expect(await instance.shown('incident', String(found?.sys_id))).toMatchObject({ opened_by: 'Integration User' });
	});

	it.each<[SignIn, string]>([
		['clientCredentials', 'clientSecret'],
		['jwtBearer', 'clientSecret'],
		['password', 'password'],
		['apiKey', 'apiKey'],
		['basic', 'password'],
	])('fail their test with a wrong secret, which nobody gets to see (%s)', async (signIn, field) => {
		const { status, message } = await testFresh(stack(), { [field]: 'not the secret' }, signIn);
		expect(status).toBe('Error');
		expect(message).not.toContain('not the secret');
	});

	it.each<SignIn>(['clientCredentials', 'password', 'apiKey'])(
		'lend themselves to the HTTP Request node for their own instance only (%s)',
		async (signIn) => {
			const { client, emulator, instance } = stack();
			const { type, ...credential } = await createCredential(client, emulator, signIn);
			const read = async (url: string) => {
				const parameters = { url, authentication: 'predefinedCredentialType', nodeCredentialType: type, options: {} };
				const more = { typeVersion: 4.2, credentials: { [type]: credential } };
				const request = node('Request', 'n8n-nodes-base.httpRequest', parameters, more);
				return await client.runWorkflow(await client.createWorkflow(chain(signIn, manualTrigger(), request)));
			};
			const path = '/api/now/table/incident?sysparm_limit=1';
			expect(await read(`${emulator.url}${path}`)).toMatchObject({ status: 'success' });
			await instance.resetStatistics();
			const { status, error } = await read(`${emulator.url.replace('127.0.0.1', 'localhost')}${path}`);
			expect([status, error?.message]).toEqual(['error', expect.stringMatching(/not allowed|signs in to .* only/)]);
			expect((await instance.statistics()).requests).not.toHaveProperty('table.list');
		},
	);

	it('say what to check after ServiceNow’s one answer to every mistake', async () => {
		const { message } = await testFresh(stack(), { clientSecret: 'not the secret' });
		expect(message).toContain('ServiceNow did not issue a token: server_error, access_denied');
		expect(message).toContain('glide.oauth.inbound.client.credential.grant_type.enabled');
	});

	it('fail their test on an instance that sleeps', async () => {
		await stack().instance.setFaults([{ match: {}, action: { kind: 'hibernation' } }]);
		expect(await testFresh(stack())).toMatchObject({ status: 'Error', message: expect.stringContaining('asleep') });
	});

	it('say what to do when the instance has fallen asleep while the token lives', async () => {
		await stack().instance.setFaults([{ match: { path: '^/api/' }, action: { kind: 'hibernation' } }]);
		expect(await testFresh(stack())).toMatchObject({ status: 'Error', message: expect.stringContaining('asleep') });
	});

	it('fail their test on an instance that answers the API with its login page', async () => {
		await stack().instance.setFaults([{ match: { path: '^/api/' }, action: { kind: 'login-page' } }]);
		expect(await testFresh(stack())).toMatchObject({ status: 'Error', message: expect.stringContaining('web page') });
	});
});
