import { withColumns } from '../../demo/columns.mts';
import { CONNECTED_SIGN_INS, createCredential } from '../../demo/credentials.mts';
import { readExample } from '../../demo/examples.mts';
import { N8N_VERSIONS } from '../../demo/install.mts';
import { allowRedirect } from '../../demo/redirect.mts';
import { OWNER } from '../../demo/stack.mts';
import { chain, manualTrigger, node, withCredential } from '../../demo/workflow.mts';
import { Editor } from './editor.mts';
import { useStack } from './stacks.mts';

const NODE = 'n8n-nodes-servicenow.serviceNowPlatform';
const CREDENTIAL = 'serviceNowPlatformOAuth2Api';
const AGENT = 'itil';

describe.each(N8N_VERSIONS)('the editor of n8n %s in a browser', (version) => {
	let opened: Editor | undefined;
	const stack = useStack({ version }, async () => await opened?.close());
	const page = async (): Promise<Editor> => (opened ??= await Editor.open(stack().n8n.url, OWNER));

	it('shows a workflow and a node with its fields', async () => {
		const editor = await page();
		const { client, emulator } = stack();
		const credential = await createCredential(client, emulator, 'clientCredentials');
		const example = withCredential(await readExample('1-incident-lifecycle'), credential);
		await editor.openWorkflow(await client.createWorkflow(await withColumns(client, example)));
		await editor.screenshot(`${version}-workflow`);
		const panel = await editor.openNode('Update incident');
		for (const label of ['Resource', 'Operation', 'Incident', 'Fields', 'State (state)']) {
			expect({ label, shown: await panel.getByText(label, { exact: true }).first().isVisible() }).toEqual({
				label,
				shown: true,
			});
		}
		await editor.screenshot(`${version}-node`);
	});

	it('tests the credential as soon as its dialog opens', async () => {
		const editor = await page();
		const dialog = await editor.openCredentialOfNode();
		await dialog.getByTestId('credentials-config-container-test-success').waitFor();
		expect(await dialog.getByText(/^Instance\b/).count()).toBeGreaterThan(0);
		await editor.screenshot(`${version}-credential`);
	});

	it('lists records of the instance in the picker', async () => {
		const editor = await page();
		const { client, emulator } = stack();
		const credential = await createCredential(client, emulator, 'clientCredentials');
		const parameters = {
			authentication: CREDENTIAL,
			resource: 'incident',
			operation: 'get',
			record: { __rl: true, mode: 'list', value: '' },
		};
		const get = node('Get incident', NODE, parameters, { credentials: { [CREDENTIAL]: credential } });
		await editor.openWorkflow(await client.createWorkflow(chain('Picker', manualTrigger(), get)));
		await editor.openNode('Get incident');
		const rows = await editor.openPicker('record');
		expect(await rows.first().innerText()).toMatch(/INC\d{7}/);
		await editor.screenshot(`${version}-picker`);
	});

	it('connects as a person, by authorization code and by PKCE, and workflows act as that person', async () => {
		const editor = await page();
		const { client, emulator, instance, n8n } = stack();
		await allowRedirect(instance, n8n.url);
		const agent = emulator.users.find(({ user_name }) => user_name === AGENT);
		if (!agent) throw new Error(`The emulator has no user ${AGENT}.`);
		for (const signIn of CONNECTED_SIGN_INS) {
			const credential = await createCredential(client, emulator, signIn);
			await editor.openCredential(credential.name);
			await editor.connect(agent);
			await editor.screenshot(`${version}-connected`);

			const workflow = withCredential(await readExample('1-incident-lifecycle'), credential);
			const run = await client.runWorkflow(await client.createWorkflow(workflow));
			expect(run).toMatchObject({ status: 'success', error: undefined });
			expect(run.items('Read it back')[0]).toMatchObject({ sys_created_by: AGENT });
		}
	});
});
