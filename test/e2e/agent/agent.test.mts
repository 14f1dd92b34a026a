import { N8N_VERSIONS } from '../../harness/install/n8n.mts';
import type { Credential } from '../../harness/n8n/workflow.mts';
import { createCredential } from '../../harness/servicenow/credentials.mts';
import { useStack } from '../stacks.mts';
import { CALLS, manyTools } from './agentCalls.mts';
import { agentWorkflow, given, givenFields, tool } from './agentWorkflow.mts';
import type { ChatModel, Decision, OfferedTool } from './chatModel.mts';
import { startChatModel, toolAnswers } from './chatModel.mts';

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

const twoTools = (servicenow: Credential) => [
	tool('Find incidents', servicenow, {
		operation: 'getAll',
		options: { sysparm_query: given('query', 'Encoded query') },
		limit: 5,
	}),
	tool('Update incident', servicenow, {
		operation: 'update',
		record: { __rl: true, mode: 'id', value: given('record', 'sys_id of the incident') },
		fields: givenFields('state', 'work_notes'),
		options: {},
	}),
];

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

		const workflow = agentWorkflow(`Take over the incident "${FOUND}".`, openAi, model, twoTools(servicenow));
		const run = await client.runWorkflow(await client.createWorkflow(workflow));
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

	it('is answered as it needs, whatever forms it gives its values', async () => {
		const { client, emulator } = stack();
		const model = await startChatModel((answers) => CALLS[answers.length] ?? { say: 'Done.' });
		models.push(model);
		const openAi = await client.createCredential('openAiApi', 'Another model', { apiKey: 'none', url: model.url });
		const servicenow = await createCredential(client, emulator, 'clientCredentials');
		const workflow = agentWorkflow('Try everything.', openAi, model, manyTools(servicenow));
		const run = await client.runWorkflow(await client.createWorkflow(workflow));
		expect(run).toMatchObject({ status: 'success', error: undefined });
		const answers = toolAnswers(model.requests.at(-1) as never);
		for (const [nth, { call, arguments: given, answer }] of CALLS.entries())
			expect(`${nth + 1}. ${call} ${JSON.stringify(given)}: ${answers[nth]}`).toMatch(answer);
	});
});
