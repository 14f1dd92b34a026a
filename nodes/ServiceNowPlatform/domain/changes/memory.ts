import { isObject } from '../api/request';
import { Known } from './known';
import { Seen, type SeenSecond } from './seen';

/** Changes that are remembered at most: about 140 kB of text. */
export const MOST_SEEN = 10_000;
/** Of these, changes whose time has not come yet. */
const MOST_AHEAD = 5_000;

/** A change, by its time and its name. */
export interface Mark {
	second: number;
	key: string;
}

/** Where a list was left that is read in several turns. */
export interface Place {
	second: number;
	sys_id: string;
}

/** What is kept between two looks, as it is stored. */
export interface State {
	/** What it is about: of another instance, table or kind of event it says nothing. */
	about: string;
	/** Counts its changes: of two, the higher one is the newer. */
	rev: number;
	cursor: number;
	floor: number;
	place?: Place;
	seen: SeenSecond[];
	known: Record<string, string>;
}

/** How far the changes of a table have been dealt with. */
export class Memory {
	private readonly seen: Seen;

	readonly known: Known;

	private readonly from: State;

	/** The second of the latest change that was dealt with, by the instance's clock. */
	private cursor: number;

	/** Nothing before this second is looked at any more. */
	private floor: number;

	private place: Place | undefined;

	/** Whether anything was dealt with that had not been before. */
	private isChanged = false;

	/** Whether there were more changes than can be remembered: what becomes visible late is looked for in less time than was asked for. */
	isShortened = false;

	constructor(state: State) {
		this.from = state;
		this.cursor = state.cursor;
		this.floor = state.floor;
		this.place = state.place;
		this.seen = new Seen(state.seen);
		this.known = new Known(state.known);
	}

	/** The second of the latest change. */
	get latest(): number {
		return this.cursor;
	}

	/** Where a list that was not read to its end goes on. */
	get rest(): Place | undefined {
		return this.place;
	}

	/** The first second to look at: what becomes visible late lies before the latest change. */
	start(overlap: number): number {
		return Math.max(this.cursor - overlap, this.floor);
	}

	/** A change that has not come yet by the instance's clock is taken as long as it can be remembered until then. */
	hasRoomFor(second: number, now: number): boolean {
		return second <= now || this.seen.after(now) < MOST_AHEAD;
	}

	hasSeen({ second, key }: Mark): boolean {
		return this.seen.has(second, key);
	}

	note({ second, key }: Mark): void {
		this.isChanged = true;
		this.seen.add(second, key);
	}

	/** Everything up to there has been dealt with. A time that has not come yet by the instance's clock counts as now. */
	advance(second: number, now: number): void {
		this.cursor = Math.max(this.cursor, Math.min(second, now));
	}

	/**
	 * The state after a look. `rest` is where the list was left, if not at its end. Near the present it is not needed, and would pass over
	 * what becomes visible late: there the changes that have been seen tell where to go on, as long as all of them are remembered.
	 */
	state({ rest, now, overlap }: { rest?: Place | undefined; now: number; overlap: number }): State {
		// A look that finds nothing leaves nothing to store.
		if (!this.isChanged && rest === undefined && this.place === undefined) return this.from;
		const forgotten = this.seen.shrink(MOST_SEEN, this.cursor) ?? Number.NEGATIVE_INFINITY;
		this.isShortened = forgotten >= this.cursor - overlap;
		const floor = Math.max(this.floor, this.cursor - overlap, forgotten + 1);
		this.seen.forgetBefore(this.cursor - overlap);
		const needed = rest !== undefined && (rest.second < now - overlap || forgotten >= rest.second);
		return {
			about: this.from.about,
			rev: this.from.rev + 1,
			cursor: this.cursor,
			floor,
			...(needed ? { place: rest } : {}),
			seen: this.seen.toJSON(),
			known: this.known.toJSON(),
		};
	}
}

/** A state as it is stored: it may be in doubt whether the changes that came with it have been handed out. */
export interface Kept {
	state: State;
	/** The state without them, and when they were found: milliseconds since the epoch. */
	before?: State;
	at?: number;
}

/** What is kept, out of text; undefined where it is none. */
export function parsedKept(text: unknown): Kept | undefined {
	if (typeof text !== 'string') return undefined;
	try {
		const kept: unknown = JSON.parse(text);
		if (!isObject(kept) || !isState(kept.state)) return undefined;
		const { state, before, at } = kept;
		return isState(before) && typeof at === 'number' ? { state, before, at } : { state };
	} catch {
		return undefined;
	}
}

function isState(value: unknown): value is State {
	if (!isObject(value)) return false;
	const { about, rev, cursor, floor, seen, known } = value;
	const numbers = [rev, cursor, floor].every((each) => typeof each === 'number' && Number.isFinite(each));
	return numbers && typeof about === 'string' && Array.isArray(seen) && isObject(known);
}
