import { ApiFailure, CANCELLED, isHopeless } from '../../domain/failure/failure';
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
import type { Connection } from '../sending/connection';
import { joining, NOTHING } from './joining';
import { Lanes } from './lanes';
import { BatchSize } from './batchSize';
import { KeptIds } from '../recovery/keptIds';
import { Outcomes } from './outcomes';
import { type Meaning, type Packed, pack } from './packing';
import { Pauses } from './pauses';
import { failedAgain, isOpen, isRefused, type Pending, settledBy, type Task } from '../recovery/pending';
import { note } from './progress';
import { Recovery, type Verdicts } from '../recovery/recovery';
import { RefusedCalls } from '../recovery/refusedCalls';
import { SameReads } from './sameReads';
import { sorted } from './sorting';

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

class Execution<Result> {
	private readonly outcomes: Outcomes<Result>;
	private readonly waiting: Array<Pending> = [];
	private readonly reads = new SameReads();
	private readonly lanes = new Lanes();
	/** Items whose turn has come in their lane. */
	private readonly turns: number[] = [];
	private flights = 0;
	private readonly batchSize: BatchSize;
	private readonly refusals: RefusedCalls;
	private readonly stopping = new AbortController();
	private readonly pauses = new Pauses<Task>(this.stopping.signal);
	private finished: () => void = () => undefined;
	/** Under way while a refused sign-in is tried once more. */
	private proof: Promise<boolean> | undefined;
	private readonly keptIds = new KeptIds();
	private readonly recovery: Recovery;

	private readonly connection: Connection;

	private readonly works: Array<Work<Result>>;

	private readonly settings: ExecutorSettings;

	constructor(connection: Connection, works: Array<Work<Result>>, settings: ExecutorSettings) {
		this.connection = connection;
		this.works = works;
		this.settings = settings;
		this.outcomes = new Outcomes(works.length);
		this.refusals = new RefusedCalls(connection);
		this.batchSize = new BatchSize(settings.batchSize);
		this.recovery = new Recovery(connection, this.keptIds, this.stopping.signal);
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
		return this.outcomes.list;
	}

	private begin(index: number): void {
		const work = this.works[index];
		if (work === undefined || this.stopped) return;
		this.start(work.begin(), this.outcomes.progressOf(index), (outcome) => this.end(index, outcome as Outcome<Result>));
	}

	private start(steps: Task['steps'], progress: string[], end: Task['end']): void {
		this.advance({ steps, progress, begun: Date.now(), end }, () => steps.next(undefined as never));
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
		const join = joining(strands.length, (failure) =>
			this.advance(task, (steps) => (failure === undefined ? steps.next(NOTHING) : steps.throw(failure.error))),
		);
		for (const steps of strands) this.start(steps, task.progress, join);
	}

	/** The task goes on after a while; until then it takes no place among the calls under way. */
	private rest(task: Task, { pause }: Pause): void {
		this.pauses.add(task, pause, (rested) => {
			for (const one of this.stopped ? [] : rested) {
				this.advance(one, (steps) => steps.next({ ...NOTHING, elapsed: Date.now() - one.begun }));
			}
			this.dispatch();
		});
	}

	private enqueue(request: ApiRequest, task: Task): void {
		if (this.stopped) return this.outcomes.leave(task.progress);
		// Refuses text that cannot be sent while it is still one item's own matter.
		queryString(request.query);
		const pending = this.reads.joined(request, task);
		if (pending !== undefined) this.waiting.push(pending);
	}

	private end(index: number, outcome: Outcome<Result>): void {
		this.outcomes.set(index, outcome);
		if (!outcome.done && this.settings.stopAtFailure) this.stop();
		if (!outcome.done && isHopeless(outcome.error)) this.giveUp(outcome.error);
		this.turns.push(...this.lanes.leave(index));
	}

	private get stopped(): boolean {
		return this.stopping.signal.aborted;
	}

	private stop(): void {
		if (this.stopped) return;
		this.stopping.abort();
		for (const { doubt, ...pending } of this.waiting.splice(0)) if (doubt !== undefined) this.settle(pending, doubt);
	}

	/** Every item that has no outcome yet gets this one; what is under way is still waited for. */
	private giveUp(error: unknown): void {
		if (this.stopped) return;
		this.stop();
		this.outcomes.fill(error);
	}

	/** Sends as much as may be under way at once. */
	private dispatch(): void {
		for (let index = this.turns.shift(); index !== undefined; index = this.turns.shift()) this.begin(index);
		while (this.flights < this.settings.parallel && this.waiting.length > 0) {
			const { batch, parallel } = this.settings;
			const most = batch ? this.batchSize.ofNext(this.waiting, parallel - this.flights) : 1;
			const load = pack(this.waiting, most, batch && this.refusals.areNone);
			this.flights++;
			const flight: Promise<unknown> =
				load.requests.length > 1 ? this.flyTogether(load) : this.flyAlone(load.requests[0] as Pending);
			// What nobody expected ends the run with its reason, and not in silence.
			const landed = flight.catch((error: unknown) => this.giveUp(error));
			void landed.finally(() => {
				this.flights--;
				this.dispatch();
			});
		}
		if (this.flights === 0 && (this.pauses.isEmpty || this.stopped)) this.finished();
	}

	private async flyAlone(pending: Pending): Promise<ApiResponse | ApiFailure> {
		const started = Date.now();
		const outcome = await this.connection.attempt(pending.request);
		if (!(outcome instanceof ApiFailure)) {
			this.settle(pending, { ...outcome, elapsed: Date.now() - started });
		} else if (pending.request.creates !== undefined && isOpen(pending.request, outcome)) {
			await this.recover([failedAgain(pending, outcome)]);
		} else this.settle(pending, settledBy(pending, outcome));
		return outcome;
	}

	private async flyTogether(packed: Packed<Pending>): Promise<void> {
		this.refusals.begun();
		await this.travel(packed);
		this.follow(await this.refusals.landed());
	}

	private async travel({ requests: load, carrier }: Packed<Pending>): Promise<void> {
		const requests = load.map(({ request }) => request);
		const started = Date.now();
		const answer = await this.connection.attempt(carrier.wrap(requests));
		const elapsed = Date.now() - started;
		if (answer instanceof ApiFailure) {
			this.batchSize.failed(load.length, elapsed);
			return await this.afterFailure(load, carrier.meaning(answer), answer);
		}
		this.batchSize.came(load.length, elapsed);
		this.refusals.taken();
		const { settled, again, open, refused } = sorted(load, carrier.unwrap(requests, answer));
		if (again.length === load.length) this.batchSize.halve(load.length);
		this.follow({ settled, again });
		// The sign-in may have ended while the call was under way.
		await this.proveSignIn(refused);
		await this.recover(open);
	}

	/** The whole call failed. */
	private async afterFailure(load: Pending[], meaning: Meaning, failure: ApiFailure): Promise<void> {
		if (meaning === 'too much') {
			this.batchSize.halve(load.length);
			this.sendAgain(load);
		} else if (meaning === 'refused') this.refusals.refused(load, failure);
		else if (meaning === 'in doubt') {
			if (CANCELLED.test(failure.message)) this.batchSize.halve(load.length);
			await this.recover(load.map((pending) => failedAgain(pending, failure)));
		} else if (meaning === 'sign-in') {
			// Should one of them be let in, it is the Batch API alone that is closed.
			if (await this.proveSignIn(load.map((pending) => ({ ...pending, last: failure })))) this.refusals.isClosed = true;
		} else {
			// Neither these nor those that wait can fare better.
			if (meaning === 'final') this.giveUp(failure);
			for (const pending of load) this.settle(pending, pending.doubt ?? failure);
		}
	}

	/** Sends one of them by itself; the others go on if its sign-in is accepted, which any sign-in that is shown meanwhile waits for. */
	private async proveSignIn(load: Pending[]): Promise<boolean> {
		const [first, ...rest] = load;
		if (first === undefined) return true;
		const isFirst = this.proof === undefined;
		this.proof ??= this.flyAlone(first).then((outcome) => !isRefused(outcome));
		const isAccepted = await this.proof;
		if (isFirst) this.proof = undefined;
		const left = isFirst ? rest : load;
		if (isAccepted) this.sendAgain(left);
		else for (const pending of left) this.settle(pending, pending.doubt ?? (pending.last as ApiFailure));
		return isAccepted;
	}

	private async recover(load: Pending[]): Promise<void> {
		if (load.length === 0) return;
		this.follow(await this.recovery.decide(load));
	}

	private follow({ settled, again }: Verdicts): void {
		for (const [pending, outcome] of settled) this.settle(pending, outcome);
		this.sendAgain(again);
	}

	/** Where nothing more is sent, what was in doubt stays so, and is told. */
	private sendAgain(load: Pending[]): void {
		if (!this.stopped) this.waiting.unshift(...load);
		else for (const pending of load) if (pending.doubt !== undefined) this.settle(pending, pending.doubt);
	}

	private settle({ request, tasks }: Pending, outcome: ApiResponse | ApiFailure): void {
		for (const { progress } of tasks) note(progress, request, outcome);
		if (!(outcome instanceof ApiFailure)) this.keptIds.saw(request, outcome);
		this.reads.ended(request);
		if (outcome instanceof ApiFailure) {
			for (const task of tasks) {
				this.outcomes.saw(task.progress, outcome);
				this.advance(task, (steps) => steps.throw(outcome));
			}
			return;
		}
		// The first may change what it got before the others look: each has its own.
		const own = tasks.map((task, place) => ({ task, answer: place === 0 ? outcome : structuredClone(outcome) }));
		for (const { task, answer } of own) this.advance(task, (steps) => steps.next(answer));
	}
}
