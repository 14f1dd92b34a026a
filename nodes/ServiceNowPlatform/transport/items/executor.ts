import { ApiFailure, isHopeless } from '../../domain/failure/failure';
import {
	type ApiRequest,
	type ApiResponse,
	type Fork,
	isFork,
	isPause,
	type Outcome,
	type Pause,
	queryString,
	type Step,
	type Steps,
} from '../../domain/api/request';
import { failureOf } from '../errors/exceptions';
import { firstBatchSize, nextBatchSize } from '../sending/batch';
import type { Connection } from '../sending/connection';
import { Lanes } from './lanes';
import { onItsOwn, type Packed, pack } from './packing';
import { Pauses } from './pauses';
import { inDoubt, isWorthAnother, type Pending, readKey, type Task } from './pending';

/** What is to be done for one item. */
export interface Work<Result> {
	/** Items of the same lane, such as two updates of one record, are done one after the other in item order; work on several records has several. */
	lane?: string | string[];
	begin(): Steps<Result>;
}

export interface ExecutorSettings {
	/** Let several requests travel in one call: of the Batch API, or of their own where it takes many. */
	batch: boolean;
	/** Most requests in one call; the size adapts below it to how fast the instance is. */
	batchSize: number;
	/** Calls under way at the same time. */
	parallel: number;
	/** Send nothing more once an item has failed. */
	stopAtFailure: boolean;
	/** Send nothing more once the user has cancelled. */
	cancelled?: AbortSignal | undefined;
}

/** Does the work of all items; outcomes are in item order. Items that were not begun after a failure have none. */
export async function execute<Result>(
	connection: Connection,
	works: Array<Work<Result>>,
	settings: ExecutorSettings,
): Promise<Array<Outcome<Result> | undefined>> {
	return await new Execution(connection, works, settings).run();
}

/** The answer to a fork or a pause. */
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
	private readonly stopping = new AbortController();
	private readonly pauses = new Pauses<Task>(this.stopping.signal);
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
		const { cancelled } = this.settings;
		if (cancelled?.aborted === true) this.stop();
		cancelled?.addEventListener('abort', () => {
			this.stop();
			this.dispatch();
		});
		for (const [index, { lane }] of this.works.entries()) {
			// Otherwise it waits for the item before it in its lane.
			if (lane === undefined || this.lanes.enter([lane].flat(), index)) this.begin(index);
		}
		this.dispatch();
		await end;
		return this.outcomes;
	}

	private begin(index: number): void {
		const work = this.works[index];
		if (work === undefined || this.stopped) return;
		this.start(work.begin(), (outcome) => this.end(index, outcome as Outcome<Result>));
	}

	private start(steps: Task['steps'], end: Task['end']): void {
		this.advance({ steps, begun: Date.now(), end }, () => steps.next(undefined as never));
	}

	/** Lets steps go on to their next request or their end. */
	private advance(task: Task, move: (steps: Task['steps']) => IteratorResult<Step, unknown>): void {
		try {
			const step = move(task.steps);
			if (step.done === true) task.end({ done: true, result: step.value });
			else if (isFork(step.value)) this.split(task, step.value);
			else if (isPause(step.value)) this.rest(task, step.value);
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
		for (const steps of strands) this.start(steps, join);
	}

	/** The task goes on after a while; until then it takes no place among the calls under way. */
	private rest(task: Task, { pause }: Pause): void {
		this.pauses.add(task, pause, (rested) => {
			for (const each of rested) this.wake(each);
			this.dispatch();
		});
	}

	private wake(task: Task): void {
		const answer = { ...NOTHING, elapsed: Date.now() - task.begun };
		if (!this.stopped) this.advance(task, (steps) => steps.next(answer));
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

	private end(index: number, outcome: Outcome<Result>): void {
		this.outcomes[index] = outcome;
		if (!outcome.done && this.settings.stopAtFailure) this.stop();
		if (!outcome.done && isHopeless(outcome.error)) this.giveUp(outcome.error);
		this.turns.push(...this.lanes.leave(index));
	}

	private get stopped(): boolean {
		return this.stopping.signal.aborted;
	}

	private stop(): void {
		this.stopping.abort();
		this.waiting.length = 0;
	}

	/** Every item that has no outcome yet gets this one; what is under way is still waited for. */
	private giveUp(error: unknown): void {
		if (this.stopped) return;
		this.stop();
		for (const index of this.works.keys()) this.outcomes[index] ??= { done: false, error };
	}

	/** Sends as much as may be under way at once. */
	private dispatch(): void {
		for (let index = this.turns.shift(); index !== undefined; index = this.turns.shift()) this.begin(index);
		while (this.flights < this.settings.parallel && this.waiting.length > 0) {
			const { batch, batchSize } = this.settings;
			const load = pack(this.waiting, batch ? Math.min(this.batchSize, batchSize) : 1, batch && !this.batchRefused);
			this.flights++;
			const flight = load.requests.length > 1 ? this.flyTogether(load) : this.flyAlone(load.requests[0] as Pending);
			void flight.finally(() => {
				this.flights--;
				this.dispatch();
			});
		}
		if (this.flights === 0 && (this.pauses.isEmpty || this.stopped)) this.finished();
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

	private async flyTogether(load: Packed<Pending>): Promise<void> {
		const requests = load.requests.map(({ request }) => request);
		const started = Date.now();
		try {
			const response = await this.connection.send(load.carrier.wrap(requests));
			this.batchSize = Math.min(
				this.settings.batchSize,
				nextBatchSize(this.batchSize, requests.length, Date.now() - started),
			);
			this.settleTogether(load.requests, load.carrier.unwrap(requests, response));
		} catch (error) {
			this.recover(load, failureOf(error));
		}
	}

	private settleTogether(load: Pending[], outcomes: ReturnType<Packed<Pending>['carrier']['unwrap']>): void {
		const again: Array<Pending> = [];
		const none = outcomes.every((outcome) => outcome === 'unserviced');
		for (const [index, pending] of load.entries()) {
			const outcome = outcomes[index];
			if (outcome === 'unserviced' || outcome === undefined) again.push(pending);
			else if (outcome === 'apart') again.push(onItsOwn(pending));
			else if (outcome instanceof ApiFailure && isWorthAnother(outcome)) again.push({ ...pending, doubt: outcome });
			else this.settle(pending, outcome);
		}
		// Down to one: a request that alone is too much for a Batch call then travels by itself.
		if (none) this.batchSize = Math.max(1, Math.floor(load.length / 2));
		this.sendAgain(again);
	}

	/** The whole call failed. */
	private recover({ requests, carrier }: Packed<Pending>, failure: ApiFailure): void {
		// Neither these nor those that wait can fare better.
		if (isHopeless(failure))
			for (const pending of [...requests, ...this.waiting.splice(0)]) this.settle(pending, failure);
		else this.recoverBy(carrier.meaning(failure), requests, failure);
	}

	private recoverBy(
		meaning: ReturnType<Packed<Pending>['carrier']['meaning']>,
		requests: Pending[],
		failure: ApiFailure,
	): void {
		if (meaning === 'refused') this.batchRefused = true;
		else this.batchSize = Math.max(1, Math.floor((meaning === 'too much' ? requests.length : this.batchSize) / 2));
		if (meaning === 'shared') for (const pending of requests) this.settle(pending, failure);
		else this.sendAgain(meaning === 'in doubt' ? requests.map((pending) => inDoubt(pending, failure)) : requests);
	}

	/** Where nothing more is sent, what was in doubt stays so, and is told. */
	private sendAgain(load: Pending[]): void {
		if (!this.stopped) this.waiting.unshift(...load);
		else for (const pending of load) if (pending.doubt !== undefined) this.settle(pending, pending.doubt);
	}

	private settle({ request, tasks }: Pending, outcome: ApiResponse | ApiFailure): void {
		const key = readKey(request);
		if (key !== undefined) this.reads.delete(key);
		if (outcome instanceof ApiFailure) {
			for (const task of tasks) this.advance(task, (steps) => steps.throw(outcome));
			return;
		}
		// The first may change what it got before the others look: each has its own.
		const own = tasks.map((task, place) => ({ task, answer: place === 0 ? outcome : structuredClone(outcome) }));
		for (const { task, answer } of own) this.advance(task, (steps) => steps.next(answer));
	}
}
