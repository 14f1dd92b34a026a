import { withColumns } from '../../harness/n8n/columns.mts';
import type { SignIn } from '../../harness/servicenow/credentials.mts';
import { agentOf, CONNECTED_SIGN_INS, createCredential, SIGN_INS } from '../../harness/servicenow/credentials.mts';
import { readExample } from '../../../demo/examples.mts';
import { N8N_VERSIONS } from '../../harness/install/n8n.mts';
import { allowRedirect } from '../../harness/servicenow/redirect.mts';
import { OWNER } from '../../harness/stack.mts';
import type { Credential } from '../../harness/n8n/workflow.mts';
import { chain, manualTrigger, node, withCredential } from '../../harness/n8n/workflow.mts';
import { Editor } from './editor.mts';
import { useStack } from '../stacks.mts';

const NODE = 'n8n-nodes-servicenow.serviceNowPlatform';

/** What a person reads and fills in to sign in, in this order. */
const SERVICE = ['Instance', 'Grant Type', 'STEPS', 'Client ID', 'Client Secret'];
const PERSON = ['OAuth Redirect URL', 'Grant Type', 'Instance', 'STEPS', 'Client ID'];
const API = ['Instance', 'Method', 'STEPS'];
const FORMS: Record<SignIn, string[]> = {
	clientCredentials: SERVICE,
	authorizationCode: [...PERSON, 'Client Secret'],
	pkce: PERSON,
	jwtBearer: [...SERVICE, 'Private Key', 'Key ID', 'Subject'],
	password: [...SERVICE, 'User Name', 'Password'],
	apiKey: [...API, 'API Key'],
	basic: [...API, 'User Name', 'Password'],
};

describe.each(N8N_VERSIONS)('the editor of n8n %s in a browser', (version) => {
	let opened: Editor | undefined;
	const stack = useStack({ version }, async () => await opened?.close());
	const credentials = new Map<SignIn, Credential>();
	const credential = (signIn: SignIn): Credential => {
		const found = credentials.get(signIn);
		if (!found) throw new Error(`No credential for ${signIn}.`);
		return found;
	};
	const page = async (): Promise<Editor> => (opened ??= await Editor.open(stack().n8n.url, OWNER));

	/** Opens a workflow with one node of this package in it. */
	async function openNode(parameters: Record<string, unknown>) {
		const editor = await page();
		const only = { ...node('ServiceNow', NODE, parameters), credentials: {} };
		const workflow = withCredential(chain('One node', manualTrigger(), only), credential('clientCredentials'));
		await editor.openWorkflow(await stack().client.createWorkflow(workflow));
		return { editor, panel: await editor.openNode('ServiceNow') };
	}

	beforeAll(async () => {
		const { client, emulator, instance, n8n } = stack();
		await allowRedirect(instance, n8n.url);
		for (const signIn of SIGN_INS) credentials.set(signIn, await createCredential(client, emulator, signIn));
	});

	it('runs an example as it is imported by the demo, and shows its nodes with their fields', async () => {
		const editor = await page();
		const example = withCredential(await readExample('1-incident-lifecycle'), credential('clientCredentials'));
		await editor.openWorkflow(await stack().client.createWorkflow(await withColumns(stack().client, example)));
		expect(await editor.page.getByTestId('node-issues').count()).toBe(0);
		await editor.execute(5);
		await editor.picture(version, 'workflow');
		const panel = await editor.openNode('Update incident');
		for (const label of ['Resource', 'Operation', 'Incident', 'Fields', 'State']) {
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
		await editor.screenshot(`${version}-credential`);
	});

	it('lists records of the instance in the picker', async () => {
		const { editor } = await openNode({
			resource: 'incident',
			operation: 'get',
			record: { __rl: true, mode: 'list', value: '' },
		});
		const rows = await editor.openPicker('record');
		expect(await rows.first().innerText()).toMatch(/INC\d{7}/);
		await editor.screenshot(`${version}-record-picker`);
	});

	it('makes the form of a new record out of the columns of the chosen table', async () => {
		const { editor, panel } = await openNode({ resource: 'record', operation: 'create' });
		expect(await panel.getByText('Fields', { exact: true }).count()).toBe(0);
		// n8n 1 frames what is required and empty in any node that is opened from a stored workflow.
		const exempt = version.startsWith('1.') ? ['[data-test-id="resource-locator-table"]'] : [];
		expect(await editor.redOnes(exempt)).toEqual([]);
		await editor.screenshot(`${version}-no-table`);
		await editor.openPicker('table');
		await editor.screenshot(`${version}-table-picker`);
		await editor.pick('incident', 'Incident – incident');
		await panel.getByText('Caller* (name, email, ID)').first().waitFor();
		await editor.screenshot(`${version}-form`);
	});

	it('shows many records and how to filter them', async () => {
		const { editor } = await openNode({ resource: 'incident', operation: 'getAll', limit: 5 });
		await editor.executeNode();
		await editor.page.getByText('5 items', { exact: true }).first().waitFor();
		await editor.screenshot(`${version}-get-many`);
	});

	it('shows ServiceNow’s error and what to do', async () => {
		const { editor } = await openNode({
			resource: 'incident',
			operation: 'get',
			record: { __rl: true, mode: 'number', value: 'INC9999999' },
		});
		await editor.executeNode();
		expect(await editor.byId('node-error-message').innerText()).toContain('INC9999999');
		expect(await editor.byId('node-error-description').innerText()).toContain('Check the number');
		await editor.screenshot(`${version}-error`);
	});

	it.each(SIGN_INS)('has a form for the credential (%s)', async (signIn) => {
		const editor = await page();
		const dialog = await editor.openCredential(credential(signIn).name);
		// The star marks what is required.
		const lines = (await dialog.innerText()).split('\n').map((line) => line.replace(/\s*\*$/, '').trim());
		const marked = lines.map((line) => (line.startsWith('1. ') ? 'STEPS' : line));
		expect(marked.filter((line) => FORMS[signIn].includes(line))).toEqual(FORMS[signIn]);
		await editor.screenshot(`${version}-form-${signIn}`);
	});

	it.each(CONNECTED_SIGN_INS)('connects as a person, whom workflows then act as (%s)', async (signIn) => {
		const editor = await page();
		const { client, emulator, instance } = stack();
		const agent = agentOf(emulator);
		await editor.openCredential(credential(signIn).name);
		await editor.connect(agent);
		await editor.screenshot(`${version}-connected-${signIn}`);

		const workflow = withCredential(await readExample('1-incident-lifecycle'), credential(signIn));
		const run = await client.runWorkflow(await client.createWorkflow(workflow));
		expect(run).toMatchObject({ status: 'success', error: undefined });
		const made = String(run.items('Read it back')[0]?.sys_id);
		expect(await instance.record('incident', made)).toMatchObject({ sys_created_by: agent.user_name });
	});
});
