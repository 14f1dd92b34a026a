import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { N8N_VERSIONS } from '../../harness/install/n8n.mts';
import { projectFolder, runtimeFolder } from '../../harness/project.mts';
import type { Owner } from '../../harness/n8n/session.mts';
import { openBrowser } from './browser.mts';

const PATIENCE_MS = 30_000;
/** Panels slide in; a picture taken before they stand still shows half of them. */
const SETTLE_MS = 1_000;

/** Runs in the page. */
const RED_ONES = path.join(projectFolder(), 'test', 'e2e', 'editor', 'redOnes.js');

interface Account {
	user_name: string;
	password: string;
}

/** n8n's editor in a real browser. Works with n8n 1.123 and 2.41. */
export class Editor {
	readonly page: Page;
	private readonly url: string;
	private readonly browser: Browser;

	private constructor(url: string, browser: Browser, page: Page) {
		this.url = url;
		this.browser = browser;
		this.page = page;
	}

	static async open(url: string, owner: Owner): Promise<Editor> {
		const browser = await openBrowser();
		const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
		// What the pages would like from the internet only makes them wait where there is none.
		await context.route(
			(address) => address.hostname !== '127.0.0.1',
			async (route) => await route.abort(),
		);
		const page = await context.newPage();
		page.setDefaultTimeout(PATIENCE_MS);
		await page.goto(`${url}/signin`, { waitUntil: 'domcontentloaded' });
		await page.locator('input[name="emailOrLdapLoginId"], input[type="email"]').first().fill(owner.email);
		await page.locator('input[type="password"]').first().fill(owner.password);
		await page.locator('form button, [data-test-id="form-submit-button"]').first().click();
		await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
		return new Editor(url, browser, page);
	}

	byId(id: string): Locator {
		return this.page.getByTestId(id).first();
	}

	async settle(): Promise<void> {
		await this.page.waitForTimeout(SETTLE_MS);
	}

	/** Saves a picture of the page into the runtime folder and returns its file. */
	async screenshot(name: string): Promise<string> {
		const folder = path.join(runtimeFolder(), 'screenshots');
		await mkdir(folder, { recursive: true });
		await this.settle();
		const file = path.join(folder, `${name}.png`);
		await this.page.screenshot({ path: file });
		return file;
	}

	/** The same for a picture that the README shows; `UPDATE_PICTURES=1` puts it there. */
	async picture(version: string, name: string): Promise<void> {
		const file = await this.screenshot(`${version}-${name}`);
		if (process.env.UPDATE_PICTURES !== '1' || version !== N8N_VERSIONS[0]) return;
		await copyFile(file, path.join(projectFolder(), 'docs', 'pictures', `${name}.png`));
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`, { waitUntil: 'domcontentloaded' });
		await this.page.locator('.vue-flow__node').first().waitFor();
		await this.settle();
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`, { waitUntil: 'domcontentloaded' });
		await this.byId('canvas-add-button').waitFor();
		await this.settle();
	}

	/** Types into the search of the node creator, which has the focus. */
	async searchNodes(text: string): Promise<void> {
		await this.page.locator('input[placeholder*="Search"]').first().fill(text);
	}

	/** Those of the words by which the search of the node creator finds the node. */
	async searched(name: string, words: string[]): Promise<string[]> {
		await this.newWorkflow();
		await this.byId('canvas-add-button').click();
		const found: string[] = [];
		for (const one of words) {
			await this.searchNodes(one);
			await this.settle();
			if (await this.nodeFound(name).isVisible()) found.push(one);
		}
		return found;
	}

	nodeFound(name: string): Locator {
		return this.page.getByTestId('item-iterator-item').filter({ hasText: name }).first();
	}

	/** Begins a new credential for the open node, which has none. */
	async newCredentialOfNode(click: (target: Locator) => Promise<void>): Promise<Locator> {
		const inPanel = this.byId('node-parameters');
		const select = inPanel.getByTestId('node-credentials-select').first();
		const setUp = inPanel.getByRole('button', { name: /connect to|set up credential|create new credential/i }).first();
		await select.or(setUp).first().waitFor();
		if (await setUp.isVisible()) await click(setUp);
		else {
			await click(select);
			await click(this.page.getByText(/create new credential/i).last());
		}
		return await this.credentialDialog();
	}

	async openNode(name: string): Promise<Locator> {
		const marked = `[data-node-name="${name}"]`;
		const nodes = `.vue-flow__node:has(${marked}), [data-test-id="canvas-node"]${marked}`;
		await this.page.locator(nodes).first().dblclick();
		await this.byId('node-parameters').waitFor();
		await this.settle();
		return this.byId('node-parameters');
	}

	/** Opens the list of a resource picker of the open node; the rows are there when this returns. */
	async openPicker(parameter: string, nth = 0): Promise<Locator> {
		await this.page.getByTestId(`resource-locator-${parameter}`).nth(nth).getByTestId('rlc-input').first().click();
		const rows = this.visible('rlc-item');
		await rows.first().waitFor();
		return rows;
	}

	/** Opens the list of an option field of the open node. */
	async openOptions(parameter: string): Promise<Locator> {
		const field = this.byId('node-parameters').getByTestId(`parameter-input-${parameter}`).first();
		const options = this.options();
		await field.click();
		await this.settle();
		// n8n 1 opens no list that is still being loaded.
		if (!(await options.first().isVisible())) await field.click();
		await options.first().waitFor();
		return options;
	}

	/** How the value of a resource picker of the open node is given: from a list, typed, … */
	async chooseMode(parameter: string, mode: string): Promise<void> {
		await this.byId(`resource-locator-${parameter}`).getByTestId('rlc-mode-selector').first().click();
		await this.options().getByText(mode, { exact: true }).last().click();
		await this.settle();
	}

	/** Lists that have been closed may stay in the page, hidden. */
	private visible(id: string): Locator {
		return this.page.locator(`[data-test-id="${id}"]:visible`);
	}

	private options(): Locator {
		return this.page.locator('[role=option]:visible, .el-select-dropdown__item:visible');
	}

	/** Types into the search of the open picker and takes the row with this text. */
	async pick(search: string, row: string): Promise<void> {
		await this.visible('rlc-search').fill(search);
		await this.visible('rlc-item').getByText(row, { exact: true }).first().click();
	}

	/** The same, of the row that begins so. */
	async pickBeginning(search: string, begin: string): Promise<void> {
		if (search !== '') await this.visible('rlc-search').fill(search);
		await this.settle();
		await this.visible('rlc-item').filter({ hasText: begin }).first().click();
	}

	/** One more condition of a filter, all of which hold. */
	async addCondition(): Promise<void> {
		const panel = this.byId('node-parameters');
		await panel.getByPlaceholder('Add Condition').or(panel.getByText('Add Condition')).first().click();
		await this.page.getByText('All of These', { exact: true }).last().click();
		await this.settle();
	}

	/** Presses "Execute workflow" and waits until so many nodes carry the mark of success. */
	async execute(nodes: number): Promise<void> {
		await this.page.locator('button[data-test-id="execute-workflow-button"]:visible').first().click();
		await this.page
			.getByTestId('canvas-node-status-success')
			.nth(nodes - 1)
			.waitFor();
	}

	/** Switches the triggers of the open workflow on. */
	async publish(): Promise<void> {
		const button = this.byId('workflow-open-publish-modal-button');
		const toggle = this.byId('workflow-activate-switch');
		await button.or(toggle).first().waitFor();
		if (await button.isVisible()) {
			await button.click();
			await this.byId('workflow-publish-button').click();
			return;
		}
		// n8n 1 publishes what is saved.
		await this.byId('workflow-save-button').click();
		await this.settle();
		await toggle.click();
	}

	/** What is shown in the red of errors, but for `exempt` (selectors). An empty value in a table of results is red, too, and no error. */
	async redOnes(exempt: string[] = []): Promise<string[]> {
		const source = (await readFile(RED_ONES, 'utf8')).trim().replace(/;$/, '');
		return await this.page.evaluate<string[]>(`(${source})(${JSON.stringify(exempt)})`);
	}

	/** Presses "Execute step" in the open node. */
	async executeNode(): Promise<void> {
		await this.byId('node-execute-button').click();
	}

	/** The dialog of the credential that the open node uses. */
	async openCredentialOfNode(): Promise<Locator> {
		await this.byId('credential-edit-button').click();
		return await this.credentialDialog();
	}

	/** The dialog of a credential out of the list of all. */
	async openCredential(name: string): Promise<Locator> {
		await this.page.goto(`${this.url}/home/credentials`, { waitUntil: 'domcontentloaded' });
		await this.page.getByText(name, { exact: true }).first().click();
		return await this.credentialDialog();
	}

	private async credentialDialog(): Promise<Locator> {
		const dialog = this.byId('node-credentials-config-container');
		await dialog.waitFor();
		await this.settle();
		return dialog;
	}

	/** Presses Connect in the open credential dialog, signs in to ServiceNow in the window that opens, and allows access. */
	async connect({ user_name, password }: Account): Promise<void> {
		const button = this.byId('node-credentials-config-container').getByRole('button', { name: /connect/i });
		const [popup] = await Promise.all([this.page.waitForEvent('popup'), button.first().click()]);
		const secret = popup.locator('input[type="password"]');
		const allow = popup.getByRole('button', { name: 'Allow' });
		await secret.or(allow).waitFor();
		// Whoever has signed in to ServiceNow in this browser before is asked for consent only.
		if (await secret.isVisible()) {
			await popup.locator('input[name="user_name"]').fill(user_name);
			await secret.fill(password);
			await popup.locator('button[type="submit"], input[type="submit"]').first().click();
		}
		const closed = popup.waitForEvent('close');
		await allow.click();
		try {
			await closed;
		} catch (cause) {
			throw new Error(`The window for signing in stayed open. It shows: ${await popup.innerText('body')}`, { cause });
		}
		await this.byId('oauth-connect-success-banner').waitFor();
	}

	async close(): Promise<void> {
		// An open workflow is locked for other sessions until two minutes after its editor has gone; leaving it unlocks it.
		await this.page.goto(`${this.url}/home/workflows`, { waitUntil: 'domcontentloaded' });
		await this.settle();
		await this.browser.close();
	}
}
