import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nClient } from '../../harness/n8n/client.mts';
import { eventReader } from '../../harness/n8n/watching.mts';
import { toStderr } from '../../harness/progress.mts';
import type { Instance } from '../../harness/servicenow/instance.mts';
import { OWNER } from '../../harness/stack.mts';
import { MODES, type Watched, withWatched } from './watched.mts';

/** A poll task that died with n8n is given to the next one after a minute, and several n8n may have died on it. */
const PATIENCE_MS = 300_000;
/** Some polls more, in which what should not come would. */
const AFTERMATH_MS = 15_000;

export interface Trial extends Watched {
	kills: number;
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
	return await withWatched(trial, async ({ client, ids, instance, endAndBegin }) => {
		const made = changing(instance);
		for (let kill = 1; kill <= trial.kills; kill++) {
			await sleep(Math.random() * 8_000);
			await endAndBegin('kill');
			toStderr(`n8n ${trial.version}: killed ${kill} times`);
		}
		const expected = await made.stop();
		await client.signIn(OWNER);
		return { changes: made.changes(), outcomes: await settled(client, ids, expected) };
	});
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
