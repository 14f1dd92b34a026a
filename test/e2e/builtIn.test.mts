import { adminOf, agentOf, createCredential } from '../harness/servicenow/credentials.mts';
import { N8N_VERSIONS } from '../harness/install/n8n.mts';
import type { Instance } from '../harness/servicenow/instance.mts';
import { chain, manualTrigger, node } from '../harness/n8n/workflow.mts';
import type { Credential } from '../harness/n8n/workflow.mts';
import { useStack } from './stacks.mts';

const BUILT_IN = 'n8n-nodes-base.serviceNow';
const OURS = 'n8n-nodes-servicenow.serviceNowPlatform';

const using = (credential: Credential) => ({ credentials: { [credential.type]: credential } });

/**
 * The built-in node calls https://<subdomain>.service-now.com/api/…; the question mark turns all of that into a query which
 * the Table API does not know, so that the request reaches the emulator without touching the machine's host names.
 */
const subdomain = (instance: Instance, path: string) => `${new URL(instance.url).host}/api/now/table/${path}?`;

/** A token of the person's, as the instance has it after Connect. */
async function connected(instance: Instance, user_name: string) {
	const [client] = await instance.rows('oauth_entity', 'name=Authorization code', { sysparm_fields: 'sys_id' });
	const [user] = await instance.rows('sys_user', `user_name=${user_name}`, { sysparm_fields: 'sys_id' });
	const access_token = 'token-of-the-built-in-credential';
	const row = await instance.create('oauth_credential', {
		type: 'access_token',
		token: access_token,
		peer: String(client?.sys_id),
		user: String(user?.sys_id),
		scope: 'useraccount',
		expires: '2099-01-01 00:00:00',
	});
	return {
		oauthTokenData: { access_token, token_type: 'Bearer', scope: 'useraccount', expires_in: 1799 },
		revoke: async () => await instance.update('oauth_credential', row, { expires: '2020-01-01 00:00:00' }),
	};
}

describe.each(N8N_VERSIONS)('the built-in ServiceNow node beside this package in n8n %s', (version) => {
	// The built-in node speaks HTTPS only.
	const stack = useStack({ version, emulator: ['--tls'] });

	it('signs in with its Basic credential and creates an incident', async () => {
		const { client, emulator, instance } = stack();
		const admin = adminOf(emulator);
		const credential = await client.createCredential('serviceNowBasicApi', 'Built-in Basic', {
			user: admin.user_name,
			password: admin.password,
			subdomain: subdomain(instance, 'incident'),
		});
		const create = node(
			'Create',
			BUILT_IN,
			{
				authentication: 'basicAuth',
				resource: 'incident',
				operation: 'create',
				short_description: 'Made by the built-in node',
				additionalFields: {},
			},
			using(credential),
		);
		const run = await client.runWorkflow(await client.createWorkflow(chain('Built-in', manualTrigger(), create)));
		expect(run).toMatchObject({ status: 'success', error: undefined });
		const sysId = String(run.items('Create')[0]?.sys_id);
		expect(await instance.record('incident', sysId)).toMatchObject({ short_description: 'Made by the built-in node' });
	});

	it('reads an incident with its OAuth2 credential, in one workflow with a node of this package', async () => {
		const { client, emulator, instance } = stack();
		const sysId = await instance.create('incident', { short_description: 'Read by both nodes' });
		const { oauthTokenData, revoke } = await connected(instance, agentOf(emulator).user_name);
		const builtIn = await client.createCredential('serviceNowOAuth2Api', 'Built-in OAuth2', {
			clientId: 'of-the-built-in-credential',
			clientSecret: 'of-the-built-in-credential',
			subdomain: subdomain(instance, `incident/${sysId}`),
			oauthTokenData,
		});
		const get = { resource: 'incident', operation: 'get' };
		const record = { __rl: true, mode: 'id', value: sysId };
		const ours = await createCredential(client, emulator, 'clientCredentials');
		const workflow = chain(
			'Both',
			manualTrigger(),
			node('Ours', OURS, { ...get, record }, using(ours)),
			node('Built-in', BUILT_IN, { ...get, authentication: 'oAuth2', id: sysId }, using(builtIn)),
		);
		const id = await client.createWorkflow(workflow);
		const run = await client.runWorkflow(id);
		expect(run).toMatchObject({ status: 'success', error: undefined });
		for (const name of ['Ours', 'Built-in']) {
			expect(run.items(name)).toMatchObject([{ sys_id: sysId, short_description: 'Read by both nodes' }]);
		}
		// It was this token that opened the instance to the built-in node.
		await revoke();
		expect(await client.runWorkflow(id)).toMatchObject({ status: 'error', lastNode: 'Built-in' });
	});
});
