import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionRecord, Run } from './run.mts';
import { readRun } from './run.mts';
import type { Owner } from './session.mts';
import { N8nApiError, Session } from './session.mts';
import type { Credential, Workflow, WorkflowNode } from './workflow.mts';

const RUN_PATIENCE_MS = 120_000;
const ACTIVATION_PATIENCE_MS = 30_000;
const POLL_MS = 150;

export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

/** A column as a form offers it. */
type Column = Record<string, unknown> & { id: string };

/** A type of nodes or credentials. */
type Described = Record<string, unknown> & { name: string };

interface StoredWorkflow extends Workflow {
	id: string;
	versionId: string;
}

interface ExecutionPage {
	results: ExecutionRecord[];
	/** Null on the last page; n8n 1 has no such thing and pages by the last id. */
	nextCursor?: string | null;
}

/** More than workers can start at the same time. */
const OVERLAP = 50;

/** n8n 1 sorts executions by their start but pages by their id: the pages overlap, so that none falls in between. */
function nextPlace({ results, nextCursor }: ExecutionPage): Record<string, string> | undefined {
	if (typeof nextCursor === 'string') return { cursor: nextCursor };
	if (nextCursor === null || results.length === 0) return undefined;
	return { lastId: String(Math.min(...results.map(({ id }) => Number(id))) + OVERLAP) };
}

/**
 * The API that n8n's own editor speaks, signed in by its cookie. It is not public and differs a little between versions;
 * everything here works with n8n 1.123 and 2.41.
 */
export class N8nClient {
	readonly url: string;
	private readonly session: Session;

	constructor(url: string) {
		this.url = url;
		this.session = new Session(url);
	}

	/** Signs in; on a fresh n8n that first creates the owner account. */
	async signIn(owner: Owner): Promise<void> {
		await this.session.signIn(owner);
	}

	private async types(kind: 'nodes' | 'credentials'): Promise<Described[]> {
		return (await this.session.file(`/types/${kind}.json`)) as Described[];
	}

	async nodeTypes(): Promise<Described[]> {
		return await this.types('nodes');
	}

	async credentialTypes(): Promise<Described[]> {
		return await this.types('credentials');
	}

	/** What the editor knows of an operation's output before it has run; the version has three parts. */
	async outputSchema(type: string, version: string, resource: string, operation: string): Promise<unknown> {
		return await this.session.file(`/schemas/${type}/${version}/${resource}/${operation}.json`);
	}

	async createCredential(type: string, name: string, data: Record<string, unknown>): Promise<Credential> {
		const { id } = (await this.session.send('POST', '/credentials', { name, type, data })) as { id: string };
		return { id, name, type };
	}

	async updateCredential({ id, name, type }: Credential, data: Record<string, unknown>): Promise<void> {
		await this.session.send('PATCH', `/credentials/${id}`, { name, type, data });
	}

	async credentialData({ id }: Credential): Promise<Record<string, unknown>> {
		const stored = (await this.session.send('GET', `/credentials/${id}?includeData=true`)) as {
			data?: Record<string, unknown>;
		};
		return stored.data ?? {};
	}

	/** The test behind the credential dialog. It wants the stored id together with the (redacted) data. */
	async testCredential(credential: Credential): Promise<CredentialTest> {
		const data = await this.credentialData(credential);
		return (await this.session.send('POST', '/credentials/test', {
			credentials: { ...credential, data },
		})) as CredentialTest;
	}

	/** The columns that the form of a node offers. */
	async mapperFields(node: WorkflowNode, parameter: string, methodName: string): Promise<Column[]> {
		const answer = await this.session.send('POST', '/dynamic-node-parameters/resource-mapper-fields', {
			nodeTypeAndVersion: { name: node.type, version: node.typeVersion },
			path: `parameters.${parameter}`,
			methodName,
			currentNodeParameters: node.parameters,
			credentials: node.credentials,
		});
		const { fields, emptyFieldsNotice } = answer as { fields: Column[]; emptyFieldsNotice?: string };
		if (emptyFieldsNotice !== undefined)
			throw new Error(`"${node.name}" has no columns to offer: ${emptyFieldsNotice}`);
		return fields;
	}

	async createWorkflow(workflow: Workflow): Promise<string> {
		const { id } = (await this.session.send('POST', '/workflows', { ...workflow, active: false })) as { id: string };
		return id;
	}

	private async workflow(id: string): Promise<StoredWorkflow> {
		return (await this.session.send('GET', `/workflows/${id}`)) as StoredWorkflow;
	}

	/** "Execute workflow" in the editor, waited for until it has ended. */
	async runWorkflow(id: string, patienceMs = RUN_PATIENCE_MS): Promise<Run> {
		const workflow = await this.workflow(id);
		const trigger = workflow.nodes.find((node) => node.type.endsWith('.manualTrigger'));
		if (!trigger) throw new Error(`Workflow "${workflow.name}" has no Manual Trigger to start from.`);
		const started = (await this.session.send('POST', `/workflows/${id}/run`, {
			workflowData: workflow,
			triggerToStartFrom: { name: trigger.name },
		})) as { executionId: string };
		return await this.waitForRun(started.executionId, patienceMs);
	}

	/** "Execute step" on a node in the editor: what stands in front of it is taken from a run before. */
	async runNode(id: string, nodeName: string, { runData }: Run): Promise<Run> {
		const { [nodeName]: _, ...before } = runData;
		const started = (await this.session.send('POST', `/workflows/${id}/run`, {
			workflowData: await this.workflow(id),
			runData: before,
			destinationNode: { nodeName, mode: 'inclusive' },
			dirtyNodeNames: [],
		})) as { executionId: string };
		return await this.waitForRun(started.executionId, RUN_PATIENCE_MS);
	}

	/** "Retry" on a failed execution in the list, waited for until it has ended. */
	async retryExecution(workflowId: string, executionId: string): Promise<Run> {
		const known = await this.executions(workflowId);
		await this.session.send('POST', `/executions/${executionId}/retry`, { loadWorkflow: true });
		const [id = ''] = [...(await this.executions(workflowId)).keys()].filter((one) => !known.has(one));
		return await this.waitForRun(id, RUN_PATIENCE_MS);
	}

	/** An execution as n8n has stored it. */
	async execution(id: string): Promise<ExecutionRecord> {
		return (await this.session.send('GET', `/executions/${id}`)) as ExecutionRecord;
	}

	private async waitForRun(id: string, patienceMs: number): Promise<Run> {
		const deadline = performance.now() + patienceMs;
		for (;;) {
			const record = await this.execution(id);
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
		for (const status of (await this.executions(workflowId)).values()) counts[status] = (counts[status] ?? 0) + 1;
		return counts;
	}

	/** A workflow's executions by their id, with how each ended or that it goes on. */
	async executions(workflowId: string): Promise<Map<string, string>> {
		const statuses = new Map<string, string>();
		for (let place: Record<string, string> | undefined = {}; place !== undefined; ) {
			const query = new URLSearchParams({ filter: JSON.stringify({ workflowId }), limit: '100', ...place });
			const page = (await this.session.send('GET', `/executions?${query}`)) as ExecutionPage;
			const known = statuses.size;
			for (const { id, status } of page.results) statuses.set(id, status);
			place = statuses.size > known ? nextPlace(page) : undefined;
		}
		return statuses;
	}

	/** Switches a workflow's triggers on and waits until they are. */
	async activate(id: string): Promise<void> {
		const { versionId } = await this.workflow(id);
		await this.session.send('POST', `/workflows/${id}/activate`, { versionId, name: '', description: '' });
		const deadline = performance.now() + ACTIVATION_PATIENCE_MS;
		while (!(await this.isPublished(id))) {
			if (performance.now() > deadline) throw new Error(`Workflow ${id} was not published in time.`);
			await sleep(POLL_MS);
		}
	}

	/** Switches its triggers off. */
	async deactivate(id: string): Promise<void> {
		await this.session.send('POST', `/workflows/${id}/deactivate`, {});
	}

	private async isPublished(id: string): Promise<boolean> {
		try {
			const state = (await this.session.send('GET', `/workflows/${id}/publication-status`)) as { status?: string };
			if (state.status === 'failed') throw new Error(`Publishing failed: ${JSON.stringify(state)}`);
			return state.status === 'published';
		} catch (error) {
			// n8n 1 has no such route: there, activation has happened when its answer arrives.
			if (error instanceof N8nApiError && error.status === 404) return true;
			throw error;
		}
	}
}
