import { createCredential } from '../../harness/servicenow/credentials.mts';
import { N8N_VERSIONS } from '../../harness/install/n8n.mts';
import { OWNER } from '../../harness/stack.mts';
import { chain, manualTrigger, node, withCredential } from '../../harness/n8n/workflow.mts';
import { Editor } from './editor.mts';
import { useStack } from '../stacks.mts';

const NODE = 'n8n-nodes-servicenow.serviceNowPlatform';

/** What any click in a form may cost ServiceNow, tokens aside. */
const MOST_REQUESTS = 3;

describe.each(N8N_VERSIONS)('the filter builder in the editor of n8n %s', (version) => {
	let editor: Editor | undefined;
	const stack = useStack({ version }, async () => await editor?.close());

	/** How many requests ServiceNow has seen since the last call. */
	async function requests(): Promise<number> {
		const { instance } = stack();
		const { requests: seen, total } = await instance.statistics();
		await instance.resetStatistics();
		return total - (seen['oauth.token'] ?? 0);
	}

	it('offers fields, the operators of a field, and its values, and the node then lists what matches', async () => {
		const { client, emulator, n8n } = stack();
		const credential = await createCredential(client, emulator, 'clientCredentials');
		const list = { ...node('ServiceNow', NODE, { resource: 'incident', operation: 'getAll' }), credentials: {} };
		const workflow = withCredential(chain('Filter', manualTrigger(), list), credential);
		editor = await Editor.open(n8n.url, OWNER);
		await editor.openWorkflow(await client.createWorkflow(workflow));
		const panel = await editor.openNode('ServiceNow');
		await requests();

		await panel.getByPlaceholder('Add Condition').click();
		await editor.page.getByText('All of These', { exact: true }).last().click();
		await editor.openPicker('field');
		expect(await requests()).toBeLessThanOrEqual(MOST_REQUESTS);
		await editor.pick('priority', 'Priority (priority)');
		await editor.settle();
		await requests();

		const operators = await editor.openOptions('operator');
		expect(await requests()).toBeLessThanOrEqual(MOST_REQUESTS);
		const offered = (await operators.allInnerTexts()).join('\n');
		expect(offered).toContain('Is One Of');
		expect(offered).not.toContain('Is Before');
		await operators.getByText('Is One Of', { exact: true }).click();
		await editor.settle();
		await requests();

		const values = await editor.openOptions('values');
		expect(await requests()).toBeLessThanOrEqual(MOST_REQUESTS);
		await values.getByText('1 - Critical').first().click();
		await values.getByText('2 - High').first().click();
		await editor.page.keyboard.press('Escape');
		await editor.screenshot(`${version}-filter`);

		const outputs = await editor.openOptions('output');
		await outputs.getByText('Selected Fields', { exact: true }).click();
		await editor.settle();
		await requests();
		const fields = await editor.openOptions('selectedFields');
		await fields.getByText('Number (number)', { exact: true }).click();
		await fields.getByText('Priority (priority)', { exact: true }).click();
		await editor.page.keyboard.press('Escape');
		expect(await requests()).toBeLessThanOrEqual(MOST_REQUESTS);
		await editor.executeNode();
		await editor.page
			.getByText(/^\d+ items?$/)
			.first()
			.waitFor();
		await editor.screenshot(`${version}-filtered`);
		const shown = await editor.byId('output-panel').getByTestId('ndv-data-container').innerText();
		expect(shown).toMatch(/INC\d{7}\s+[12]\b/);
		expect(shown).not.toMatch(/INC\d{7}\s+[345]\b/);
	});
});
