/**
 * Rules that run later (`async_always`): a scheduled job is made before the database hears of the write, and loads the record as
 * it is when the job runs (KB0687840). Eight workers on each node take the jobs; nobody waits for them, and nothing repeats
 * what fails.
 */
import { ServiceNowError } from '../../../errors.mts';
import { runMeanwhile, runNow } from '../../../sandbox/need.mts';
import { ScriptAbandoned } from '../../../sandbox/script.mts';
import type { World } from '../../../sandbox/protocol.mts';
import { onNode, thisNode } from '../../../nodes.mts';
import type { JobCounts, Row } from '../../../types.mts';
import type { Engine } from '../../engine.mts';
import { readRecord } from '../../records/rows.mts';
import type { Write } from '../../records/write.mts';
import type { BusinessRule } from '../rule.mts';
import { applies, runRule } from '../run.mts';
import { syslog } from '../syslog.mts';
import { onItsOwn } from '../transaction.mts';
import { viewOf } from '../view.mts';
import type { View } from '../view.mts';
import { worldOf } from '../world.mts';

const WORKERS = 8;
/** `true`: no job is taken until it is no more. */
const PAUSED = 'emulator.scheduler.paused';
/** Milliseconds that a job lies in the queue at least. */
const DELAY = 'emulator.scheduler.delay';
/** Any number: jobs are taken in an order that it decides. The platform promises none. */
const SHUFFLE = 'emulator.scheduler.shuffle';
/** `empty`: a rule of a deletion sees a record without values in place of none. */
const DELETED = 'emulator.business_rule.async_delete_current';
const SECOND_CHECK = 'glide.businessrule.async_condition_check';

interface Job {
	rule: string;
	view: View;
	node: number;
}

interface Queued extends Job {
	/** By the machine's clock. */
	due: number;
}

export interface Jobs {
	add(job: Job): void;
	counts(): JobCounts;
	/** Something may have changed: takes what is to be taken. */
	look(): void;
	/** Forgets what waits. */
	clear(): void;
	settled(): Promise<void>;
}

/** The job sees what is there now: no record before the write, and none that is gone. */
function worldNow(view: View, rule: BusinessRule): World {
	const { engine, table, operation, current } = view;
	const { sys_id = '' } = current;
	const row: Row | undefined = operation === 'delete' ? undefined : readRecord(engine, table, sys_id);
	const world = worldOf({ ...view, current: row ?? {} }, rule);
	const isEmpty = !row && engine.property(DELETED) !== 'empty';
	return { ...world, ...(isEmpty && { current: null }) };
}

async function perform({ rule: sys_id, view }: Job): Promise<void> {
	const rule = view.engine.rules.one(sys_id);
	if (!rule) return;
	// Its condition was met when the job was made; it is asked once more only where the instance is set so.
	const isAsked = view.engine.property(SECOND_CHECK) === 'true';
	const asked = isAsked ? rule : { ...rule, condition: '' };
	await runMeanwhile(runRule({ ...view, trail: [] }, asked, worldNow(view, asked)));
}

/** Steps through a shuffle without remembering it. */
const pick = (seed: number, step: number, length: number): number => Math.abs((seed * 31 + step * 17) % length);

/** The jobs since the start, or since the last reset: those of before count no more. */
interface Shift {
	queue: Queued[];
	running: number;
	done: number;
	failed: number;
}

const newShift = (): Shift => ({ queue: [], running: 0, done: 0, failed: 0 });

const isQuiet = ({ running, queue }: Shift): boolean => running + queue.length === 0;

/** The next job, if its time has come. */
function take({ queue, done, running }: Shift, seed: number): Job | undefined {
	const index = seed === 0 ? 0 : pick(seed, done + running, queue.length);
	return (queue[index]?.due ?? Infinity) <= Date.now() ? queue.splice(index, 1)[0] : undefined;
}

/** What the instance made of a rule is in the log already. */
const isKnown = (error: unknown): boolean => error instanceof ServiceNowError || error instanceof ScriptAbandoned;

export function createJobs(property: Engine['property'], nodes: () => number): Jobs {
	let shift = newShift();
	const idle: Array<() => void> = [];
	const wake = () => {
		if (isQuiet(shift)) for (const waiting of idle.splice(0)) waiting();
	};

	function work(own: Shift, job: Job): void {
		own.running += 1;
		const finish = (outcome: 'done' | 'failed') => {
			own.running -= 1;
			own[outcome] += 1;
			pump(own);
			wake();
		};
		const fail = (error: unknown) => {
			if (!isKnown(error)) syslog(job.view.engine, '2', String(error), 'Scheduler');
			finish('failed');
		};
		onItsOwn(() => onNode(job.node, () => perform(job).then(() => finish('done'), fail)));
	}

	function pump(own: Shift): void {
		while (own === shift && own.running < WORKERS * nodes() && property(PAUSED) !== 'true') {
			const job = take(own, Number(property(SHUFFLE)) || 0);
			if (!job) return;
			work(own, job);
		}
	}

	return {
		add(job) {
			const own = shift;
			const delay = Number(property(DELAY)) || 0;
			own.queue.push({ ...job, due: Date.now() + delay });
			// Never before the work that makes the job is over. Timers may be a little early.
			setTimeout(() => pump(own), delay && delay + 1).unref();
		},
		look: () => pump(shift),
		counts: () => ({ waiting: shift.queue.length, running: shift.running, done: shift.done, failed: shift.failed }),
		clear() {
			shift = newShift();
			wake();
		},
		async settled() {
			if (!isQuiet(shift)) await new Promise<void>((done) => idle.push(done));
		},
	};
}

/** The condition is asked now, and its filter may look at what changes; the script is for later. */
function isMet(view: View, rule: BusinessRule): boolean {
	if (!applies(view, rule)) return false;
	if (rule.condition.trim() === '') return true;
	const now = { ...worldOf(view, { ...rule, when: 'after' }), script: '' };
	const ending = runNow(runRule(view, rule, now));
	return !ending.skipped && ending.error === undefined;
}

export function queueJobs(write: Write, rules: readonly BusinessRule[]): void {
	if (rules.length === 0) return;
	const view = viewOf(write);
	for (const rule of rules) {
		if (isMet(view, rule)) write.engine.jobs.add({ rule: rule.sys_id, view, node: thisNode() });
	}
}
