import type { Contestant as Actor } from '../contestants/contestant.mts';
import { startHosted } from '../contestants/hosted.mts';
import { startWorker } from '../contestants/workerProcess.mts';
import type { Line } from '../report/results.mts';
import { isCountedUp, itemsOf, type Scenario, type Setting } from '../scenarios/scenario.mts';
import { type Contestant, type Hosted, type Task, type Worker, WORKERS } from '../task.mts';
import { Control, type Counts, difference } from './counters.mts';
import type { Ground } from './ground.mts';
import { Moving } from './moving.mts';
import { cpuOf, forgetPeak, memoryOf } from './process.mts';
import { spreadOf } from './statistics.mts';

interface Measured extends Counts {
	milliseconds: number;
	done: number;
	memory: number;
	cpu: number;
}

export interface Plan {
	scenario: Scenario;
	setting: Setting;
	rounds: number;
	/** Flags of the workers' Node. */
	flags: string[];
}

const MEGABYTE = 1024 * 1024;
let runs = 0;

const isWorker = (name: Contestant): name is Worker => WORKERS.some((worker) => worker === name);

/** Measures the contestants in turns, A B C A B C, after a first round that only warms them up. */
export async function measure(ground: Ground, plan: Plan): Promise<Line[]> {
	const { scenario, rounds } = plan;
	const names = scenario.by.filter((name) => isWorker(name) || ground.stack !== undefined);
	const control = new Control(ground.emulator);
	const actors = new Map<Contestant, Actor>();
	const all = new Map<Contestant, Measured[]>(names.map((name) => [name, []]));
	try {
		for (const name of names) actors.set(name, await started(name, ground, plan));
		for (let round = 0; round <= rounds; round++) {
			for (const [name, actor] of [...actors].filter(([own]) => round <= roundsOf(plan, own))) {
				const task = await taskOf(ground, scenario, name);
				all.get(name)?.push(await (task.way === 'listMoving' ? amidMoves : once)({ actor, control, task, ground }));
			}
		}
	} finally {
		for (const actor of actors.values()) await actor.stop();
		await control.close();
	}
	return names.map((name) => lineOf(plan, name, all.get(name) ?? []));
}

/** Of a contestant that takes a minute, the first round has to do. */
function roundsOf({ scenario, rounds }: Plan, name: Contestant): number {
	const { builtInRounds } = scenario;
	return name.startsWith('built-in') && builtInRounds !== undefined ? builtInRounds - 1 : rounds;
}

async function started(name: Contestant, ground: Ground, { flags }: Plan): Promise<Actor> {
	const { access, stack, folder, emulator } = ground;
	if (isWorker(name)) return await startWorker(name, access, { folder, caFile: emulator.caFile, flags });
	if (stack === undefined) throw new Error(`${name} needs an n8n.`);
	return await startHosted(name as Hosted, stack, access);
}

async function taskOf(ground: Ground, scenario: Scenario, name: Contestant): Promise<Task> {
	const { way, table = 'incident', megabytes = 0 } = scenario;
	const items = itemsOf(scenario, name);
	return {
		way,
		items,
		table,
		records: way === 'delete' ? ground.spare.splice(-items) : ground.kept.slice(0, items),
		run: String(runs++).padStart(3, '0'),
		fileSize: megabytes * MEGABYTE,
		attachment: way === 'download' ? await ground.attachment(megabytes) : '',
	};
}

interface Round {
	actor: Actor;
	control: Control;
	task: Task;
	ground: Ground;
}

/** While somebody else inserts and deletes rows, whose requests and bytes nobody can tell from the others. */
async function amidMoves(round: Round): Promise<Measured> {
	const moving = new Moving(round.ground.emulator, round.ground.access);
	await moving.begin(round.task.table);
	try {
		return { ...(await once(round)), requests: 0, bytesIn: 0, bytesOut: 0 };
	} finally {
		await moving.end();
	}
}

async function once({ actor, control, task }: Round): Promise<Measured> {
	await actor.settle();
	await forgetPeak(actor.pid);
	const [counts, memory, cpu] = [await control.counts(), await memoryOf(actor.pid), await cpuOf(actor.pid)];
	const outcome = await actor.perform(task);
	const least = task.fileSize || task.items;
	if (outcome.done < least) throw new Error(`${task.way}: ${outcome.done} came of ${least}`);
	const [peak, work] = [(await memoryOf(actor.pid)).peak, await cpuOf(actor.pid)];
	return {
		...outcome,
		...difference(await control.counts(), counts),
		memory: Math.max(0, peak - memory.now),
		cpu: work - cpu,
	};
}

function lineOf({ scenario, setting }: Plan, contestant: Contestant, measured: Measured[]): Line {
	const counted = measured.length > 1 ? measured.slice(1) : measured;
	const isPart = isCountedUp(scenario, contestant);
	const factor = isPart ? scenario.items / itemsOf(scenario, contestant) : 1;
	const middle = (name: keyof Measured, scale = factor) =>
		Math.round(spreadOf(counted.map((one) => one[name] * scale)).median);
	return {
		scenario: scenario.name,
		setting,
		contestant,
		time: rounded(spreadOf(counted.map(({ milliseconds }) => milliseconds * factor))),
		rounds: counted.length,
		...(isPart ? { measured: itemsOf(scenario, contestant) } : {}),
		done: middle('done'),
		requests: middle('requests'),
		// Once an execution, however many items it has.
		tokens: middle('tokens', 1),
		connections: middle('connections'),
		bytesIn: middle('bytesIn'),
		bytesOut: middle('bytesOut'),
		memory: Math.max(...measured.map(({ memory }) => memory)),
		cpu: middle('cpu'),
	};
}

function rounded({ median, low, high }: ReturnType<typeof spreadOf>) {
	const one = (value: number) => Math.round(value * 10) / 10;
	return { median: one(median), low: one(low), high: one(high) };
}
