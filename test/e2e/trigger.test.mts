import { setTimeout as sleep } from 'node:timers/promises';
import { readExample } from '../../demo/examples.mts';
import { N8N_VERSIONS } from '../harness/install/n8n.mts';
import { eventIdsOf, timesOfPolling, watchingWorkflow } from '../harness/n8n/watching.mts';
import { type Credential, withCredential } from '../harness/n8n/workflow.mts';
import { adminOf, createCredential } from '../harness/servicenow/credentials.mts';
import { useStack } from './stacks.mts';

/** `TRIGGER_RINGS=50 npm run test:e2e -- trigger.test` measures what docs/trigger.md says. */
const RINGS = Number(process.env.TRIGGER_RINGS ?? 3);

describe.each(N8N_VERSIONS)('the trigger in n8n %s', (version) => {
	const stack = useStack({ version, emulator: ['--latency', '20'] });

	async function adminCredential(): Promise<Credential> {
		const { client, emulator } = stack();
		const { user_name: username, password } = adminOf(emulator);
		const data = { instance: emulator.url, method: 'basic', username, password };
		return await client.createCredential('serviceNowPlatformApi', 'Admin', data);
	}

	/** The events of a workflow, once there are so many. */
	async function events(workflowId: string, wanted: number): Promise<string[]> {
		const deadline = performance.now() + 60_000;
		for (;;) {
			const found = (await eventIdsOf(stack().client, workflowId)).flat();
			if (found.length >= wanted || performance.now() > deadline) return found;
			await sleep(300);
		}
	}

	it('stands in the list of nodes, with entries that people would look for', async () => {
		const types = await stack().client.nodeTypes();
		const type = types.find(({ name }) => name === 'n8n-nodes-servicenow.serviceNowPlatformTrigger');
		const { properties } = type as unknown as {
			properties: Array<{ name: string; options: Array<{ action: string }> }>;
		};
		const actions = properties.find(({ name }) => name === 'event')?.options.map(({ action }) => action);
		expect(actions).toEqual(expect.arrayContaining(['On incident created', 'On comment or work note added']));
	});

	it('polls: what is created and changed comes once', async () => {
		const { client, instance } = stack();
		const id = await client.createWorkflow(
			watchingWorkflow('Polling', await adminCredential(), { mode: 'polling', options: { ignoreOwn: false } }),
		);
		await client.activate(id);
		const sys_id = await instance.create('incident', { short_description: 'Made' });
		expect(await events(id, 1)).toEqual([`${sys_id}:0`]);
		await instance.update('incident', sys_id, { urgency: '1' });
		expect(await events(id, 2)).toEqual([`${sys_id}:0`, `${sys_id}:1`]);
		await client.deactivate(id);
	});

	it(`is rung: ${RINGS} changes one after the other start workflows at once`, async () => {
		const { client, instance } = stack();
		const credential = await adminCredential();
		const parameters = { mode: 'instant', pollTimes: { item: [{ mode: 'everyHour' }] }, options: { ignoreOwn: false } };
		const id = await client.createWorkflow(watchingWorkflow('Instant', credential, parameters));
		await client.activate(id);
		const rules = async () => await instance.rows('sys_script', 'nameSTARTSWITHn8n');
		expect(await rules()).toMatchObject([{ when: 'async_always', collection: 'incident', active: 'true' }]);
		const times: number[] = [];
		const made: string[] = [];
		for (let ring = 0; ring < RINGS; ring++) {
			const begun = performance.now();
			made.push(`${await instance.create('incident', { short_description: 'Rung' })}:0`);
			// By the hour only: what comes now has been rung for.
			while ([...(await client.executions(id)).keys()].length < made.length) {
				if (performance.now() - begun > 30_000) throw new Error('Nothing has been started');
				await sleep(20);
			}
			times.push(performance.now() - begun);
			await sleep(1_000);
		}
		const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
		process.stderr.write(`n8n ${version}: from change to workflow ${Math.round(median)} ms (median of ${RINGS})\n`);
		expect(await events(id, made.length)).toEqual(made);
		await client.deactivate(id);
		expect(await rules()).toEqual([]);
	}, 600_000);

	it.each(['5-new-incident', '6-comment-added'])('runs the example %s, which does not start itself', async (name) => {
		const { client, emulator, instance } = stack();
		const example = withCredential(
			await readExample(name),
			await createCredential(client, emulator, 'clientCredentials'),
		);
		for (const each of example.nodes) if ('pollTimes' in each.parameters) each.parameters.pollTimes = timesOfPolling(5);
		const id = await client.createWorkflow(example);
		await client.activate(id);
		const sys_id = await instance.create('incident', { short_description: 'Example' });
		await instance.update('incident', sys_id, { comments: 'Hello' });
		const deadline = performance.now() + 60_000;
		while ((await client.executionStatuses(id)).success === undefined && performance.now() < deadline) await sleep(500);
		// Time for some polls more, which would find the workflow's own note.
		await sleep(12_000);
		expect(await client.executionStatuses(id)).toEqual({ success: 1 });
		const notes = await instance.rows('sys_journal_field', `element_id=${sys_id}^element=work_notes`);
		expect(notes).toHaveLength(1);
		await client.deactivate(id);
	});
});
