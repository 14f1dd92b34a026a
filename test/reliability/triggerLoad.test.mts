import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { adminOf } from '../harness/servicenow/credentials.mts';
import type { EmulatorServer } from '../harness/servicenow/emulator.mts';
import { startEmulatorIn } from '../harness/stack.mts';
import { toStderr } from '../harness/progress.mts';
import { Instance } from '../harness/servicenow/instance.mts';
import { Workspace } from '../harness/workspace.mts';
import { by } from '../support/instance.mts';
import { N8n } from '../support/n8n/n8n.mts';
import { PublishedTrigger } from '../support/n8n/triggers.mts';

/** `TRIGGER_ROWS=100000 npm run test:reliability -- triggerLoad` measures what docs/trigger.md says. */
const ROWS = Number(process.env.TRIGGER_ROWS ?? 100_000);
const MOST_ITEMS = 1_000;
const MEGABYTE = 1_048_576;
/** Minutes back that reach the oldest generated record. */
const FOR_EVER = 20 * 366 * 24 * 60;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let workspace: Workspace;
let access: EmulatorServer;
let n8n: N8n;

/** An instance of its own: what it needs is no part of what a poll needs. */
beforeAll(async () => {
	workspace = await Workspace.create(async (created) => created);
	access = await startEmulatorIn(workspace, ['--rows', `incident=${ROWS}`], toStderr);
	n8n = new N8n();
	const { user_name: username, password } = adminOf(access);
	await n8n.signIn({ instance: access.url, method: 'basic', username, password }, 'serviceNowPlatformApi');
}, 600_000);
afterAll(async () => await workspace.dispose());

const watching = (options = {}) =>
	new PublishedTrigger(n8n, { event: 'changed', table: by('name', 'incident'), options } as never);

/** Megabytes that are in use at most while something is done, beyond what was in use before. */
async function heapOf<Result>(work: () => Promise<Result>): Promise<{ result: Result; megabytes: number }> {
	const used = () => {
		collectGarbage();
		return process.memoryUsage().heapUsed;
	};
	const before = used();
	let most = before;
	const sampling = setInterval(() => (most = Math.max(most, used())), 500);
	try {
		const result = await work();
		return { result, megabytes: (Math.max(most, used()) - before) / MEGABYTE };
	} finally {
		clearInterval(sampling);
	}
}

describe(`13: ${ROWS} records that changed while n8n was away`, () => {
	it('come in order, each once, a thousand at a time, with the memory of a page', async () => {
		const trigger = watching({ startMinutes: FOR_EVER, maxItems: MOST_ITEMS, ignoreOwn: false });
		trigger.load();
		const seen = new Set<string>();
		const sizes: number[] = [];
		let [last, heap] = ['', 0];
		const begun = performance.now();
		for (;;) {
			const { result, megabytes } = await heapOf(async () => await trigger.look());
			heap = Math.max(heap, megabytes);
			if (result === null) break;
			const items = result[0] ?? [];
			sizes.push(items.length);
			for (const { json } of items) {
				const { at, id } = json.event as { at: string; id: string };
				expect(at >= last).toBe(true);
				expect(seen.has(id)).toBe(false);
				last = at;
				seen.add(id);
			}
			trigger.save();
		}
		const seconds = (performance.now() - begun) / 1000;
		const state = JSON.stringify(trigger.stored).length / 1024;
		toStderr(
			`${seen.size} records in ${sizes.length} polls and ${seconds.toFixed(0)} s; ` +
				`heap of a poll: ${heap.toFixed(1)} MB at most; stored: ${state.toFixed(0)} KiB`,
		);
		expect(seen.size).toBeGreaterThanOrEqual(ROWS);
		expect(Math.max(...sizes)).toBe(MOST_ITEMS);
		// All but the last are full: steady progress.
		expect(sizes.slice(0, -1).every((size) => size === MOST_ITEMS)).toBe(true);
		expect(heap).toBeLessThan(64);
	}, 3_600_000);
});

describe('sixty polls that find nothing', () => {
	it('are sixty requests', async () => {
		const instance = new Instance(access);
		const trigger = watching();
		await trigger.publish();
		await trigger.poll();
		await instance.resetStatistics();
		const before = process.cpuUsage();
		for (let poll = 0; poll < 60; poll++) expect(await trigger.look()).toBeNull();
		const { user, system } = process.cpuUsage(before);
		toStderr(`60 polls that find nothing: ${((user + system) / 1_000).toFixed(0)} ms of CPU`);
		expect((await instance.statistics()).total).toBe(60);
	}, 600_000);
});
