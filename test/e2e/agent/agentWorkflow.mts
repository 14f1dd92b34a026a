import type { Credential, Workflow, WorkflowNode } from '../../harness/n8n/workflow.mts';
import { chain, manualTrigger, node } from '../../harness/n8n/workflow.mts';
import type { ChatModel } from './chatModel.mts';

const TOOL = 'n8n-nodes-servicenow.serviceNowPlatformTool';
const LANGCHAIN = '@n8n/n8n-nodes-langchain';

/** A value that the model gives. */
export const given = (name: string, description = '') => `={{ $fromAI('${name}', '${description}', 'string') }}`;

export const givenFields = (...names: string[]) => ({
	mappingMode: 'defineBelow',
	value: Object.fromEntries(names.map((name) => [name, given(name)])),
	matchingColumns: [],
	schema: names.map((id) => ({
		id,
		displayName: id,
		required: false,
		defaultMatch: false,
		display: true,
		type: 'string',
	})),
});

/** The node as a tool; its resource is the incident if none is given. */
export function tool(name: string, credential: Credential, parameters: Record<string, unknown>): WorkflowNode {
	const { id, type } = credential;
	return node(
		name,
		TOOL,
		{ authentication: type, resource: 'incident', ...parameters },
		// In n8n 1 the error of a tool would end the workflow.
		{ credentials: { [type]: { id, name: credential.name } }, onError: 'continueRegularOutput' },
	);
}

/** A workflow whose agent has these tools, and turns enough for many calls. */
export function agentWorkflow(task: string, openAi: Credential, model: ChatModel, tools: WorkflowNode[]): Workflow {
	const agent = node(
		'Agent',
		`${LANGCHAIN}.agent`,
		{ promptType: 'define', text: task, options: { maxIterations: 100 } },
		{ typeVersion: 3 },
	);
	const chat = node(
		'Model',
		`${LANGCHAIN}.lmChatOpenAi`,
		{ model: { __rl: true, mode: 'id', value: 'fake' }, options: { baseURL: model.url } },
		{ typeVersion: 1.2, credentials: { openAiApi: openAi } },
	);
	const workflow = chain('Agent', manualTrigger(), agent);
	const feeds = (type: string) => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });
	return {
		...workflow,
		nodes: [...workflow.nodes, chat, ...tools],
		connections: {
			...workflow.connections,
			Model: feeds('ai_languageModel'),
			...Object.fromEntries(tools.map(({ name }) => [name, feeds('ai_tool')])),
		},
	};
}
