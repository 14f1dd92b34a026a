import { equals } from './encodedQuery';
import { ApiFailure } from './failure';
import type { Loaded } from './importLoad';
import { pages } from './paging';
import { apiPath, attempted, isObject, recordOf, type Steps } from './request';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
const ENDED = ['processed', 'cancelled'];
const COLUMNS =
	'sys_id,sys_import_row,sys_import_state,sys_import_state_comment,sys_transform_map.name,sys_target_table,sys_target_sys_id';

/** A row of a staging table: each value with its display value. */
export type StagedRow = Record<string, unknown>;

/** How an import set ended. */
export interface Processed {
	/** Its number. */
	import_set: string;
	state: string;
	/** The rows in the order in which they were sent; undefined where it cannot be told which is which. */
	rows: StagedRow[] | undefined;
	/** How many rows there are of each status, where they can be read. */
	counts: Record<string, number>;
}

/** Time that may still be spent on waiting, in milliseconds; shared by import sets that wait for one another. */
export interface Patience {
	left: number;
}

/** What became of an import set, or why that is not known. */
export function* outcomeOf(
	table: string,
	{ import_set_id }: Loaded,
	{ count, columns, patience }: { count: number; columns: string[]; patience: Patience },
): Steps<{ processed: Processed; failure: ApiFailure | undefined }> {
	const nothing = { import_set: '', state: '', rows: undefined, counts: {} };
	const ended = yield* awaited(import_set_id, patience);
	if (ended instanceof ApiFailure) return { processed: nothing, failure: ended };
	const { import_set, state } = ended;
	const found = yield* stagedRows(table, import_set_id, columns);
	const counts: Record<string, number> = {};
	for (const row of found) counts[valueOf(row.sys_import_state)] = (counts[valueOf(row.sys_import_state)] ?? 0) + 1;
	const failure = ENDED.includes(state) ? undefined : timedOut(import_set);
	return { processed: { import_set, state, rows: inOrder(found, count), counts }, failure };
}

/** Asks for the state until it is final or there is no time left. */
function* awaited(id: string, patience: Patience): Steps<{ import_set: string; state: string } | ApiFailure> {
	for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
		const answer = yield* attempted({
			method: 'GET',
			path: apiPath`/api/now/table/${'sys_import_set'}/${id}`,
			query: { sysparm_fields: 'number,state', sysparm_exclude_reference_link: 'true' },
		});
		if (answer instanceof ApiFailure) return answer;
		const { number, state } = recordOf(answer);
		const found = { import_set: String(number ?? ''), state: String(state ?? '') };
		if (ENDED.includes(found.state) || patience.left <= 0) return found;
		const wait = Math.min(pause, patience.left);
		patience.left -= wait;
		yield { wait };
	}
}

/** None where the user may not read them. */
function* stagedRows(table: string, import_set_id: string, columns: string[]): Steps<StagedRow[]> {
	try {
		return yield* pages({
			table,
			query: equals('sys_import_set', import_set_id, 'Import Set'),
			orderBy: '',
			limit: Number.POSITIVE_INFINITY,
			options: {
				sysparm_fields: [COLUMNS, ...columns].join(','),
				sysparm_display_value: 'all',
				sysparm_exclude_reference_link: 'true',
			},
		});
	} catch (error) {
		return noneFor(error);
	}
}

function noneFor(error: unknown): StagedRow[] {
	if (error instanceof ApiFailure) return [];
	throw error;
}

/** Rows are numbered as they were sent. Where some are missing, or the numbers are not unique, no row can be trusted to be which. */
function inOrder(rows: StagedRow[], count: number): StagedRow[] | undefined {
	const place = (row: StagedRow) => Number(valueOf(row.sys_import_row) || Number.NaN);
	const places = new Set(rows.map(place));
	if (rows.length !== count || places.size !== count || places.has(Number.NaN)) return undefined;
	return [...rows].sort((a, b) => place(a) - place(b));
}

export function valueOf(content: unknown): string {
	return String((isObject(content) ? content.value : content) ?? '');
}

function timedOut(import_set: string): ApiFailure {
	return new ApiFailure({ kind: 'not-processed', message: `${import_set} is not processed yet` });
}
