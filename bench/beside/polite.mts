import { setTimeout as sleep } from 'node:timers/promises';
import type { Contestant as Actor } from '../contestants/contestant.mts';
import { startWorker } from '../contestants/workerProcess.mts';
import type { Ground } from '../measure/ground.mts';
import { percentile } from '../measure/statistics.mts';
import type { PoliteLine } from '../report/results.mts';
import type { Task, Worker } from '../task.mts';
import { Clerk } from './clerk.mts';

/** What somebody who works by hand feels of a workflow that writes, in the order of the report. */
export interface Load {
	name: string;
	worker?: Worker;
	way?: Task['way'];
}

export const LOADS: Load[] = [
	{ name: 'nobody else' },
	{ name: 'built-in node', worker: 'built-in', way: 'update' },
	{ name: 'this node', worker: 'node', way: 'update' },
	{ name: 'this node, 16 calls at once', worker: 'node', way: 'updateUnbridled' },
];

/** Items of the built-in node, one call after the other: a tenth says as much. */
const SHARE_OF_BUILT_IN = 10;
const ALONE_MS = 15_000;

/** Lets a workflow write so many records while somebody works at the same instance by hand. */
export async function measurePolite(ground: Ground, items: number, load: Load): Promise<PoliteLine> {
	const { folder, emulator, access } = ground;
	const isPart = load.worker === 'built-in';
	const count = isPart ? Math.ceil(items / SHARE_OF_BUILT_IN) : items;
	const actor = load.worker && (await startWorker(load.worker, access, { folder, caFile: emulator.caFile }));
	const clerk = new Clerk(emulator, access, ground.kept.slice(-50));
	try {
		// What is warmed up costs no more than it does every day.
		if (actor && load.way) await actor.perform(taskOf(ground, load.way, 50));
		clerk.begin();
		const milliseconds = await workOf(actor, load.way && taskOf(ground, load.way, count));
		const waits = await clerk.end();
		return {
			load: load.name,
			records: load.worker === undefined ? 0 : count,
			milliseconds: Math.round(milliseconds),
			answers: waits.length,
			median: Math.round(percentile(waits, 50)),
			slow: Math.round(percentile(waits, 99)),
		};
	} finally {
		await actor?.stop();
	}
}

/** @returns its milliseconds */
async function workOf(actor: Actor | undefined, task: Task | undefined): Promise<number> {
	if (actor === undefined || task === undefined) {
		await sleep(ALONE_MS);
		return ALONE_MS;
	}
	return (await actor.perform(task)).milliseconds;
}

function taskOf({ kept }: Ground, way: Task['way'], items: number): Task {
	const records = kept.slice(0, items);
	return { way, items: records.length, table: 'incident', records, run: '000', fileSize: 0, attachment: '' };
}
