import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { Session } from '../../test/harness/n8n/session.mts';
import { chain, node, type Credential } from '../../test/harness/n8n/workflow.mts';
import { OWNER, type Stack } from '../../test/harness/stack.mts';
import type { Access, Hosted, Task } from '../task.mts';
import type { Contestant } from './contestant.mts';
import { builtInCall, type Call, nodeCall } from './parameters.mts';

const PATIENCE_MS = 600_000;
const POLL_MS = 100;
/** Lets garbage be collected, and what n8n writes be written. */
const SETTLING_MS = 300;

interface Kind {
	type: string;
	call(task: Task): Call | undefined;
	credential(access: Access, way: string): { type: string; data: Record<string, string> };
}

const KINDS: Record<Hosted, Kind> = {
	'node in n8n': {
		type: 'n8n-nodes-servicenow.serviceNowPlatform',
		call: nodeCall,
		credential: ({ url, client }) => ({
			type: 'serviceNowPlatformServiceOAuth2Api',
			data: {
				instance: url,
				grant: 'clientCredentials',
				clientId: client.client_id,
				clientSecret: client.client_secret,
			},
		}),
	},
	'built-in in n8n': {
		type: 'n8n-nodes-base.serviceNow',
		call: builtInCall,
		// It calls https://<subdomain>.service-now.com/api/…; the question mark turns all of that into a query that nobody knows.
		credential: ({ url, user }, table) => ({
			type: 'serviceNowBasicApi',
			data: {
				user: user.user_name,
				password: user.password,
				subdomain: `${new URL(url).host}/api/now/table/${table}?`,
			},
		}),
	},
};

interface Execution {
	id: string;
	status: string;
	startedAt: string;
	stoppedAt: string | null;
}

/** A node in a real n8n, whose workflow a webhook starts; the time is what n8n's list of executions says. */
export async function startHosted(name: Hosted, stack: Stack, access: Access): Promise<Contestant> {
	const session = new Session(stack.n8n.url);
	await session.signIn(OWNER);
	const workflows = new Map<string, { id: string; path: string }>();
	const workflowOf = async (task: Task, call: Call) => {
		const key = `${task.way} ${task.table}`;
		const known = workflows.get(key) ?? (await activated(name, stack, access, { task, call }));
		workflows.set(key, known);
		return known;
	};
	return {
		pid: stack.n8n.pid,
		settle: async () => await sleep(SETTLING_MS),
		async perform(task) {
			const call = KINDS[name].call(task);
			if (call === undefined) throw new Error(`${name} does not know ${task.way}.`);
			const { id, path } = await workflowOf(task, call);
			const { body, statusCode } = await request(`${stack.n8n.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ items: call.items }),
				headersTimeout: PATIENCE_MS,
				bodyTimeout: PATIENCE_MS,
			});
			const text = await body.text();
			if (statusCode !== 200) throw new Error(`${name}: the workflow answered ${statusCode} ${text.slice(0, 500)}`);
			const { startedAt, stoppedAt } = await lastExecution(session, id);
			return { milliseconds: Date.parse(String(stoppedAt)) - Date.parse(startedAt), done: task.items };
		},
		stop: async () => {
			for (const { id } of workflows.values()) await stack.client.deactivate(id);
		},
	};
}

async function activated(
	name: Hosted,
	{ client }: Stack,
	access: Access,
	{ task, call }: { task: Task; call: Call },
): Promise<{ id: string; path: string }> {
	const { type, credential } = KINDS[name];
	const table = task.way.startsWith('list') ? task.table : 'incident';
	const signIn = credential(access, table);
	const stored = await client.createCredential(signIn.type, randomUUID(), signIn.data);
	const path = randomUUID();
	const webhook = { httpMethod: 'POST', path, responseMode: 'lastNode', responseData: 'noData', options: {} };
	const id = await client.createWorkflow(
		chain(
			`${name} ${task.way} ${table}`,
			node('Webhook', 'n8n-nodes-base.webhook', webhook, { typeVersion: 2, webhookId: path }),
			node('Items', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.items', options: {} }),
			node('ServiceNow', type, parametersOf(call, stored), {
				credentials: { [stored.type]: { id: stored.id, name: stored.name } },
			}),
		),
	);
	await client.activate(id);
	return { id, path };
}

function parametersOf({ parameters }: Call, { type }: Credential): Call['parameters'] {
	return { ...parameters, authentication: parameters.authentication ?? type };
}

/** The newest execution, once it has ended. */
async function lastExecution(session: Session, workflowId: string): Promise<Execution> {
	const query = new URLSearchParams({ filter: JSON.stringify({ workflowId }), limit: '1' });
	for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
		const { results } = (await session.send('GET', `/executions?${query}`)) as { results: Execution[] };
		const [last] = results;
		if (last?.stoppedAt && last.status !== 'running') {
			if (last.status !== 'success') throw new Error(`Execution ${last.id} ended with ${last.status}.`);
			return last;
		}
		await sleep(POLL_MS);
	}
	throw new Error(`The workflow ${workflowId} did not end.`);
}
