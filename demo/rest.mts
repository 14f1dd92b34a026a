import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import type { ExecutionRecord, Run } from './run.mts';
import { readRun } from './run.mts';
import type { Credential, CredentialReference, Workflow, WorkflowNode } from './workflow.mts';

const RUN_PATIENCE_MS = 120_000;
const ACTIVATION_PATIENCE_MS = 30_000;
const POLL_MS = 150;

export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

interface StoredWorkflow extends Workflow {
	id: string;
	versionId: string;
}

interface PickerQuery {
	filter?: string;
	paginationToken?: string;
}

export interface PickerPage {
	results: Array<{ name: string; value: string; url?: string }>;
	paginationToken?: string;
}

export class N8nApiError extends Error {
	readonly status: number;

	constructor(method: string, path: string, status: number, message: string) {
		super(`n8n answered ${status} to ${method} /rest${path}: ${message}`);
		this.name = 'N8nApiError';
		this.status = status;
	}
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Some answers are plain text, and some are empty.
		return text;
	}
}

interface ExecutionPage {
	results: ExecutionRecord[];
	/** Null on the last page; n8n 1 has no such thing and pages by the last id. */
	nextCursor?: string | null;
}

function nextPlace({ results, nextCursor }: ExecutionPage): Record<string, string> | undefined {
	if (typeof nextCursor === 'string') return { cursor: nextCursor };
	const last = results.at(-1);
	return nextCursor === undefined && last !== undefined ? { lastId: last.id } : undefined;
}

const references = (node: WorkflowNode): { credentials?: Record<string, CredentialReference> } =>
	node.credentials ? { credentials: node.credentials } : {};

/**
 * The API that n8n's own editor speaks, signed in by its cookie. It is not public and differs a little between versions;
 * everything here works with n8n 1.123 and 2.41.
 */
export class N8nClient {
	readonly url: string;
	#cookie = '';

	constructor(url: string) {
		this.url = url;
	}

	async #send(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<unknown> {
		const response = await request(`${this.url}/rest${path}`, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.#cookie },
			body: body === undefined ? null : JSON.stringify(body),
		});
		for (const cookie of [response.headers['set-cookie'] ?? []].flat()) {
			if (cookie.startsWith('n8n-auth=')) this.#cookie = cookie.slice(0, cookie.indexOf(';'));
		}
		const answer = parse(await response.body.text());
		if (response.statusCode >= 400) {
			const message = isObject(answer) ? String(answer.message ?? JSON.stringify(answer)) : String(answer);
			throw new N8nApiError(method, path, response.statusCode, message);
		}
		return isObject(answer) && answer.data !== undefined ? answer.data : answer;
	}

	/** Signs in; on a fresh n8n that first creates the owner account. */
	async signIn(owner: Owner): Promise<void> {
		const settings = (await this.#send('GET', '/settings')) as {
			userManagement?: { showSetupOnFirstLoad?: boolean };
		};
		if (settings.userManagement?.showSetupOnFirstLoad) await this.#send('POST', '/owner/setup', owner);
		else await this.#send('POST', '/login', { emailOrLdapLoginId: owner.email, password: owner.password });
	}

	// ------------------------------------------------------------------------------------------- types

	async #types(kind: 'nodes' | 'credentials'): Promise<Array<Record<string, unknown> & { name: string }>> {
		const response = await request(`${this.url}/types/${kind}.json`, { headers: { cookie: this.#cookie } });
		return (await response.body.json()) as Array<Record<string, unknown> & { name: string }>;
	}

	async nodeTypes(): Promise<Array<Record<string, unknown> & { name: string }>> {
		return await this.#types('nodes');
	}

	async credentialTypes(): Promise<Array<Record<string, unknown> & { name: string }>> {
		return await this.#types('credentials');
	}

	// ------------------------------------------------------------------------------------------- credentials

	async createCredential(type: string, name: string, data: Record<string, unknown>): Promise<Credential> {
		const { id } = (await this.#send('POST', '/credentials', { name, type, data })) as { id: string };
		return { id, name, type };
	}

	async updateCredential({ id, name, type }: Credential, data: Record<string, unknown>): Promise<void> {
		await this.#send('PATCH', `/credentials/${id}`, { name, type, data });
	}

	async credentialData({ id }: Credential): Promise<Record<string, unknown>> {
		const stored = (await this.#send('GET', `/credentials/${id}?includeData=true`)) as {
			data?: Record<string, unknown>;
		};
		return stored.data ?? {};
	}

	/** The test behind the credential dialog. It wants the stored id together with the (redacted) data. */
	async testCredential(credential: Credential): Promise<CredentialTest> {
		const data = await this.credentialData(credential);
		return (await this.#send('POST', '/credentials/test', { credentials: { ...credential, data } })) as CredentialTest;
	}

	// ------------------------------------------------------------------------------------------- pickers

	#dynamic(node: WorkflowNode, parameter: string, methodName: string, more: object = {}): object {
		return {
			nodeTypeAndVersion: { name: node.type, version: node.typeVersion },
			path: `parameters.${parameter}`,
			methodName,
			currentNodeParameters: node.parameters,
			...references(node),
			...more,
		};
	}

	/** What a resource locator's list shows. */
	async searchList(
		node: WorkflowNode,
		parameter: string,
		method: string,
		query: PickerQuery = {},
	): Promise<PickerPage> {
		const body = this.#dynamic(node, parameter, method, query);
		return (await this.#send('POST', '/dynamic-node-parameters/resource-locator-results', body)) as PickerPage;
	}

	async mapperFields(node: WorkflowNode, parameter: string, method: string): Promise<Array<Record<string, unknown>>> {
		const body = this.#dynamic(node, parameter, method);
		const answer = await this.#send('POST', '/dynamic-node-parameters/resource-mapper-fields', body);
		return (answer as { fields: Array<Record<string, unknown>> }).fields;
	}

	// ------------------------------------------------------------------------------------------- workflows

	async createWorkflow(workflow: Workflow): Promise<string> {
		const { id } = (await this.#send('POST', '/workflows', { ...workflow, active: false })) as { id: string };
		return id;
	}

	async #workflow(id: string): Promise<StoredWorkflow> {
		return (await this.#send('GET', `/workflows/${id}`)) as StoredWorkflow;
	}

	/** "Execute workflow" in the editor, waited for until it has ended. */
	async runWorkflow(id: string, patienceMs = RUN_PATIENCE_MS): Promise<Run> {
		const workflow = await this.#workflow(id);
		const trigger = workflow.nodes.find((node) => node.type.endsWith('.manualTrigger'));
		if (!trigger) throw new Error(`Workflow "${workflow.name}" has no Manual Trigger to start from.`);
		const started = (await this.#send('POST', `/workflows/${id}/run`, {
			workflowData: workflow,
			triggerToStartFrom: { name: trigger.name },
		})) as { executionId: string };
		return await this.#waitForRun(started.executionId, patienceMs);
	}

	async #waitForRun(id: string, patienceMs: number): Promise<Run> {
		const deadline = performance.now() + patienceMs;
		for (;;) {
			const record = (await this.#send('GET', `/executions/${id}`)) as ExecutionRecord;
			const run = readRun(record);
			if (run) return run;
			if (performance.now() > deadline) {
				throw new Error(`Run ${id} is still "${record.status}" after ${patienceMs / 1000} s.`);
			}
			await sleep(POLL_MS);
		}
	}

	/** How many of a workflow's executions ended (or go on) in which way. */
	async executionStatuses(workflowId: string): Promise<Record<string, number>> {
		const counts: Record<string, number> = {};
		for (let place: Record<string, string> | undefined = {}; place !== undefined; ) {
			const query = new URLSearchParams({ filter: JSON.stringify({ workflowId }), limit: '100', ...place });
			const page = (await this.#send('GET', `/executions?${query}`)) as ExecutionPage;
			for (const { status } of page.results) counts[status] = (counts[status] ?? 0) + 1;
			place = nextPlace(page);
		}
		return counts;
	}

	/** Switches a workflow's triggers on and waits until they are. */
	async activate(id: string): Promise<void> {
		const { versionId } = await this.#workflow(id);
		await this.#send('POST', `/workflows/${id}/activate`, { versionId, name: '', description: '' });
		const deadline = performance.now() + ACTIVATION_PATIENCE_MS;
		while (!(await this.#isPublished(id))) {
			if (performance.now() > deadline) throw new Error(`Workflow ${id} was not published in time.`);
			await sleep(POLL_MS);
		}
	}

	async #isPublished(id: string): Promise<boolean> {
		try {
			const state = (await this.#send('GET', `/workflows/${id}/publication-status`)) as { status?: string };
			if (state.status === 'failed') throw new Error(`Publishing failed: ${JSON.stringify(state)}`);
			return state.status === 'published';
		} catch (error) {
			// n8n 1 has no such route: there, activation has happened when its answer arrives.
			if (error instanceof N8nApiError && error.status === 404) return true;
			throw error;
		}
	}

	async deactivate(id: string): Promise<void> {
		await this.#send('POST', `/workflows/${id}/deactivate`, {});
	}
}
