import { EVERY } from '../../../../nodes/ServiceNowPlatform/domain/encodedQuery.ts';
import type { Json } from '../../../../nodes/ServiceNowPlatform/domain/api/json.ts';
import type { ApiResponse, Steps } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import { look, type Look } from '../../../../nodes/ServiceNowPlatform/domain/changes/reading.ts';
import type { State } from '../../../../nodes/ServiceNowPlatform/domain/changes/memory.ts';
import { begin } from '../../../../nodes/ServiceNowPlatform/domain/changes/start.ts';
import { changesOf, type Watch } from '../../../../nodes/ServiceNowPlatform/domain/changes/watch.ts';
import { Keeper, type Store } from '../../../../nodes/ServiceNowPlatform/trigger/keeper.ts';
import { ModelInstance } from './instance.mts';

/** What is taken out of the trigger, to see that it is missed. */
export interface Mutation {
	mark?: () => string;
	overlap?: number;
	hasNoMutex?: boolean;
	/** The reader is told this date in place of the instance's. */
	date?: number;
	/** What was handed out last is taken to have arrived. */
	hasNoDoubt?: boolean;
}

interface Found extends Look {
	from: State;
}

const ABOUT = 'instance table changed';
const OVERLAP = 300;

interface Event {
	id: string;
	sys_id: string;
	count: number;
	second: number;
}

/** An instance, and an n8n that watches it. `check` throws at the first event that is wrong, or missing. */
export class World {
	readonly instance = new ModelInstance();

	readonly emitted = new Map<string, Event>();

	private readonly mutation: Mutation;

	private keeper = new Keeper();

	private owner: object = {};

	private store: Store = { node: {}, workflow: {}, nodeId: 'node' };

	/** What n8n has stored, and how it was before. */
	private saved = '';

	private savedBefore = '';

	private isOverwritten = false;

	private readonly latest = new Map<string, number>();

	/** What was handed out last: n8n may have been killed before it was. */
	private lastHanded: string[] = [];

	private readonly mayRepeat = new Set<string>();

	private readonly watch: Watch;

	readonly started: number;

	constructor(mutation: Mutation = {}) {
		this.mutation = mutation;
		const watch = changesOf(
			{
				table: 'incident',
				query: EVERY,
				form: { query: {}, shaped: (record) => record },
				reach: {},
				ofClass: false,
				rules: { watched: [], wanted: [], keepUnknown: true, me: undefined },
				told: (_, { id, sys_id, modCount }): Json => ({ id, sys_id, modCount }),
			},
			{ updatesOnly: false },
		);
		this.watch = mutation.mark === undefined ? watch : { ...watch, source: { ...watch.source, mark: mutation.mark } };
		this.instance.write('first');
		this.instance.now += 10;
		this.started = this.instance.now;
		this.publish();
	}

	/** The trigger reads; what it found is handed out unless n8n throws it away. */
	poll({ items = 1_000, rows = 1_000, isDiscarded = false } = {}): void {
		if (!this.enter()) return;
		const found = this.read({ items, rows, owner: this.owner, store: this.store });
		this.leave();
		if (found !== undefined && !isDiscarded) this.hand(found, items);
		if (found !== undefined && isDiscarded) this.publish();
	}

	/** A second poll begins while the first is under way. */
	overlapping(after: number): void {
		if (!this.enter()) return;
		const steps = this.steps(this.store, this.owner, { items: 1_000, rows: 1_000 });
		const first = this.attempt(() => this.instance.advance(steps, after));
		if (first === undefined) return this.leave();
		if (this.enter()) {
			const found = this.read({ items: 1_000, rows: 1_000, owner: this.owner, store: this.store });
			this.leave();
			if (found !== undefined) this.hand(found, 1_000);
		}
		const ended = first.done ? first.value : this.finish(steps, first.answer);
		this.leave();
		if (ended === undefined) return;
		this.keep(this.store, ended, this.owner, false);
		this.hand(ended, 1_000);
	}

	/** The bell: a context with a copy of what is stored. */
	ring(): void {
		if (!this.enter()) return;
		const owner = {};
		const store = this.stored();
		const found = this.read({ items: 1_000, rows: 1_000, owner, store, isSure: true });
		this.leave();
		if (found === undefined) return;
		this.save(store);
		this.hand(found, 1_000, store);
	}

	/** n8n ends and starts again. What it had not stored is gone. */
	restart(): void {
		// After an overwrite of the stored data, a restart may repeat: that is told to users.
		if (this.isOverwritten) return;
		for (const id of this.lastHanded) this.mayRepeat.add(id);
		this.keeper = new Keeper();
		this.publish();
	}

	/** n8n is killed when it has stored the state, and has not stored the execution yet. */
	kill(): void {
		if (this.isOverwritten || !this.enter()) return;
		const found = this.read({ items: 1_000, rows: 1_000, owner: this.owner, store: this.store });
		this.leave();
		if (found !== undefined && found.changes.length > 0) {
			this.save(this.store);
			this.lastHanded = [];
		}
		this.restart();
	}

	/** The workflow is published once more, in the same process. */
	publish(): void {
		this.owner = {};
		this.store = this.stored();
		this.poll();
		this.save(this.store);
	}

	rename(): void {
		const { workflow } = this.stored();
		this.store = { node: {}, workflow, nodeId: 'node' };
		this.save(this.store);
		this.publish();
	}

	/** A Code node puts back what was stored when its execution began; the trigger goes on meanwhile. */
	overwrite(): void {
		this.saved = this.savedBefore;
		this.isOverwritten = true;
		this.poll();
	}

	/** Everything becomes visible and is read. */
	settle(): void {
		this.instance.failsAfter = undefined;
		this.instance.now += OVERLAP;
		for (let round = 0; round < 50; round++) this.poll();
		this.checkComplete();
	}

	private steps(store: Store, owner: object, { items, rows }: { items: number; rows: number }): Steps<Found> {
		const state = this.keeper.recall(store, ABOUT, owner);
		const { watch } = this;
		const { source, take } = watch;
		const overlap = this.mutation.overlap ?? OVERLAP;
		return (function* (): Steps<Found> {
			const from = state ?? (yield* begin(watch, { about: ABOUT, back: 0 }));
			if (state === undefined)
				return { from, changes: [], state: from, more: false, now: undefined, isShortened: false };
			return { from, ...(yield* look(source, from, { items, overlap, rows, isLate: () => false }, take(from.cursor))) };
		})();
	}

	private read({
		items,
		rows,
		owner,
		store,
		isSure = false,
	}: {
		items: number;
		rows: number;
		owner: object;
		store: Store;
		isSure?: boolean;
	}): Found | undefined {
		const found = this.finish(this.steps(store, owner, { items, rows }));
		if (found !== undefined) this.keep(store, found, owner, isSure);
		return found;
	}

	private keep(store: Store, { from, state, changes }: Found, owner: object, isSure: boolean): void {
		const doubted = this.mutation.hasNoDoubt === true ? state : from;
		this.keeper.keep(store, { from: doubted, state, isQuiet: changes.length === 0 }, owner, isSure);
	}

	private finish(steps: Steps<Found>, answer?: ApiResponse): Found | undefined {
		const outcome = this.attempt(() => this.instance.advance(steps, Number.POSITIVE_INFINITY, answer));
		return outcome?.done === true ? outcome.value : undefined;
	}

	/** Undefined where a fault ends it. */
	private attempt<Result>(read: () => Result): Result | undefined {
		const { instance } = this;
		const { ahead } = instance;
		if (this.mutation.date !== undefined) instance.ahead = this.mutation.date - instance.now;
		try {
			return read();
		} catch (error) {
			if (error instanceof ApiFailure) return undefined;
			throw error;
		} finally {
			instance.ahead = ahead;
		}
	}

	private hand({ changes, more, failure }: Look, items: number, store = this.store): void {
		if (changes.length > 0) {
			this.save(store);
			this.lastHanded = changes.map(({ json }) => String(json.id));
		}
		let before = 0;
		for (const { json, second } of changes) {
			const event = { id: String(json.id), sys_id: String(json.sys_id), count: Number(json.modCount), second };
			this.accept(event, before);
			before = second;
		}
		if (changes.length > items) throw new Error(`${changes.length} items, ${items} at most`);
		if (!more && failure === undefined) this.checkComplete();
	}

	private accept({ id, sys_id, count, second }: Event, before: number): void {
		if (this.mayRepeat.delete(id)) return;
		if (this.emitted.has(id)) throw new Error(`${id} came twice`);
		if (second < before) throw new Error(`${id} came out of order`);
		if (count <= (this.latest.get(sys_id) ?? -1)) throw new Error(`${id} came behind a later one`);
		const version = this.instance.seen(sys_id);
		if (version?.count !== count) throw new Error(`${id} is not what the record is: ${version?.count}`);
		this.latest.set(sys_id, count);
		this.emitted.set(id, { id, sys_id, count, second });
	}

	/** After a look to the end, the last state of every record has been handed out. */
	private checkComplete(): void {
		for (const sys_id of this.instance.touched) {
			const version = this.instance.seen(sys_id);
			const isHidden = sys_id === 'first' || this.instance.hidden.has(sys_id);
			if (version !== undefined && !isHidden && !this.emitted.has(`${sys_id}:${version.count}`)) {
				throw new Error(`${sys_id}:${version.count} is missing`);
			}
			if (!this.instance.isOpen(sys_id)) this.instance.touched.delete(sys_id);
		}
	}

	private enter(): boolean {
		return this.keeper.enter() || this.mutation.hasNoMutex === true;
	}

	private leave(): void {
		this.keeper.leave();
	}

	private stored(): Store {
		return this.saved === ''
			? { node: {}, workflow: {}, nodeId: 'node' }
			: { ...(JSON.parse(this.saved) as Store), nodeId: 'node' };
	}

	private save({ node, workflow }: Store): void {
		this.savedBefore = this.saved;
		this.saved = JSON.stringify({ node, workflow });
		this.isOverwritten = false;
	}
}
