import type { EncodedQuery } from '../api/checked';
import { ApiFailure } from '../failure/failure';
import type { Json } from '../api/json';
import { type ApiRequest, type ApiResponse, attempt, recordsOf, type Steps } from '../api/request';
import { PageSize } from './pageSize';
import { PageStart } from './pageStart';
import { areKeyed, assertSeen, keyOf, notAdvancing, pageRequest, totalOf } from './rows';

interface Wanted {
	table: string;
	query: EncodedQuery;
	limit: number;
	pageSize?: number;
	options: Record<string, string>;
}

/** The rows of a list that is read by place, each once: by its sys_id, or by its place where it has none. */
export class OffsetPages {
	private readonly found = new Map<string, Json>();

	private readonly start = new PageStart();

	private readonly size: PageSize;

	private readonly wanted: Wanted;

	/** Each page is asked for with the row count. */
	private readonly counting: boolean;

	private counted: boolean;

	private same = 0;

	private before = { offset: -1, identity: '' };

	ended = false;

	/** Read at several times: rows may have moved from one page to another in between. */
	isOfSeveral = false;

	/** Rows up to the end of the first page that came short; more in all mean that some are hidden, or have come since. */
	private shown = Number.POSITIVE_INFINITY;

	private total = 0;

	private empty = 0;

	constructor(wanted: Wanted, counting: boolean) {
		this.wanted = wanted;
		this.size = new PageSize(wanted.pageSize);
		this.counting = counting;
		this.counted = counting;
	}

	/** Rows that were deleted in front of a page could not be noticed by its first row. */
	get isUnsure(): boolean {
		return this.start.isRestless || this.total > this.shown;
	}

	has(row: Json): boolean {
		return this.found.has(keyOf(row));
	}

	get rows(): Json[] {
		return [...this.found.values()].slice(0, this.wanted.limit);
	}

	/** @throws ApiFailure where the page is the one before it */
	*readPage(): Steps<void> {
		const { table, query, limit, options } = this.wanted;
		const asked = Math.min(this.size.current, this.start.rows(limit - this.found.size));
		const place = { sysparm_limit: String(asked), sysparm_offset: String(this.start.offset) };
		const request = pageRequest({ table, query, options: { ...options, ...place }, counted: this.counted });
		const response = yield* attempt(request);
		if (response instanceof ApiFailure) {
			if (!this.size.failed(asked, response)) throw response;
			return;
		}
		this.size.came(asked, response.elapsed);
		this.assertAdvanced(request, response);
		const page = recordsOf(response).map(
			(row, index) => [keyOf(row) || String(this.start.offset + index), row] as const,
		);
		if (!this.start.follows(this.found.has(page[0]?.[0] ?? ''), asked)) return;
		for (const [key, row] of page) if (!this.found.has(key)) this.found.set(key, row);
		this.took(page.length, asked, totalOf(response));
	}

	/** What a page says about the end, and about how sure its rows are to be all. */
	private took(rows: number, asked: number, total: number | undefined): void {
		const { offset } = this.start;
		const isShort = rows < asked;
		this.total = total ?? 0;
		this.empty = rows === 0 ? this.empty + 1 : 0;
		assertSeen(this.empty);
		this.isOfSeveral ||= offset > 0 && (rows > 1 || this.total > offset);
		if (isShort) this.shown = Math.min(this.shown, offset + rows);
		const isLast = isEnd(offset + asked, total, isShort);
		this.ended = this.found.size >= this.wanted.limit || (this.counted && isLast);
		this.start.took(asked, isShort);
		this.counted = this.counting || isShort;
	}

	private assertAdvanced(request: ApiRequest, response: ApiResponse): void {
		const { offset } = this.start;
		const [page, total] = [recordsOf(response), totalOf(response)];
		const now = { offset, identity: identityOf(page, total) };
		const isSame = now.identity !== '' && now.identity === this.before.identity && offset > this.before.offset;
		const isBeyond = offset > 0 && total !== undefined && offset + page.length > total && !areKeyed(page);
		this.same = isSame ? this.same + 1 : 0;
		// Once may be by chance, where just as many rows came in front; rows that have keys do no harm.
		if (this.same > (areKeyed(page) ? 1 : 0) || isBeyond) throw notAdvancing(request, this.wanted.table);
		this.before = now;
	}
}

/** The row count tells where a list ends; without one, a page that comes short does. */
function isEnd(reached: number, total: number | undefined, isShort: boolean): boolean {
	return total === undefined ? isShort : reached >= total;
}

/** By what a page is known again; '' where rows without a sys_id are counted, since different ones may look alike. */
function identityOf(page: Json[], total: number | undefined): string {
	if (page.length < 2) return '';
	if (areKeyed(page)) return page.map(keyOf).join();
	return total === undefined ? JSON.stringify(page) : '';
}
