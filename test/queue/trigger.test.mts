import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { packedTarball } from '../e2e/packed.mts';
import { N8N_VERSIONS } from '../harness/install/n8n.mts';
import { eventIdsOf, watchingWorkflow } from '../harness/n8n/watching.mts';
import { toStderr } from '../harness/progress.mts';
import { adminOf } from '../harness/servicenow/credentials.mts';
import type { Cluster } from './cluster.mts';
import { startCluster } from './cluster.mts';

/** The first start downloads n8n. */
const START_PATIENCE_MS = 900_000;
const PATIENCE_MS = 180_000;
/** Some polls more, in which what should not come would. */
const AFTERMATH_MS = 15_000;
const RECORDS = 30;

describe.each(N8N_VERSIONS)('35: n8n %s with a main process, a webhook process and two workers', (version) => {
	let cluster: Cluster;
	beforeAll(async () => {
		const options = { version, workers: 2, tarball: packedTarball(), emulator: [], progress: toStderr };
		cluster = await startCluster({ ...options, webhooks: true });
	}, START_PATIENCE_MS);
	afterAll(async () => await cluster?.stop());

	it('starts once for each change that it is rung for, at the next poll at the latest', async () => {
		const { client, emulator, instance, webhooks } = cluster;
		const { user_name: username, password } = adminOf(emulator);
		const data = { instance: emulator.url, method: 'basic', username, password };
		const credential = await client.createCredential('serviceNowPlatformApi', 'Admin', data);
		const id = await client.createWorkflow(
			watchingWorkflow('Watching', credential, { mode: 'instant', options: { ignoreOwn: false } }),
		);
		await client.activate(id);
		const [rule] = await instance.rows('sys_script', 'nameSTARTSWITHn8n');
		// It rings at the process that does not poll.
		expect(rule?.script).toContain(`${webhooks?.url}/webhook/`);

		const made: string[] = [];
		for (let record = 0; record < RECORDS; record++) {
			const sys_id = await instance.create('incident', { short_description: `Made ${record}` });
			made.push(`${sys_id}:0`);
		}
		const found = async () => (await eventIdsOf(client, id)).flat();
		const deadline = performance.now() + PATIENCE_MS;
		while ((await found()).length < RECORDS && performance.now() < deadline) await sleep(500);
		await sleep(AFTERMATH_MS);
		expect((await found()).sort()).toEqual([...made].sort());
		expect(await client.executionStatuses(id)).toEqual({ success: expect.any(Number) });
		expect(await readFile(webhooks?.logFile ?? '', 'utf8')).not.toContain('could not look');
		await client.deactivate(id);
	}, 600_000);
});
