import { createCredential } from '../harness/servicenow/credentials.mts';
import { N8N_VERSIONS } from '../harness/install/n8n.mts';
import type { Credential, Workflow, WorkflowNode } from '../harness/n8n/workflow.mts';
import { chain, manualTrigger, node } from '../harness/n8n/workflow.mts';
import type { ChatModel, Decision, OfferedTool } from './chatModel.mts';
import { startChatModel, toolAnswers } from './chatModel.mts';
import { useStack } from './stacks.mts';

const TOOL = 'n8n-nodes-servicenow.serviceNowPlatformTool';
const LANGCHAIN = '@n8n/n8n-nodes-langchain';

const FOUND = 'VPN drops every hour';
const NOTE = 'The agent has taken this over.';

/** Looks for the incident, takes it over, and says so. */
function decide(answers: string[]): Decision {
	const [found, updated] = answers;
	if (found === undefined) return { call: 'Find_incidents', arguments: { query: `short_description=${FOUND}` } };
	const sysId = /[0-9a-f]{32}/.exec(found)?.[0] ?? 'nothing found';
	if (updated === undefined)
		return { call: 'Update_incident', arguments: { record: sysId, state: '2', work_notes: NOTE } };
	return { say: 'Done.' };
}

function tool(name: string, credential: Credential, parameters: Record<string, unknown>): WorkflowNode {
	const { id, type } = credential;
	return node(
		name,
		TOOL,
		{ authentication: type, resource: 'incident', ...parameters },
		{ credentials: { [type]: { id, name: credential.name } } },
	);
}

function agentWorkflow(servicenow: Credential, openAi: Credential, model: ChatModel): Workflow {
	const agent = node(
		'Agent',
		`${LANGCHAIN}.agent`,
		{ promptType: 'define', text: `Take over the incident "${FOUND}".`, options: {} },
		{ typeVersion: 2.2 },
	);
	const chat = node(
		'Model',
		`${LANGCHAIN}.lmChatOpenAi`,
		{ model: { __rl: true, mode: 'id', value: 'fake' }, options: { baseURL: model.url } },
		{ typeVersion: 1.2, credentials: { openAiApi: openAi } },
	);
	const find = tool('Find incidents', servicenow, {
		operation: 'getAll',
		options: { sysparm_query: "={{ $fromAI('query', 'Encoded query', 'string') }}" },
		limit: 5,
	});
	const fields = ['state', 'work_notes'];
	const update = tool('Update incident', servicenow, {
		operation: 'update',
		record: { __rl: true, mode: 'id', value: "={{ $fromAI('record', 'sys_id of the incident', 'string') }}" },
		fields: {
			mappingMode: 'defineBelow',
			value: Object.fromEntries(fields.map((id) => [id, `={{ $fromAI('${id}', '', 'string') }}`])),
			matchingColumns: [],
			schema: fields.map((id) => ({
				id,
				displayName: id,
				required: false,
				defaultMatch: false,
				display: true,
				type: 'string',
			})),
		},
		options: {},
	});
	const workflow = chain('Agent', manualTrigger(), agent);
	const feeds = (type: string) => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });
	return {
		...workflow,
		nodes: [...workflow.nodes, chat, find, update],
		connections: {
			...workflow.connections,
			Model: feeds('ai_languageModel'),
			'Find incidents': feeds('ai_tool'),
			'Update incident': feeds('ai_tool'),
		},
	};
}

const offered = (tools: OfferedTool[]) =>
	Object.fromEntries(tools.map((each) => [each.function.name, Object.keys(each.function.parameters.properties)]));

describe.each(N8N_VERSIONS)('an AI agent of n8n %s with the node as its tools', (version) => {
	const models: ChatModel[] = [];
	const stack = useStack({ version }, async () => {
		for (const model of models) await model.stop();
	});

	it('finds an incident, changes it, and is given little to read', async () => {
		const { client, emulator, instance } = stack();
		const model = await startChatModel(decide);
		models.push(model);
		const sysId = await instance.create('incident', { short_description: FOUND, description: 'long '.repeat(2_000) });
		const openAi = await client.createCredential('openAiApi', 'Fake model', { apiKey: 'none', url: model.url });
		const servicenow = await createCredential(client, emulator, 'clientCredentials');

		const run = await client.runWorkflow(await client.createWorkflow(agentWorkflow(servicenow, openAi, model)));
		expect(run).toMatchObject({ status: 'success', error: undefined });
		expect(run.items('Agent')).toEqual([expect.objectContaining({ output: 'Done.' })]);

		expect(offered(model.requests[0]?.tools ?? [])).toEqual({
			Find_incidents: ['query'],
			Update_incident: expect.arrayContaining(['record', 'state', 'work_notes']),
		});
		const last = model.requests.at(-1);
		const [found = '', updated = ''] = last ? toolAnswers(last) : [];
		expect(found).toContain(sysId);
		expect(found.length).toBeLessThan(2_000);
		expect(updated.length).toBeLessThan(2_000);
		expect(await instance.record('incident', sysId)).toMatchObject({ state: '2' });
		const journal = await instance.rows('sys_journal_field', `element_id=${sysId}^element=work_notes`);
		expect(journal).toEqual([expect.objectContaining({ value: NOTE })]);
	});
});
