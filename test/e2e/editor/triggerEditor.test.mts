import { setTimeout as sleep } from 'node:timers/promises';
import { N8N_VERSIONS } from '../../harness/install/n8n.mts';
import { eventIdsOf } from '../../harness/n8n/watching.mts';
import { createCredential } from '../../harness/servicenow/credentials.mts';
import { OWNER } from '../../harness/stack.mts';
import { Editor } from './editor.mts';
import { useStack } from '../stacks.mts';

/** A poll a minute is what n8n offers first. */
const PATIENCE_MS = 150_000;

describe.each(N8N_VERSIONS)('a trigger in the editor of n8n %s', (version) => {
	let editor: Editor;
	let isOpen = false;
	const stack = useStack({ version }, async () => await (isOpen ? editor.close() : undefined));

	beforeAll(async () => {
		const { client, emulator, n8n } = stack();
		await createCredential(client, emulator, 'clientCredentials');
		editor = await Editor.open(n8n.url, OWNER);
		isOpen = true;
	});

	const calm = async (picture: string) => {
		await editor.settle();
		expect(await editor.redOnes()).toEqual([]);
		await editor.screenshot(`${version}-trigger-${picture}`);
	};

	/** The events of the only workflow, once there are so many. */
	async function events(wanted: number): Promise<string[]> {
		const [id = ''] = /(?<=\/workflow\/)[^/?]+/.exec(editor.page.url()) ?? [];
		const deadline = performance.now() + PATIENCE_MS;
		for (;;) {
			const found = (await eventIdsOf(stack().client, id)).flat();
			if (found.length >= wanted || performance.now() > deadline) return found;
			await sleep(1_000);
		}
	}

	it('is found by what people type', async () => {
		const words = ['on incident', 'on incident created', 'on change request', 'new incident'];
		expect(await editor.searched('ServiceNow Platform', words)).toEqual(words);
	});

	it('is found as people would say it, shows a recent incident, and starts with the next one', async () => {
		await editor.newWorkflow();
		await editor.byId('canvas-add-button').click();
		await editor.searchNodes('servicenow');
		await editor.nodeFound('ServiceNow Platform').click();
		await editor.settle();
		await calm('1-entries');
		const entry = editor.page.getByText('On incident created', { exact: true }).first();
		if (!(await entry.isVisible()))
			await editor.page
				.getByText(/^Triggers \(\d+\)/)
				.first()
				.click();
		await entry.click();
		const panel = editor.byId('node-parameters');
		await panel.waitFor();
		await calm('2-panel');
		// The entry has chosen the event, which names its table.
		expect(await panel.getByTestId('parameter-input-event').locator('input').first().inputValue()).toBe(
			'Incident Created',
		);
		expect(await editor.byId('resource-locator-table').isVisible()).toBe(false);

		await editor.executeNode();
		await editor.page.getByText('1 item', { exact: true }).first().waitFor();
		await calm('3-test-event');
		expect(await editor.byId('ndv-output-panel').or(editor.byId('output-panel')).first().innerText()).toContain('INC');

		// n8n keeps the execution of the example, too.
		const shown = await events(1);

		await editor.page.keyboard.press('Escape');
		await editor.settle();
		await editor.publish();
		await editor.settle();
		await editor.screenshot(`${version}-trigger-4-published`);
		// n8n answers before the first poll has been made.
		await sleep(5_000);
		const sys_id = await stack().instance.create('incident', { short_description: 'Seen by the editor' });
		expect(await events(shown.length + 1)).toEqual([...shown, `${sys_id}:created`]);
	}, 600_000);
});
