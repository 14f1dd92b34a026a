import type { N8nClient } from './client.mts';
import { N8nApiError } from './session.mts';
import type { Credential, Workflow } from './workflow.mts';
import { node } from './workflow.mts';

const TRIGGER = 'n8n-nodes-servicenow.serviceNowPlatformTrigger';
/** As each change is named; n8n keeps executions as text. */
const EVENT_ID = /\b[0-9a-f]{32}:(?:\d+|created|deleted)\b/g;

/** n8n polls once a minute at most; several times of the minute are several rules. */
export function timesOfPolling(everySeconds: number): { item: object[] } {
	const seconds = Array.from({ length: Math.floor(60 / everySeconds) }, (_, index) => index * everySeconds);
	return { item: seconds.map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` })) };
}

/** A workflow that does nothing but wait for changes. */
export function watchingWorkflow(
	name: string,
	{ id, name: credentialName, type }: Credential,
	parameters: Record<string, unknown>,
): Workflow {
	const trigger = node(
		'Trigger',
		TRIGGER,
		{
			authentication: type,
			...{ event: 'changed', table: { __rl: true, mode: 'name', value: 'incident' } },
			pollTimes: timesOfPolling(5),
			...parameters,
		},
		{ webhookId: crypto.randomUUID(), credentials: { [type]: { id, name: credentialName } } },
	);
	return { name, nodes: [trigger], connections: {}, settings: { executionOrder: 'v1' } };
}

/** The changes that each execution was started with, in the order of the executions. */
export async function eventIdsOf(client: N8nClient, workflowId: string): Promise<string[][]> {
	return await eventReader(client, workflowId)();
}

/** The same, again and again: an execution keeps what it was started with, and is read once. */
export function eventReader(client: N8nClient, workflowId: string): () => Promise<string[][]> {
	const known = new Map<string, string[]>();
	return async () => {
		const executions = [...(await client.executions(workflowId)).keys()].sort((a, b) => Number(a) - Number(b));
		for (const execution of executions) {
			if (!known.has(execution)) known.set(execution, await eventIdsIn(client, execution));
		}
		return executions.map((execution) => known.get(execution) ?? []);
	};
}

/** Of an execution that n8n was killed in the middle of making there is no data; n8n 1 fails to show it. */
const NO_DATA = /Cannot read properties of null \(reading 'data'\)/;

async function eventIdsIn(client: N8nClient, execution: string): Promise<string[]> {
	const data = await client.execution(execution).then(
		(record) => record.data,
		(error: unknown) => {
			if (error instanceof N8nApiError && NO_DATA.test(error.message)) return '';
			throw error;
		},
	);
	const text = typeof data === 'string' ? data : JSON.stringify(data);
	return [...new Set(text.match(EVENT_ID) ?? [])];
}
