import { setTimeout as sleep } from 'node:timers/promises';
import { ensureN8n, type N8nVersion } from '../../harness/install/n8n.mts';
import { installInto } from '../../harness/install/package.mts';
import { startN8n } from '../../harness/n8n/boot.mts';
import { N8nClient } from '../../harness/n8n/client.mts';
import { eventIdsOf, watchingWorkflow } from '../../harness/n8n/watching.mts';
import { freePort } from '../../harness/processes/port.mts';
import { toStderr } from '../../harness/progress.mts';
import { adminOf } from '../../harness/servicenow/credentials.mts';
import { Instance } from '../../harness/servicenow/instance.mts';
import { OWNER, startEmulatorIn } from '../../harness/stack.mts';
import { Workspace } from '../../harness/workspace.mts';

/** n8n commits a poll's findings and their execution together. */
const DURABLE = {
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
};

const PATIENCE_MS = 180_000;

export interface Trial {
	version: N8nVersion;
	mode: 'polling' | 'instant';
	durable: boolean;
	kills: number;
	tarball: string;
}

export interface Outcome {
	/** Changes that were made. */
	changes: number;
	executions: number;
	/** Changes that no execution has. */
	lost: string[];
	/** Executions with a change that an earlier one has, too. */
	repeatedBatches: number;
	/** The most changes of one kill that came once more. */
	repeatedChanges: number;
}

/** Changes records one after the other while n8n is killed again and again, and looks what came of it. */
export async function killedAgainAndAgain({ version, mode, durable, kills, tarball }: Trial): Promise<Outcome> {
	const installation = await ensureN8n(version, toStderr);
	const workspace = await Workspace.create(async (created) => created);
	try {
		const access = await startEmulatorIn(workspace, [], toStderr);
		const instance = new Instance(access);
		const userFolder = `${workspace.folder}/n8n`;
		await installInto(userFolder, tarball);
		const port = await freePort();
		const env = durable ? DURABLE : {};
		let n8n = await startN8n({ installation, userFolder, port, env });
		workspace.onDispose(async () => await n8n.stop());
		const client = new N8nClient(n8n.url);
		await client.signIn(OWNER);
		const { user_name, password } = adminOf(access);
		const credential = await client.createCredential('serviceNowPlatformApi', 'Admin', {
			...{ instance: access.url, method: 'basic', username: user_name, password },
		});
		const workflow = watchingWorkflow('Watching', credential, { mode, options: { ignoreOwn: false } });
		const id = await client.createWorkflow(workflow);
		await client.activate(id);

		const made = changing(instance);
		for (let kill = 0; kill < kills; kill++) {
			await sleep(2_000 + Math.random() * 6_000);
			await n8n.kill();
			n8n = await startN8n({ installation, userFolder, port, env });
		}
		const changes = await made.stop();
		await client.signIn(OWNER);
		return await settled(client, id, changes);
	} finally {
		await workspace.dispose();
	}
}

/** What came of it, once everything has come, or long enough after it should have. What comes late comes within some polls more. */
async function settled(client: N8nClient, id: string, changes: string[]): Promise<Outcome> {
	const deadline = performance.now() + PATIENCE_MS;
	for (;;) {
		const outcome = judged(changes, await eventIdsOf(client, id));
		if (outcome.lost.length === 0 || performance.now() > deadline) break;
		await sleep(2_000);
	}
	await sleep(15_000);
	return judged(changes, await eventIdsOf(client, id));
}

/** Somebody who makes and changes incidents, some within a second. */
function changing(instance: Instance): { stop(): Promise<string[]> } {
	const expected = new Map<string, number>();
	let isOver = false;
	const work = (async () => {
		while (!isOver) {
			const sys_id = await instance.create('incident', { short_description: 'Made' });
			expected.set(sys_id, 0);
			await sleep(300 + Math.random() * 700);
		}
		return [...expected].map(([sys_id, count]) => `${sys_id}:${count}`);
	})();
	return {
		async stop() {
			isOver = true;
			return await work;
		},
	};
}

function judged(changes: string[], batches: string[][]): Outcome {
	const seen = new Set<string>();
	let [repeatedBatches, repeatedChanges] = [0, 0];
	for (const batch of batches) {
		const again = batch.filter((id) => seen.has(id)).length;
		repeatedBatches += again > 0 ? 1 : 0;
		repeatedChanges = Math.max(repeatedChanges, again);
		for (const id of batch) seen.add(id);
	}
	const lost = changes.filter((id) => !seen.has(id));
	return { changes: changes.length, executions: batches.length, lost, repeatedBatches, repeatedChanges };
}
