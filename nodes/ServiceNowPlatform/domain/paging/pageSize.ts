import { type ApiFailure, CANCELLED } from '../failure/failure';

/** Small enough for a slow instance's limit of 60 s, large enough that a short list needs one request. */
const FIRST = 1000;
export const LARGEST_PAGE = 10_000;
/** Milliseconds within which a page counts as quick. */
const QUICK = 2_000;
/** A page that was quick may be followed by one that is so many times as large: to creep would cost a round trip each time. */
const GROWTH = 10;
/** Pages that break off on the way, one after the other, before it is not the size that is blamed. */
const MOST_LOST = 2;

/** How many rows a page asks for: more while pages come quickly, half after one that the instance could not deliver. */
export class PageSize {
	private rows = FIRST;

	private most = LARGEST_PAGE;

	private lost = 0;

	private readonly isFixed: boolean;

	/** `rows`: as many as the user wants in each page; 0 where the size adapts itself. */
	constructor(rows = 0) {
		this.isFixed = rows > 0;
		if (!this.isFixed) return;
		this.most = Math.min(rows, LARGEST_PAGE);
		this.rows = this.most;
	}

	get current(): number {
		return this.rows;
	}

	/** A page of `asked` rows has come. */
	came(asked: number, elapsed: number | undefined): void {
		this.lost = 0;
		if (this.isFixed || asked < this.rows || elapsed === undefined) return;
		const wanted = Math.floor((asked * QUICK) / Math.max(elapsed, 1));
		this.rows = Math.max(FIRST, Math.min(asked * GROWTH, wanted, LARGEST_PAGE));
		this.rows = Math.min(this.rows, this.most);
	}

	/** A page of `asked` rows has failed. @returns whether fewer rows are worth another attempt */
	failed(asked: number, { kind, message }: ApiFailure): boolean {
		const tooLong = kind === 'incomplete' || (kind === 'server' && CANCELLED.test(message));
		const broken = kind === 'lost' || kind === 'not-json';
		if (broken) this.lost++;
		if (asked <= 1 || !(tooLong || (broken && this.lost <= MOST_LOST))) return false;
		// What was too much once is not tried again.
		this.most = Math.min(this.most, Math.floor(asked / 2));
		this.rows = Math.min(this.rows, this.most);
		return true;
	}
}
