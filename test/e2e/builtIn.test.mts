import { adminOf } from '../../demo/credentials.mts';
import { N8N_VERSIONS } from '../../demo/install.mts';
import { chain, manualTrigger, node } from '../../demo/workflow.mts';
import { useStack } from './stacks.mts';

const CREDENTIAL = 'serviceNowBasicApi';

describe.each(N8N_VERSIONS)('the built-in ServiceNow node beside this package in n8n %s', (version) => {
	// The built-in node speaks HTTPS only.
	const stack = useStack({ version, emulator: ['--tls'] });

	it('signs in with its Basic credential and creates an incident', async () => {
		const { client, emulator, instance } = stack();
		const { host } = new URL(emulator.url);
		const admin = adminOf(emulator);
		const credential = await client.createCredential(CREDENTIAL, 'Built-in Basic', {
			user: admin.user_name,
			password: admin.password,
			// It calls https://<subdomain>.service-now.com/api/…; the question mark turns all of that into a query which the
			// Table API does not know, so that the request reaches the emulator without touching the machine's host names.
			subdomain: `${host}/api/now/table/incident?`,
		});
		const create = node(
			'Create',
			'n8n-nodes-base.serviceNow',
			{
				authentication: 'basicAuth',
				resource: 'incident',
				operation: 'create',
				short_description: 'Made by the built-in node',
				additionalFields: {},
			},
			{ credentials: { [CREDENTIAL]: credential } },
		);
		const run = await client.runWorkflow(await client.createWorkflow(chain('Built-in', manualTrigger(), create)));
		expect(run).toMatchObject({ status: 'success', error: undefined });
		const sysId = String(run.items('Create')[0]?.sys_id);
		expect(await instance.record('incident', sysId)).toMatchObject({ short_description: 'Made by the built-in node' });
	});
});
