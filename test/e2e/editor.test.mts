import { createClientCredentials, createPreparedCredentials } from '../../demo/credentials.mts';
import { readExample } from '../../demo/examples.mts';
import { allowRedirect } from '../../demo/redirect.mts';
import { OWNER } from '../../demo/stack.mts';
import { withCredentials } from '../../demo/workflow.mts';
import { Editor } from './editor.mts';
import { useStack } from './stacks.mts';

const CREDENTIAL = 'serviceNowPlatformOAuth2Api';
const VERSION = '2.41.1';

describe(`the editor of n8n ${VERSION} in a browser`, () => {
	const stack = useStack({ version: VERSION });
	let editor: Editor;

	beforeAll(async () => {
		editor = await Editor.open(stack().n8n.url, OWNER);
	});
	afterAll(async () => await editor?.close());

	it('shows the node with its fields', async () => {
		const { client, emulator } = stack();
		const credential = await createClientCredentials(client, emulator);
		const example = withCredentials(await readExample('1-incident-lifecycle'), { [CREDENTIAL]: credential });
		await editor.openWorkflow(await client.createWorkflow(example));
		await editor.screenshot('workflow');
		await editor.openNode('Update incident');
		const panel = editor.byId('node-parameters');
		for (const label of ['Resource', 'Operation', 'Incident', 'Fields']) {
			expect(await panel.getByText(label, { exact: true }).first().isVisible()).toBe(true);
		}
		await editor.screenshot('node');
		await editor.closePanel();
	});
});
