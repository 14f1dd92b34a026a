import { percentile } from '../measure/statistics.mts';
import { aligned, duration } from '../report/markdown.mts';
import { Execution, type Settings } from './execution.mts';
import { Pool, Timeline } from './instance.mts';

const RECORDS = 1_000;
const SERVICE = 15;
/** Milliseconds between two calls of another integration. */
const OTHER_EVERY = 500;

interface Growth extends Settings {
	workers: number;
	semaphores: number;
}

interface Outcome extends Growth {
	/** Milliseconds until the last record was written. */
	time: number;
	turnedAway: number;
	givenUp: number;
	/** Milliseconds that a call of another integration waits for its turn. */
	median: number;
	slow: number;
}

/** The same numbers each time. */
function chance(): () => number {
	let state = 20_261_201;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

/** What becomes of so many workers, each of which writes 1,000 records at once, and of somebody else who calls the same instance. */
export function simulate(growth: Growth): Outcome {
	const { workers, semaphores } = growth;
	const timeline = new Timeline();
	const pool = new Pool(timeline, semaphores);
	const surroundings = { timeline, pool, random: chance() };
	const executions = Array.from({ length: workers }, () => new Execution(surroundings, RECORDS, growth));
	const waits: number[] = [];
	const isOver = () => executions.every(({ written, givenUp }) => written + givenUp === RECORDS);
	const call = () => {
		pool.enter(SERVICE, (waited) => void (waited === undefined || waits.push(waited)));
		timeline.after(OTHER_EVERY, call);
	};
	for (const execution of executions) timeline.after(surroundings.random() * 1_000, () => execution.send());
	timeline.after(OTHER_EVERY, call);
	timeline.play(isOver);
	const givenUp = executions.reduce((sum, one) => sum + one.givenUp, 0);
	const [median, slow] = [50, 99].map((percent) => percentile(waits, percent)) as [number, number];
	return { ...growth, time: timeline.now, turnedAway: pool.turnedAway, givenUp, median, slow };
}

/** As it comes, with fewer calls at once, and with smaller ones. */
const WAYS: Settings[] = [
	{ parallel: 3, batchSize: 100 },
	{ parallel: 1, batchSize: 100 },
	{ parallel: 3, batchSize: 25 },
];

const HEAD = [
	'Workers',
	'At once in the instance',
	'Parallel Requests',
	'Batch Size',
	'All written after',
	'The instance alone',
	'Calls turned away',
	'Records given up',
	'Another call waits',
	'One in a hundred',
];

function cellsOf({
	workers,
	semaphores,
	parallel,
	batchSize,
	time,
	turnedAway,
	givenUp,
	median,
	slow,
}: Outcome): string[] {
	const counts = [turnedAway, givenUp].map((count) => count.toLocaleString('en'));
	const floor = (workers * RECORDS * SERVICE) / semaphores;
	const waits = [median, slow].map(duration);
	return [
		...[workers, semaphores, parallel, batchSize].map(String),
		duration(time),
		duration(floor),
		...counts,
		...waits,
	];
}

/** The table of docs/scaling.md. */
export function scalingTable(): string {
	const all = [1, 10, 100].flatMap((workers) =>
		[4, 8, 16].flatMap((semaphores) => WAYS.map((settings) => simulate({ workers, semaphores, ...settings }))),
	);
	return aligned([HEAD, ...all.map(cellsOf)]);
}
