import type { Json } from '../api/json';
import type { PageSize } from './pageSize';
import { assertSeen } from './rows';

/** A stretch of the sys_ids, read page by page. */
export interface Range {
	/** The last sys_id that is behind us, or ''. */
	after: string;
	/** The last sys_id that belongs to it; undefined where nothing comes behind it. */
	upTo: string | undefined;
	/** Rows behind `after` that are known to be hidden from the user. */
	hidden: number;
	/** Whether the next page is asked for with its row count. */
	counted: boolean;
	records: Json[];
	done: boolean;
}

/**
 * Rows that the next page of a range asks for. Where a page came short, rows are hidden: to ask for as many as are missing would take a
 * request for every few of them.
 *
 * @throws ApiFailure where hidden rows follow one another as in no table
 */
export function rowsToAsk({ hidden, counted, upTo, records }: Range, size: PageSize, limit: number): number {
	assertSeen(hidden / size.current);
	const isThin = counted && upTo === undefined;
	return isThin ? size.current : Math.min(size.current, limit - records.length);
}

/** A range that is read by one strand while other strands read others. */
export interface Share extends Range {
	/** Part of the whole space of sys_ids. */
	space: number;
	/** Rows that it should have. */
	expected: number;
}

/** Digits of a sys_id that a number holds exactly. */
const DIGITS = 13;
const WHOLE = 16 ** DIGITS;
/** A share is made for fewer rows than a page takes, since the ids are spread by chance. */
const FILL = 0.8;
/** A list of a few pages is read in as many shares at once as requests usually travel. */
const LANES = 3;
/** Rows that are worth a request of their own. */
const LEAST = 2000;
/** By how much one share can change what is expected of the next ones. */
const SWING = 8;

export function rangeAfter(after: string): Range {
	return { after, upTo: undefined, hidden: 0, counted: false, records: [], done: false };
}

/**
 * Divides what is behind the first page among strands. sys_ids are spread evenly by and large, so the first page tells how many
 * rows there may be; it is an estimate on which nothing but the number of requests depends.
 */
export class Division {
	readonly shares: Share[] = [];

	private after: string;

	private at: number;

	/** Rows in the whole space, were they as dense as in the last share. */
	private density: number;

	/** Rows of an equal part of what is behind the first page. */
	private readonly part: number;

	private received = 0;

	private outstanding = 0;

	private ended = false;

	private readonly size: PageSize;

	private readonly wanted: number;

	constructor(first: Range, size: PageSize, wanted: number) {
		this.after = first.after;
		this.at = position(first.after) ?? 0;
		this.density = this.at > 0 ? first.records.length / this.at : Number.POSITIVE_INFINITY;
		this.part = Math.max(LEAST, ((1 - this.at) * this.density) / LANES);
		this.size = size;
		this.wanted = wanted;
	}

	/** Whether the ids of the first page tell anything. */
	get isPossible(): boolean {
		return Number.isFinite(this.density) && this.density < WHOLE / 1000;
	}

	/** The next share; undefined when what is taken should do. */
	take(): Share | undefined {
		const missing = this.wanted - this.received - this.outstanding;
		if (this.ended || missing <= 0) return undefined;
		const goal = Math.min(this.size.current * FILL, this.part, missing * 1.1 + 20);
		const width = goal / this.density;
		const left = 1 - this.at;
		// A rest that hardly needs a request of its own is taken along.
		this.ended = width * 1.2 >= left;
		const space = this.ended ? left : width;
		const end = this.at + space;
		const share: Share = {
			...rangeAfter(this.after),
			upTo: this.ended ? undefined : sysIdAt(end),
			counted: true,
			space,
			expected: space * this.density,
		};
		this.at = end;
		this.after = share.upTo ?? '';
		this.outstanding += share.expected;
		this.shares.push(share);
		return share;
	}

	finished({ expected, records, space }: Share): void {
		this.outstanding -= expected;
		this.received += records.length;
		const seen = records.length / space;
		this.density = Math.max(this.density / SWING, Math.min(this.density * SWING, seen));
	}
}

/** Where a sys_id stands in the space of all of them, in [0, 1); undefined for ids of another form, which sort behind. */
function position(sys_id: string): number | undefined {
	return /^[0-9a-f]{32}$/.test(sys_id) ? Number.parseInt(sys_id.slice(0, DIGITS), 16) / WHOLE : undefined;
}

function sysIdAt(place: number): string {
	const digits = Math.min(WHOLE - 1, Math.floor(place * WHOLE))
		.toString(16)
		.padStart(DIGITS, '0');
	return digits.padEnd(32, 'f');
}
