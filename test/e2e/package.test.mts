import { createCredential } from '../harness/servicenow/credentials.mts';
import { readExample, readExamples } from '../../demo/examples.mts';
import { N8N_VERSIONS } from '../harness/install/n8n.mts';
import { differences, sentBy } from '../harness/servicenow/verify.mts';
import { withCredential, type Workflow } from '../harness/n8n/workflow.mts';
import { useStack } from './stacks.mts';

const NODE = 'n8n-nodes-servicenow.serviceNowPlatform';
const CREDENTIAL = 'serviceNowPlatformServiceOAuth2Api';

describe.each(N8N_VERSIONS)('the packed package in n8n %s', (version) => {
	const stack = useStack({ version });

	it('brings its node, as an action and as a tool for agents', async () => {
		const names = (await stack().client.nodeTypes()).map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining([NODE, `${NODE}Tool`]));
	});

	it('brings its credential type, bound to its own node', async () => {
		const types = await stack().client.credentialTypes();
		expect(types.find(({ name }) => name === CREDENTIAL)).toMatchObject({
			supportedNodes: expect.arrayContaining([NODE]),
		});
	});

	it('tells the editor what operations put out before they have run', async () => {
		expect(await stack().client.outputSchema(NODE, '1.0.0', 'incident', 'getAll')).toMatchObject({
			type: 'object',
			properties: { sys_id: { type: 'string' }, number: { type: 'string' } },
		});
	});

	it('leaves the credential types of the built-in node as they are', async () => {
		const types = await stack().client.credentialTypes();
		for (const builtIn of ['serviceNowOAuth2Api', 'serviceNowBasicApi']) {
			const found = types.filter(({ name }) => name === builtIn);
			expect(found).toHaveLength(1);
			expect(found[0]).toMatchObject({ supportedNodes: ['n8n-nodes-base.serviceNow'] });
			expect(JSON.stringify(found[0]?.properties)).toContain('"subdomain"');
		}
	});

	it('creates, gets, updates and reads back an incident, and ServiceNow has what was sent', async () => {
		const { client, emulator, instance } = stack();
		const credential = await createCredential(client, emulator, 'clientCredentials');
		const workflow = withCredential(await readExample('1-incident-lifecycle'), credential);
		const run = await client.runWorkflow(await client.createWorkflow(workflow));
		expect(run).toMatchObject({ status: 'success', error: undefined });

		const created = run.items('Create incident')[0];
		expect(created).toMatchObject({
			number: expect.stringMatching(/^INC\d{7,}$/),
			sys_id: expect.stringMatching(/^[0-9a-f]{32}$/),
		});
		const sent = { ...sentBy(workflow, 'Create incident'), ...sentBy(workflow, 'Update incident') };
		expect(await differences(instance, 'incident', String(created?.sys_id), sent)).toEqual([]);
		expect(run.items('Read it back')[0]).toMatchObject({ sys_id: created?.sys_id, state: 'In Progress' });
	});

	it('runs every example workflow to its end', async () => {
		const { client, emulator } = stack();
		const credential = await createCredential(client, emulator, 'clientCredentials');
		const isStartedByHand = ({ nodes }: Workflow) => nodes.some(({ type }) => type.endsWith('.manualTrigger'));
		for (const example of (await readExamples()).filter(isStartedByHand)) {
			const id = await client.createWorkflow(withCredential(example, credential));
			const run = await client.runWorkflow(id);
			expect({ example: example.name, status: run.status, error: run.error }).toEqual({
				example: example.name,
				status: 'success',
				error: undefined,
			});
		}
	});

	it('sends items that fail to the error output and the others on', async () => {
		const { client, emulator } = stack();
		const credential = await createCredential(client, emulator, 'clientCredentials');
		const workflow = withCredential(await readExample('4-error-output'), credential);
		const run = await client.runWorkflow(await client.createWorkflow(workflow));
		expect(run.items('Found')).toHaveLength(1);
		expect(run.items('Not found')).toHaveLength(2);
		for (const item of run.items('Not found')) expect(item.error).toEqual(expect.any(String));
	});
});
