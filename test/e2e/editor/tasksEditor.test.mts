import type { Locator } from 'playwright-core';
import { N8N_VERSIONS } from '../../harness/install/n8n.mts';
import { chain, manualTrigger, node, withCredential } from '../../harness/n8n/workflow.mts';
import { createCredential } from '../../harness/servicenow/credentials.mts';
import { OWNER } from '../../harness/stack.mts';
import { useStack } from '../stacks.mts';
import { Editor } from './editor.mts';

const NODE = 'n8n-nodes-servicenow.serviceNowPlatform';
const GROUP = 'Service Desk';
const NOTES = 'Replaced the toner';

/** What people come for, done by what the editor shows. */
describe.each(N8N_VERSIONS)('everyday tasks in the editor of n8n %s', (version) => {
	let editor: Editor;
	const stack = useStack({ version }, async () => await editor.close());

	beforeAll(async () => {
		const { client, emulator, n8n } = stack();
		await createCredential(client, emulator, 'clientCredentials');
		editor = await Editor.open(n8n.url, OWNER);
	});

	/** n8n 1 frames what is required and empty of any node that is opened from a stored workflow. */
	const exempt = version.startsWith('1.')
		? ['.parameter-issues', '[data-test-id^="resource-locator-"]', '.has-issues']
		: [];
	const calm = async (picture: string) => {
		await editor.settle();
		expect(await editor.redOnes(exempt)).toEqual([]);
		await editor.screenshot(`${version}-task-${picture}`);
	};
	const panel = (): Locator => editor.byId('node-parameters');
	const field = (name: string) => panel().getByTestId(`parameter-input-${name}`).locator('input, textarea').first();

	it('list the critical incidents of a group by its name', async () => {
		const { instance } = stack();
		const [group] = await instance.rows('sys_user_group', `name=${GROUP}`);
		const critical = { short_description: 'Mail is down', impact: '1', urgency: '1' };
		await instance.create('incident', { ...critical, assignment_group: String(group?.sys_id) });
		await editor.newWorkflow();
		await editor.byId('canvas-add-button').click();
		await editor.searchNodes('incident');
		await editor.nodeFound('ServiceNow Platform').click();
		await editor.settle();
		await editor.page
			.getByText(/^Actions \(\d+\)/)
			.first()
			.click();
		await editor.page.getByText('Get many incidents', { exact: true }).first().click();
		await panel().waitFor();
		await calm('list-1');
		await editor.addCondition();
		await editor.openPicker('field');
		await editor.pick('assignment group', 'Assignment group (assignment_group)');
		await calm('list-2');
		await editor.openPicker('value');
		await editor.pick(GROUP, GROUP);
		await calm('list-3');
		await editor.addCondition();
		await editor.openPicker('field', 1);
		await editor.pick('priority', 'Priority (priority)');
		await editor.settle();
		await editor.openPicker('value', 1);
		await editor.pick('critical', '1 - Critical (1)');
		await calm('list-4');
		await editor.executeNode();
		await editor.page
			.getByText(/^\d+ items?$/)
			.first()
			.waitFor();
		await calm('list-5');
		const wanted = await instance.rows('incident', `assignment_group=${group?.sys_id}^priority=1`);
		const count = `${wanted.length} item${wanted.length === 1 ? '' : 's'}`;
		expect(await editor.page.getByText(count, { exact: true }).first().isVisible()).toBe(true);
	});

	it('attach a file and resolve the incident', async () => {
		const { client, emulator, instance } = stack();
		const credential = await createCredential(client, emulator, 'basic');
		const [incident] = await instance.rows('incident', 'state=2');
		const number = String(incident?.number);
		const file = node('File', 'n8n-nodes-base.convertToFile', { operation: 'toJson' }, { typeVersion: 1.1 });
		const own = (name: string, parameters: object) => ({ ...node(name, NODE, { ...parameters }), credentials: {} });
		const attach = own('Attach', { resource: 'attachment', operation: 'upload' });
		const resolve = own('Resolve', { resource: 'incident', operation: 'resolve' });
		const workflow = withCredential(chain('Task', manualTrigger(), file, attach, resolve), credential);
		await editor.openWorkflow(await client.createWorkflow(workflow));

		await editor.openNode('Attach');
		await calm('file-1');
		await editor.openPicker('table');
		await editor.pick('incident', 'Incident – incident');
		await editor.settle();
		await editor.openPicker('record');
		await editor.pickBeginning(number, number);
		await calm('file-2');
		await editor.page.keyboard.press('Escape');
		await editor.settle();
		await editor.openNode('Resolve');
		await editor.openPicker('record');
		await editor.pickBeginning(number, number);
		await editor.openPicker('close_code');
		await editor.screenshot(`${version}-task-codes`);
		await editor.pickBeginning('', 'Solution provided');
		await field('close_notes').fill(NOTES);
		await field('close_notes').blur();
		await calm('file-3');
		await editor.page.keyboard.press('Escape');
		await editor.settle();
		await editor.execute(4);
		await calm('file-4');
		const [after] = await instance.rows('incident', `number=${number}`);
		expect(after).toMatchObject({ state: '6', close_notes: NOTES });
		expect(await instance.rows('sys_attachment', `table_sys_id=${after?.sys_id}`)).toHaveLength(1);
	});
});
