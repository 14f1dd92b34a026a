import { createCredential } from '../../harness/servicenow/credentials.mts';
import { N8N_VERSIONS } from '../../harness/install/n8n.mts';
import type { Credential, Workflow, WorkflowNode } from '../../harness/n8n/workflow.mts';
import { chain, manualTrigger, node, withCredential } from '../../harness/n8n/workflow.mts';
import type { Stack } from '../../harness/stack.mts';
import type { ChatModel } from '../agent/chatModel.mts';
import { startChatModel } from '../agent/chatModel.mts';
import { useStack } from '../stacks.mts';

const NODE = 'n8n-nodes-servicenow.serviceNowPlatform';
const LANGCHAIN = '@n8n/n8n-nodes-langchain';

/** Retry On Fail is on wherever it can be: it must never take one create for another. */
const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };

function creation(title: string, type = NODE, more: Partial<WorkflowNode> = RETRIES): WorkflowNode {
	return node(
		'Create',
		type,
		{
			resource: 'incident',
			operation: 'create',
			fields: { mappingMode: 'defineBelow', value: { short_description: title }, schema: [] },
		},
		{ credentials: {}, ...more },
	);
}

/** The same item so many times. */
const items = (count: number) =>
	node('Items', 'n8n-nodes-base.code', { jsCode: `return Array(${count}).fill({ json: {} });` }, { typeVersion: 2 });

function looped(title: string): Workflow {
	const loop = node('Loop', 'n8n-nodes-base.splitInBatches', { batchSize: 1, options: {} }, { typeVersion: 3 });
	const workflow = chain('Loop', manualTrigger(), items(3), loop);
	const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
	return {
		...workflow,
		nodes: [...workflow.nodes, creation(title)],
		connections: { ...workflow.connections, Loop: { main: [[], to('Create')] }, Create: { main: [to('Loop')] } },
	};
}

function branched(title: string): Workflow {
	const noOp = (name: string) => node(name, 'n8n-nodes-base.noOp');
	const to = (...names: string[]) => ({ main: [names.map((name) => ({ node: name, type: 'main', index: 0 }))] });
	return {
		...chain('Branches', manualTrigger()),
		nodes: [manualTrigger(), noOp('Left'), noOp('Right'), creation(title)],
		connections: { Start: to('Left', 'Right'), Left: to('Create'), Right: to('Create') },
	};
}

function nested(title: string, credential: Credential): Workflow {
	const trigger = node(
		'Called',
		'n8n-nodes-base.executeWorkflowTrigger',
		{ inputSource: 'passthrough' },
		{ typeVersion: 1.1 },
	);
	const inner = withCredential(chain('Inner', trigger, creation(title)), credential);
	const call = node(
		'Call',
		'n8n-nodes-base.executeWorkflow',
		{ source: 'parameter', workflowJson: JSON.stringify(inner), mode: 'each', options: {} },
		{ typeVersion: 1.2 },
	);
	return chain('Sub-workflows', manualTrigger(), items(2), call);
}

function asTool(title: string, openAi: Credential, model: ChatModel): Workflow {
	const prompt = { promptType: 'define', text: 'Report it twice.', options: {} };
	const workflow = chain('Agent', manualTrigger(), node('Agent', `${LANGCHAIN}.agent`, prompt, { typeVersion: 2.2 }));
	const chat = node(
		'Model',
		`${LANGCHAIN}.lmChatOpenAi`,
		{ model: { __rl: true, mode: 'id', value: 'fake' }, options: { baseURL: model.url } },
		{ typeVersion: 1.2, credentials: { openAiApi: openAi } },
	);
	const feeds = (type: string) => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });
	return {
		...workflow,
		nodes: [...workflow.nodes, chat, creation(title, `${NODE}Tool`)],
		connections: { ...workflow.connections, Model: feeds('ai_languageModel'), Create: feeds('ai_tool') },
	};
}

function signedIn(each: WorkflowNode, credential: Credential): WorkflowNode {
	return withCredential(chain('One', each), credential).nodes[0] ?? each;
}

describe.each(N8N_VERSIONS)('creates that are meant, in n8n %s', (version) => {
	const models: ChatModel[] = [];
	const stack = useStack({ version }, async () => {
		for (const model of models) await model.stop();
	});
	let credential: Credential;
	beforeAll(async () => {
		credential = await createCredential(stack().client, stack().emulator, 'clientCredentials');
	});
	beforeEach(async () => await stack().instance.setFaults([]));

	const made = async (title: string) => await stack().instance.rows('incident', `short_description=${title}`);
	/** Only the package's own nodes: an agent's model signs in elsewhere. */
	const store = async (workflow: Workflow) => {
		const own = workflow.nodes.map((each) => (each.type.startsWith(NODE) ? signedIn(each, credential) : each));
		return await stack().client.createWorkflow({ ...workflow, nodes: own });
	};
	const succeeds = async (workflow: Workflow) => {
		const run = await stack().client.runWorkflow(await store(workflow));
		expect(run).toMatchObject({ status: 'success', error: undefined });
		return run;
	};

	it('are done once when n8n repeats the node, each for its item', async () => {
		const { instance }: Stack = stack();
		await instance.setFaults([
			{ match: { path: '/table/incident', method: 'POST', nth: 3 }, action: { kind: 'status', status: 400 } },
		]);
		const run = await succeeds(chain('Repeated', manualTrigger(), items(5), creation('repeated')));
		const rows = await made('repeated');
		expect(rows).toHaveLength(5);
		expect(new Set(run.items('Create').map(({ sys_id }) => sys_id))).toEqual(new Set(rows.map(({ sys_id }) => sys_id)));
	});

	it('are done for each turn of a loop', async () => {
		await succeeds(looped('looped'));
		expect(await made('looped')).toHaveLength(3);
	});

	it('are done for each branch that leads to the node', async () => {
		await succeeds(branched('branched'));
		expect(await made('branched')).toHaveLength(2);
	});

	it('are done for each call of a sub-workflow', async () => {
		await succeeds(nested('nested', credential));
		expect(await made('nested')).toHaveLength(2);
	});

	it('are done for each execution, from pinned data and of the node alone, too', async () => {
		const { client } = stack();
		const workflow = chain('Executed', manualTrigger(), items(1), creation('executed'));
		const id = await store({ ...workflow, pinData: { Items: [{ json: {} }] } } as Workflow);
		const first = await client.runWorkflow(id);
		await client.runWorkflow(id);
		await client.runNode(id, 'Create', first);
		await client.runNode(id, 'Create', first);
		expect(await made('executed')).toHaveLength(4);
	});

	it('are done for each call of the tool of an agent, with equal values', async () => {
		const { client } = stack();
		const call = { call: 'Create', arguments: { input: 'again' } };
		const model = await startChatModel((answers) => (answers.length < 2 ? call : { say: 'Done.' }));
		models.push(model);
		const openAi = await client.createCredential('openAiApi', 'Fake model', { apiKey: 'none', url: model.url });
		const run = await succeeds(asTool('by tool', openAi, model));
		expect(run.items('Agent')).toEqual([expect.objectContaining({ output: 'Done.' })]);
		expect(await made('by tool')).toHaveLength(2);
	});

	it('are done anew when a failed execution is retried from the list', async () => {
		const { client, instance } = stack();
		await instance.setFaults([
			{ match: { path: '/table/incident', method: 'POST', nth: 2 }, action: { kind: 'status', status: 400 } },
		]);
		const id = await store(chain('Retried', manualTrigger(), items(2), creation('retried', NODE, {})));
		const failed = await client.runWorkflow(id);
		expect(failed.status).toBe('error');
		expect(await made('retried')).toHaveLength(1);
		expect(await client.retryExecution(id, failed.id)).toMatchObject({ status: 'success' });
		// n8n gives it a new number, and nothing tells it from one that is meant again.
		expect(await made('retried')).toHaveLength(3);
	});
});
