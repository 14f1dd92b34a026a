import { ApiFailure } from '../api/failure';
import { apiPath, attempt, recordOf, type Steps } from '../api/request';
import { equals } from '../query/encodedQuery';
import type { Loaded } from './load';
import { type StagedRow, readStagedRows } from './rows';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
const ENDED = ['processed', 'cancelled'];

/** What is known of an import set, once it has ended or was waited for in vain. */
export interface ImportOutcome {
	/** Its number, or ''. */
	import_set: string;
	state: string;
	/** The rows in the order in which they were sent; undefined where it cannot be told which is which. */
	rows: StagedRow[] | undefined;
	/** How many rows there are of each status, where they can be read. */
	counts: Record<string, number>;
	/** Why more is not known. */
	failure?: ApiFailure;
}

/** Time that may still be spent on waiting, in milliseconds; shared by import sets that wait for one another. */
export interface Patience {
	left: number;
}

interface Wanted {
	/** Rows that were sent. */
	count: number;
	/** Columns that were filled. */
	columns: string[];
	patience: Patience;
}

export function* readOutcome(
	table: string,
	{ import_set_id }: Loaded,
	{ count, columns, patience }: Wanted,
): Steps<ImportOutcome> {
	const ended = yield* awaitEnd(import_set_id, patience);
	if (ended instanceof ApiFailure) return { import_set: '', state: '', rows: undefined, counts: {}, failure: ended };
	const found = yield* readStagedRows(table, equals('sys_import_set', import_set_id, 'Import Set'), columns);
	const counts: Record<string, number> = {};
	for (const { status } of found) counts[status] = (counts[status] ?? 0) + 1;
	const outcome = { ...ended, rows: inOrder(found, count), counts };
	return ENDED.includes(ended.state) ? outcome : { ...outcome, failure: timedOut(ended.import_set) };
}

/** Asks for the state until it is final or there is no time left. */
function* awaitEnd(id: string, patience: Patience): Steps<{ import_set: string; state: string } | ApiFailure> {
	for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
		const answer = yield* attempt({
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
		yield { pause: wait };
	}
}

/** Rows are numbered as they were sent. Where some are missing, or the numbers are not unique, no row can be trusted to be which. */
function inOrder(rows: StagedRow[], count: number): StagedRow[] | undefined {
	const places = new Set(rows.map(({ place }) => place));
	if (rows.length !== count || places.size !== count || places.has(Number.NaN)) return undefined;
	return [...rows].sort((a, b) => a.place - b.place);
}

function timedOut(import_set: string): ApiFailure {
	return new ApiFailure({ kind: 'not-processed', message: `${import_set} is not processed yet` });
}
