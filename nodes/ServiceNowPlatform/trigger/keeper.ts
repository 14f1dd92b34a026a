import { type IDataObject, sleep } from 'n8n-workflow';
import { Doorkeeper } from '../domain/changes/bell/signature';
import { type Kept, parsedKept, type State } from '../domain/changes/memory';
import { ToldDeletions } from './told';

/** n8n's static data of the node and of the workflow, of the context that asks. */
export interface Store {
	node: IDataObject;
	workflow: IDataObject;
	/** Names the node whatever it is called. */
	nodeId: string;
}

/** Milliseconds from one look to the next, however often the bell rings. */
const BETWEEN_RINGS = 1_000;
/** Milliseconds after which a ring gives up on its turn: the look that takes so long finds what it is about. */
const LONGEST_WAIT = 60_000;
const STEP = 50;

const NAME = 'changes';
const nameOf = (nodeId: string) => `changes of ${nodeId}`;
/**
 * Milliseconds for which a process that has just begun hands out once more what the last one handed out last: n8n stores static data first
 * and the execution after it, and may have been killed in between.
 */
const DOUBT_LASTS = 600_000;
/** Milliseconds within which n8n has stored what a poll found, or never will. */
const COMMIT_LASTS = 30_000;

/** What a process knows of a trigger that it runs. */
export class Keeper {
	/** A state of which it is sure that everything before it has been handed to workflows. */
	private sure: State | undefined;

	/** The state after the last look, and who had it: n8n may have thrown the changes away with which it came. */
	private last: { state: State; owner: WeakRef<object>; turn: number; at: number } | undefined;

	/** The `rev` of the first state that this process has made: what the last one left is older. */
	private firstRev = Number.POSITIVE_INFINITY;

	/** Contexts in which was read, with the turn in which they first came. */
	private readonly owners = new WeakMap<object, number>();

	private turn = 0;

	private isBusy = false;

	/** When a look began last, by this process. */
	private lookedAt = Number.NEGATIVE_INFINITY;

	/** Seconds by which the instance's clock is ahead of this process's. */
	private ahead = 0;

	/** Whether n8n keeps the state where a webhook cannot reach it. */
	isApart = false;

	private hasPolled = false;

	private isWaiting = false;

	readonly doorkeeper = new Doorkeeper();

	readonly told = new ToldDeletions();

	/** What the instance's clock shows, as far as is known here. */
	get instanceNow(): number {
		return Math.floor(Date.now() / 1000) + this.ahead;
	}

	learnTime(instanceNow: number): void {
		this.ahead = instanceNow - Math.floor(Date.now() / 1000);
	}

	/** The trigger is polled in this process. */
	polled(store: Store): void {
		this.hasPolled = true;
		// With durable cursors, n8n keeps the state of polls apart from the static data that a webhook gets, which it watches for changes.
		this.isApart = !('__dataChanged' in store.node);
	}

	/**
	 * Waits for the turn of a ring. Rings that come meanwhile need no look of their own, and none follows another at once.
	 *
	 * @returns whether it is to look; then it has entered
	 */
	async answersBell(): Promise<boolean> {
		if (!this.hasPolled || this.isApart || this.isWaiting) return false;
		this.isWaiting = true;
		const end = performance.now() + LONGEST_WAIT;
		try {
			while (performance.now() < end) {
				const left = this.lookedAt + BETWEEN_RINGS - performance.now();
				if (left <= 0 && this.enter()) return true;
				await sleep(Math.max(left, STEP));
			}
			return false;
		} finally {
			this.isWaiting = false;
		}
	}

	/** Of two readers that start at once, one reads. */
	enter(): boolean {
		if (this.isBusy) return false;
		this.isBusy = true;
		this.lookedAt = performance.now();
		return true;
	}

	leave(): void {
		this.isBusy = false;
	}

	/**
	 * The newest state that can be trusted. n8n stores static data whole, and when a workflow starts: a Code node, another trigger or an
	 * older copy may have put an older state back. What a context found while it was replaced by a new publication is thrown away by n8n;
	 * one that polls once more, or that found it while its successor was there already, has handed it out.
	 */
	recall(store: Store, about: string, owner: object): State | undefined {
		this.turn++;
		const met = this.owners.get(owner) ?? this.turn;
		this.owners.set(owner, met);
		if (this.last !== undefined && (this.last.owner.deref() === owner || met < this.last.turn))
			this.sure = this.last.state;
		const known = [this.trusted(store), this.sure].filter((state) => state?.about === about);
		return known.reduce((newest, state) => ((state?.rev ?? -1) > (newest?.rev ?? -1) ? state : newest), undefined);
	}

	/**
	 * Whether n8n may be about to store what the last look found: with durable cursors some time after a poll has ended, else while a ring
	 * waits for its turn with the copy that it was given. Whoever has the older state would find all of it once more.
	 */
	isUncommitted(store: Store): boolean {
		const { last, sure } = this;
		if (last === undefined || performance.now() - last.at > COMMIT_LASTS) return false;
		if (sure !== undefined && sure.rev >= last.state.rev) return false;
		const kept = storedIn(store);
		return kept !== undefined && kept.state.about === last.state.about && kept.state.rev < last.state.rev;
	}

	/** What is stored; the state before it where the last process may have ended between state and execution. */
	private trusted(store: Store): State | undefined {
		const kept = storedIn(store);
		if (kept === undefined) return undefined;
		const { state, before, at = 0 } = kept;
		const isInDoubt = !this.isOwn(state) && Math.abs(Date.now() - at) < DOUBT_LASTS;
		return isInDoubt && before !== undefined ? { ...before, rev: state.rev } : state;
	}

	/** Whether this process has made the state, or one that is as good. */
	private isOwn({ rev }: State): boolean {
		return this.sure !== undefined || (rev >= this.firstRev && rev <= (this.last?.state.rev ?? -1));
	}

	/** `isSure`: n8n does not throw away what comes with it. */
	keep(store: Store, { from, state, isQuiet }: Step, owner: object, isSure: boolean): void {
		if (isQuiet || isSure) this.sure = state;
		this.firstRev = Math.min(this.firstRev, state.rev);
		this.last = { state, owner: new WeakRef(owner), turn: this.turn, at: performance.now() };
		const own = nameOf(store.nodeId);
		if (!this.isApart) return put(store.workflow, own, isQuiet ? { state } : { state, before: from, at: Date.now() });
		// n8n does not store a durable cursor when a workflow is published, but the workflow's data: it begins there if n8n is killed.
		if (store.node[NAME] === undefined) put(store.workflow, own, { state: isQuiet ? state : from });
		// Later ones are stored with their execution or not at all, so that nothing is in doubt.
		put(store.node, NAME, { state });
	}
}

/** Of a workflow whose cursors have become durable just now, the node has none yet. */
function storedIn({ node, workflow, nodeId }: Store): Kept | undefined {
	return parsedKept(node[NAME]) ?? parsedKept(workflow[nameOf(nodeId)]);
}

function put(place: IDataObject, name: string, kept: Kept): void {
	const text = JSON.stringify(kept);
	if (place[name] !== text) place[name] = text;
}

/** What a look has changed. */
export interface Step {
	from: State;
	state: State;
	/** There was nothing to hand out with it. */
	isQuiet: boolean;
}

const keepers = new Map<string, Keeper>();

/** One for each trigger of a process, however often it is published. */
export function keeperOf(workflowId: string, nodeId: string): Keeper {
	const key = `${workflowId}:${nodeId}`;
	const keeper = keepers.get(key) ?? new Keeper();
	keepers.set(key, keeper);
	return keeper;
}
