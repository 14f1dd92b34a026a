import { ApiFailure, expected } from '../failure/failure';
import type { Json } from '../api/json';
import { type ApiResponse, attempt, type Steps } from '../api/request';
import { PageSize } from '../paging/pageSize';
import { Memory, type Place, type State } from './memory';
import { readNow, pageRequest, type Range, type Row, rowsOf, type Source } from './source';

/** Of a page with nothing to see but hidden rows, the part that is stepped over: rows that move up meanwhile are met again. */
const STEP = 0.9;
const MOST_ROWS = 1_000;

/** A change that is handed out. */
export interface Change {
	sys_id: string;
	second: number;
	json: Json;
}

/** What became of a row of the list. */
export interface Taken {
	/** The change as its record shows it, which may be a later one than the list showed. */
	row: Row;
	/** Undefined for one that is passed over. */
	json: Json | undefined;
}

export interface Limits {
	/** Most changes in one look. */
	items: number;
	/** Seconds before the latest change that are looked at once more. */
	overlap: number;
	/** Whether the time is up. */
	isLate(): boolean;
	/** Rows of a page at most. */
	rows?: number;
}

/** What came of a look. */
export interface Look {
	changes: Change[];
	state: State;
	/** Whether there is more to read at once. */
	more: boolean;
	/** Second that the instance's clock showed. */
	now: number | undefined;
	/** Whether changes came too thick for the overlap that was asked for. */
	isShortened: boolean;
	/** What ended it after something had been read already. */
	failure?: ApiFailure;
}

/** Reads the records of rows and judges them. Rows of which nothing comes back are gone. */
export type Take = (rows: Row[], memory: Memory) => Steps<Taken[]> | Taken[];

/**
 * All changes since the last look that are not known yet, oldest first. Nothing is touched: the new state comes with them.
 *
 * @throws ApiFailure where nothing could be read
 */
export function* look(source: Source, state: State, limits: Limits, take: Take): Steps<Look> {
	const reading = new Reading(source, state, limits);
	let failure: ApiFailure | undefined;
	try {
		while (!reading.isOver) yield* reading.page(take);
	} catch (error) {
		failure = expected(error, ApiFailure);
		if (!reading.hasBegun) throw failure;
	}
	return { ...reading.result(), ...(failure === undefined ? {} : { failure }) };
}

class Reading {
	private readonly memory: Memory;

	private readonly changes: Change[] = [];

	private readonly size: PageSize;

	private range: Range;

	/** Hidden rows of the range that are stepped over. */
	private offset = 0;

	private counted: boolean;

	/** Rows behind the current page, as far as they have been counted. */
	private left = Number.POSITIVE_INFINITY;

	private now: number | undefined;

	/** The last row that was dealt with. */
	private last: Place | undefined;

	private ended = false;

	private readonly source: Source;

	private readonly limits: Limits;

	constructor(source: Source, state: State, limits: Limits) {
		this.source = source;
		this.limits = limits;
		this.memory = new Memory(state);
		this.size = new PageSize(limits.rows ?? MOST_ROWS);
		const place = this.memory.rest;
		this.last = place;
		this.range =
			place === undefined
				? { from: this.memory.start(limits.overlap) }
				: { second: place.second, behind: place.sys_id };
		// A short list is told to be complete by its count; of a long one it would be counted with every page.
		this.counted = place === undefined;
	}

	get hasBegun(): boolean {
		return this.now !== undefined;
	}

	get isOver(): boolean {
		return this.ended || this.isFull || (this.hasBegun && this.limits.isLate());
	}

	private get isFull(): boolean {
		return this.changes.length >= this.limits.items;
	}

	result(): Omit<Look, 'failure'> {
		const [now = 0, { overlap }] = [this.now, this.limits];
		const rest = this.ended ? undefined : this.last;
		const state = this.memory.state({ rest, now, overlap });
		const changes = this.changes.sort((a, b) => a.second - b.second);
		return { changes, state, more: !this.ended, now: this.now, isShortened: this.memory.isShortened };
	}

	/** Deals with one page, as far as there is room for its changes. */
	*page(take: Take): Steps<void> {
		const rows = this.size.current;
		const request = pageRequest(this.source, this.range, { rows, offset: this.offset, counted: this.counted });
		const response = yield* attempt(request);
		if (response instanceof ApiFailure) {
			if (!this.size.failed(rows, response)) throw response;
			return;
		}
		const page = rowsOf(this.source, response);
		const now = this.now ?? (yield* readNow(this.source.table, response));
		const whole = yield* this.deal(page, now, take);
		this.now = now;
		if (whole) this.turn(page, rows, response);
	}

	/** @returns whether there was room for all of them */
	private *deal(page: Row[], now: number, take: Take): Steps<boolean> {
		const isNew = (row: Row) => !this.memory.hasSeen(row) && this.memory.hasRoomFor(row.second, now);
		const fresh = page.filter(isNew);
		const room = fresh.slice(0, this.limits.items - this.changes.length);
		const judged = room.length === 0 ? [] : take(room, this.memory);
		const taken = Array.isArray(judged) ? judged : yield* judged;
		for (const row of [...room, ...taken.map((each) => each.row)]) this.memory.note(row);
		for (const { row, json } of taken) {
			if (json !== undefined) this.changes.push({ sys_id: row.sys_id, second: row.second, json });
		}
		const left = fresh[room.length];
		const last = left === undefined ? page.at(-1) : page[page.indexOf(left) - 1];
		if (last !== undefined) {
			this.memory.advance(last.second, now);
			this.last = { second: last.second, sys_id: last.sys_id };
		}
		return left === undefined;
	}

	/** Goes on to the next page, by its key: a row that is changed meanwhile moves to the end and pushes none over a border. */
	private turn(page: Row[], asked: number, response: ApiResponse): void {
		const last = page.at(-1);
		const total = this.counted ? Number(response.headers['x-total-count'] ?? 0) : undefined;
		if ('from' in this.range) this.left = total === undefined ? this.left : Math.max(0, total - asked);
		if (total !== undefined && this.offset + asked >= total) return this.finish();
		if (last !== undefined) {
			if (page.length < asked) this.left = 0;
			this.range = { second: last.second, behind: last.sys_id };
			this.offset = 0;
			this.counted = true;
		} else if (this.counted) {
			this.offset += Math.ceil(asked * STEP);
		} else {
			// Nothing more, or rows that are hidden from the user: the page is cut before they are left out of it.
			this.counted = true;
		}
	}

	/** Behind a second come the later ones, then nothing. */
	private finish(): void {
		if ('from' in this.range) {
			this.ended = true;
			return;
		}
		this.range = { from: this.range.second + 1 };
		this.offset = 0;
		// Of a long list the count would cost more with every page than it tells.
		this.counted = this.left <= this.size.current;
	}
}
