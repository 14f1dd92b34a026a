import { setTimeout as sleep } from 'node:timers/promises';
import { ensureN8n, type N8nVersion } from '../../harness/install/n8n.mts';
import { installInto } from '../../harness/install/package.mts';
import { startN8n } from '../../harness/n8n/boot.mts';
import { N8nClient } from '../../harness/n8n/client.mts';
import { eventReader, watchingWorkflow } from '../../harness/n8n/watching.mts';
import { freePort } from '../../harness/processes/port.mts';
import { toStderr } from '../../harness/progress.mts';
import { adminOf } from '../../harness/servicenow/credentials.mts';
import type { EmulatorServer } from '../../harness/servicenow/emulator.mts';
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

/** A poll task that died with n8n is given to the next one after a minute, and several n8n may have died on it. */
const PATIENCE_MS = 300_000;
/** Some polls more, in which what should not come would. */
const AFTERMATH_MS = 15_000;

const MODES = ['polling', 'instant'] as const;

export interface Trial {
	version: N8nVersion;
	durable: boolean;
	kills: number;
	tarball: string;
}

/** What came of the workflow of a mode. */
export interface Outcome {
	mode: (typeof MODES)[number];
	executions: number;
	/** Records whose latest state no execution has. */
	lost: string[];
	/** Executions with a change that an earlier one has, too. */
	repeatedBatches: number;
	/** The most changes of one execution that came once more. */
	repeatedChanges: number;
}

/** Changes records one after the other while n8n is killed again and again, and looks what came of it in each mode. */
export async function killedAgainAndAgain(trial: Trial): Promise<{ changes: number; outcomes: Outcome[] }> {
	const installation = await ensureN8n(trial.version, toStderr);
	const workspace = await Workspace.create(async (created) => created);
	try {
		const access = await startEmulatorIn(workspace, [], toStderr);
		const userFolder = `${workspace.folder}/n8n`;
		await installInto(userFolder, trial.tarball);
		const port = await freePort();
		const begin = async () => await startN8n({ installation, userFolder, port, env: trial.durable ? DURABLE : {} });
		let n8n = await begin();
		workspace.onDispose(async () => await n8n.stop());
		const client = new N8nClient(n8n.url);
		await client.signIn(OWNER);
		const ids = await published(client, access);

		const made = changing(new Instance(access));
		for (let kill = 1; kill <= trial.kills; kill++) {
			await sleep(2_000 + Math.random() * 6_000);
			await n8n.kill();
			n8n = await begin();
			toStderr(`n8n ${trial.version}: killed ${kill} times`);
		}
		const expected = await made.stop();
		await client.signIn(OWNER);
		return { changes: made.changes(), outcomes: await settled(client, ids, expected) };
	} finally {
		await workspace.dispose();
	}
}

/** A workflow for each mode. */
async function published(client: N8nClient, access: EmulatorServer): Promise<string[]> {
	const { user_name: username, password } = adminOf(access);
	const data = { instance: access.url, method: 'basic', username, password };
	const credential = await client.createCredential('serviceNowPlatformApi', 'Admin', data);
	const ids: string[] = [];
	for (const mode of MODES) {
		const id = await client.createWorkflow(watchingWorkflow(mode, credential, { mode, options: { ignoreOwn: false } }));
		await client.activate(id);
		ids.push(id);
	}
	return ids;
}

/** What came of it, once everything has come, or long enough after it should have. */
async function settled(client: N8nClient, ids: string[], expected: string[]): Promise<Outcome[]> {
	const readers = ids.map((id) => eventReader(client, id));
	const outcomes = async () =>
		await Promise.all(readers.map(async (read, at) => judged(MODES[at] ?? 'polling', expected, await read())));
	const deadline = performance.now() + PATIENCE_MS;
	while ((await outcomes()).some(({ lost }) => lost.length > 0) && performance.now() < deadline) await sleep(2_000);
	await sleep(AFTERMATH_MS);
	return await outcomes();
}

interface Changing {
	/** Ends it. @returns the last state of each record, as its event is named */
	stop(): Promise<string[]>;
	changes(): number;
}

/** Somebody who makes incidents and changes them, some within a second. */
function changing(instance: Instance): Changing {
	const counts = new Map<string, number>();
	let isOver = false;
	const step = async () => {
		const [old] = [...counts.keys()].slice(-5);
		if (old !== undefined && Math.random() < 0.4) {
			const count = (counts.get(old) ?? 0) + 1;
			await instance.update('incident', old, { short_description: `Changed ${count} times` });
			counts.delete(old);
			counts.set(old, count);
		} else {
			counts.set(await instance.create('incident', { short_description: 'Made' }), 0);
		}
		await sleep(200 + Math.random() * 800);
	};
	const work = (async () => {
		while (!isOver) await step();
	})();
	// A failure is told where it is waited for.
	work.catch(() => undefined);
	return {
		async stop() {
			isOver = true;
			await work;
			return [...counts].map(([sys_id, count]) => `${sys_id}:${count}`);
		},
		changes: () => [...counts.values()].reduce((sum, count) => sum + count + 1, 0),
	};
}

function judged(mode: Outcome['mode'], expected: string[], batches: string[][]): Outcome {
	const seen = new Set<string>();
	let [repeatedBatches, repeatedChanges] = [0, 0];
	for (const batch of batches) {
		const again = batch.filter((id) => seen.has(id)).length;
		repeatedBatches += again > 0 ? 1 : 0;
		repeatedChanges = Math.max(repeatedChanges, again);
		for (const id of batch) seen.add(id);
	}
	const lost = expected.filter((id) => !seen.has(id));
	return { mode, executions: batches.length, lost, repeatedBatches, repeatedChanges };
}
