import { ApiFailure, type FailureKind } from '../domain/failure';
import { type ApiRequest, type ApiResponse, type Fork, isFork, queryString, type Steps } from '../domain/request';
import { batchOutcomes, batchRequest, firstBatchSize, fitting, isBatchRefused, nextBatchSize } from './batch';
import type { Connection } from './connection';
import { failureOf } from './exceptions';
import { Lanes } from './lanes';

/** What is to be done for one item. */
export interface Work<Result> {
	/** Items of the same lane, such as two updates of one record, are done one after the other in item order. */
	lane?: string;
	begin(): Steps<Result>;
}

export type Outcome<Result> = { done: true; result: Result } | { done: false; error: unknown };

export interface ExecutorSettings {
	/** Pack several requests into one Batch API call. */
	batch: boolean;
	/** Most requests in one Batch call; the size adapts below it to how fast the instance is. */
	batchSize: number;
	/** Calls under way at the same time. */
	parallel: number;
	/** Send nothing more once an item has failed. */
	stopAtFailure: boolean;
}

/** The instance cannot be used at all: no item after this one can fare better, and asking again could lock the account. */
const HOPELESS: FailureKind[] = [
	'sign-in',
	'token-unavailable',
	'not-connected',
	'unauthenticated',
	'hibernating',
	'login-page',
	'certificate',
	'redirected',
	'unreachable',
	'blocked',
];

export function isHopeless({ kind }: ApiFailure): boolean {
	return HOPELESS.includes(kind);
}

/** Does the work of all items; outcomes are in item order. Items that were not begun after a failure have none. */
export async function execute<Result>(
	connection: Connection,
	works: Array<Work<Result>>,
	settings: ExecutorSettings,
): Promise<Array<Outcome<Result> | undefined>> {
	return await new Execution(connection, works, settings).run();
}

/** Steps that are under way: those of an item, or a strand of theirs. */
interface Task {
	steps: Steps<unknown>;
	end(outcome: Outcome<unknown>): void;
}

/** A request that waits to be sent or answered, for one item or for several that ask the very same. */
interface Pending {
	request: ApiRequest;
	tasks: Task[];
	/** Failure of an earlier attempt: it may or may not have been done. Such a request travels alone. */
	doubt?: ApiFailure;
}

/** The answer to a fork. */
const NOTHING: ApiResponse = { status: 204, headers: {}, body: undefined };

class Execution<Result> {
	private readonly outcomes: Array<Outcome<Result> | undefined>;
	private readonly waiting: Array<Pending> = [];
	private readonly reads = new Map<string, Pending>();
	private readonly lanes = new Lanes();
	/** Items whose turn has come in their lane. */
	private readonly turns: number[] = [];
	private flights = 0;
	private batchSize: number;
	private batchRefused = false;
	private stopped = false;
	private finished: () => void = () => undefined;

	private readonly connection: Connection;

	private readonly works: Array<Work<Result>>;

	private readonly settings: ExecutorSettings;

	constructor(connection: Connection, works: Array<Work<Result>>, settings: ExecutorSettings) {
		this.connection = connection;
		this.works = works;
		this.settings = settings;
		this.outcomes = works.map(() => undefined);
		this.batchSize = Math.min(firstBatchSize, settings.batchSize);
	}

	async run(): Promise<Array<Outcome<Result> | undefined>> {
		const end = new Promise<void>((resolve) => (this.finished = resolve));
		for (const index of this.works.keys()) this.enter(index);
		this.dispatch();
		await end;
		return this.outcomes;
	}

	/** Begins an item, or lets it wait for the item before it in its lane. */
	private enter(index: number): void {
		const lane = this.works[index]?.lane;
		if (lane === undefined || this.lanes.enter(lane, index)) this.begin(index);
	}

	private begin(index: number): void {
		const work = this.works[index];
		if (work === undefined || this.stopped) return;
		this.start({ steps: work.begin(), end: (outcome) => this.end(index, work.lane, outcome as Outcome<Result>) });
	}

	private start(task: Task): void {
		this.advance(task, (steps) => steps.next(undefined as never));
	}

	/** Lets steps go on to their next request or their end. */
	private advance(task: Task, move: (steps: Task['steps']) => IteratorResult<ApiRequest | Fork, unknown>): void {
		try {
			const step = move(task.steps);
			if (step.done === true) task.end({ done: true, result: step.value });
			else if (isFork(step.value)) this.split(task, step.value);
			else this.enqueue(step.value, task);
		} catch (error) {
			task.end({ done: false, error });
		}
	}

	/** Starts all strands; the task goes on when the last of them has ended. */
	private split(task: Task, { strands }: Fork): void {
		if (strands.length === 0) return this.advance(task, (steps) => steps.next(NOTHING));
		let open = strands.length;
		let failed: { error: unknown } | undefined;
		const join = (outcome: Outcome<unknown>): void => {
			open--;
			if (!outcome.done) failed ??= { error: outcome.error };
			if (open > 0) return;
			const failure = failed;
			this.advance(task, (steps) => (failure === undefined ? steps.next(NOTHING) : steps.throw(failure.error)));
		};
		for (const steps of strands) this.start({ steps, end: join });
	}

	private enqueue(request: ApiRequest, task: Task): void {
		if (this.stopped) return;
		// Refuses text that cannot be sent while it is still one item's own matter.
		queryString(request.query);
		const key = readKey(request);
		const same = key === undefined ? undefined : this.reads.get(key);
		if (same !== undefined) {
			same.tasks.push(task);
			return;
		}
		const pending = { request, tasks: [task] };
		if (key !== undefined) this.reads.set(key, pending);
		this.waiting.push(pending);
	}

	private end(index: number, lane: string | undefined, outcome: Outcome<Result>): void {
		this.outcomes[index] = outcome;
		if (!outcome.done && this.settings.stopAtFailure) this.stop();
		if (!outcome.done && outcome.error instanceof ApiFailure && isHopeless(outcome.error)) this.giveUp(outcome.error);
		if (lane === undefined) return;
		const next = this.lanes.leave(lane);
		if (next !== undefined) this.turns.push(next);
	}

	private stop(): void {
		this.stopped = true;
		this.waiting.length = 0;
	}

	/** Every item that has no outcome yet gets this one; what is under way is still waited for. */
	private giveUp(error: ApiFailure): void {
		if (this.stopped) return;
		this.stop();
		for (const index of this.works.keys()) this.outcomes[index] ??= { done: false, error };
	}

	/** Sends as much as may be under way at once. */
	private dispatch(): void {
		for (let index = this.turns.shift(); index !== undefined; index = this.turns.shift()) this.begin(index);
		while (this.flights < this.settings.parallel && this.waiting.length > 0) {
			const load = this.takeLoad();
			this.flights++;
			const flight = load.length > 1 ? this.flyTogether(load) : this.flyAlone(load[0] as Pending);
			void flight.finally(() => {
				this.flights--;
				this.dispatch();
			});
		}
		if (this.flights === 0) this.finished();
	}

	private takeLoad(): Array<Pending> {
		if (!this.settings.batch || this.batchRefused) return this.waiting.splice(0, 1);
		const loner = this.waiting.findIndex(({ request, doubt }) => request.alone === true || doubt !== undefined);
		const candidates = this.waiting.slice(0, loner === -1 ? this.batchSize : Math.min(loner, this.batchSize));
		const requests = candidates.map(({ request }) => request);
		return this.waiting.splice(0, Math.max(1, fitting(requests, this.batchSize)));
	}

	private async flyAlone(pending: Pending): Promise<void> {
		try {
			const started = Date.now();
			const response = await this.connection.send(pending.request, pending.doubt);
			this.settle(pending, { ...response, elapsed: Date.now() - started });
		} catch (error) {
			this.settle(pending, failureOf(error, pending.request));
		}
	}

	private async flyTogether(load: Array<Pending>): Promise<void> {
		const requests = load.map(({ request }) => request);
		const started = Date.now();
		try {
			const response = await this.connection.send(batchRequest(requests));
			this.batchSize = Math.min(
				this.settings.batchSize,
				nextBatchSize(this.batchSize, load.length, Date.now() - started),
			);
			this.settleTogether(load, batchOutcomes(requests, response));
		} catch (error) {
			this.recover(load, failureOf(error));
		}
	}

	private settleTogether(load: Array<Pending>, outcomes: ReturnType<typeof batchOutcomes>): void {
		const again: Array<Pending> = [];
		const none = outcomes.every((outcome) => outcome === 'unserviced');
		for (const [index, pending] of load.entries()) {
			const outcome = outcomes[index];
			if (outcome === 'unserviced' || outcome === undefined) again.push(pending);
			else if (outcome instanceof ApiFailure && isWorthAnother(outcome)) again.push({ ...pending, doubt: outcome });
			else this.settle(pending, outcome);
		}
		// Down to one: a request that alone is too much for a Batch call then travels by itself.
		if (none) this.batchSize = Math.max(1, Math.floor(load.length / 2));
		this.sendAgain(again);
	}

	/** The whole call failed. */
	private recover(load: Array<Pending>, failure: ApiFailure): void {
		if (isBatchRefused(failure)) {
			this.batchRefused = true;
			return this.sendAgain(load);
		}
		this.batchSize = Math.max(1, Math.floor(this.batchSize / 2));
		if (isHopeless(failure)) for (const pending of load) this.settle(pending, failure);
		else this.sendAgain(load.map((pending) => inDoubt(pending, failure)));
	}

	/** Where nothing more is sent, what was in doubt stays so, and is told. */
	private sendAgain(load: Pending[]): void {
		if (!this.stopped) this.waiting.unshift(...load);
		else for (const pending of load) if (pending.doubt !== undefined) this.settle(pending, pending.doubt);
	}

	private settle({ request, tasks }: Pending, outcome: ApiResponse | ApiFailure): void {
		const key = readKey(request);
		if (key !== undefined) this.reads.delete(key);
		// The first may change what it got before the others look: each has its own.
		for (const [place, task] of [...tasks.entries()].reverse()) {
			if (outcome instanceof ApiFailure) this.advance(task, (steps) => steps.throw(outcome));
			else this.advance(task, (steps) => steps.next(place === 0 ? outcome : structuredClone(outcome)));
		}
	}
}

/** The doubt is about the call; a read is just asked again, by itself. */
function inDoubt(pending: Pending, doubt: ApiFailure): Pending {
	if (pending.request.method === 'GET') return { ...pending, request: { ...pending.request, alone: true } };
	return { ...pending, doubt };
}

/** Requests of the same key have the same answer. */
function readKey({ method, path, query, headers }: ApiRequest): string | undefined {
	return method === 'GET' ? JSON.stringify([path, query, headers]) : undefined;
}

/** Failures of a single request inside a Batch call that the sender of single requests knows how to overcome. */
function isWorthAnother({ kind }: ApiFailure): boolean {
	return (
		kind === 'rate-limited' || kind === 'server' || kind === 'lost' || kind === 'not-processed' || kind === 'not-json'
	);
}
