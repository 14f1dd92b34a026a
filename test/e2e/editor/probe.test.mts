import { credentialData } from '../../harness/servicenow/credentials.mts';
import { OWNER } from '../../harness/stack.mts';
import { Editor } from './editor.mts';
import { useStack } from '../stacks.mts';

describe('probe', () => {
	let editor: Editor;
	const stack = useStack({ version: (process.env.ONLY ?? '2.41.1') as '2.41.1' }, async () => await editor.close());
	beforeAll(async () => {
		await stack().client.createCredential('serviceNowPlatformServiceOAuth2Api', 'First', credentialData(stack().emulator, 'clientCredentials'));
		editor = await Editor.open(stack().n8n.url, OWNER);
	});
	it('probe', async () => {
		const log = (s: string) => process.stderr.write(s + '\n');
		editor.page.on('request', (r) => {
			if (r.method() === 'GET') return;
			const p = r.postData() ?? '';
			if (r.url().includes('resource-mapper')) log(Date.now() % 1e6 + ' MAPPER ' + p.slice(p.indexOf('currentNodeParameters'), p.indexOf('currentNodeParameters') + 300));
			else if (r.url().includes('/workflows')) log('SAVE ' + (p.match(/"fields":\{.{0,200}/)?.[0] ?? 'no fields'));
		});
		editor.page.on('response', (r) => { if (r.url().includes('resource-mapper')) log(Date.now() % 1e6 + ' ANSWERED'); });
		await editor.newWorkflow();
		await editor.byId('canvas-add-button').click();
		await editor.searchNodes('create incident');
		await editor.nodeFound('ServiceNow Platform').click();
		await editor.settle();
		await editor.page.getByText(/^Actions \(\d+\)/).first().click();
		await editor.page.getByText('Create incident', { exact: true }).first().click();
		await editor.byId('node-parameters').waitFor();
		await editor.settle();
		await editor.settle();
		const count = async () => log('SHOWN ' + (await editor.byId('node-parameters').locator('[data-test-id^="remove-field-button-"]').count()));
		const choose = async (param: string, name: string) => {
			log('CHOOSE ' + name);
			await editor.openOptions(param);
			await editor.page.locator('[role=option]:visible, .el-select-dropdown__item:visible').getByText(name, { exact: true }).last().click();
			await editor.settle();
			await editor.settle();
			await editor.settle();
			await count();
		};
		await count();
		await editor.byId('node-parameters').getByTestId('parameter-input-short_description').locator('input, textarea').first().fill('Hello');
		await editor.settle();
		await choose('operation', 'Get');
		await choose('operation', 'Create');
		expect(1).toBe(1);
	});
});
