import { ApiFailure } from '../failure/failure';
import { poll } from '../api/poll';
import { apiPath, attempt, recordOf, type Steps } from '../api/request';
import { equals } from '../encodedQuery';
import { type StagedRow, readStagedRows } from './rows';

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

/** Rows that were handed over in one call. */
export interface Handed {
	import_set_id: string;
	/** How many they are. */
	count: number;
	/** Columns that were filled. */
	columns: string[];
}

interface State {
	import_set: string;
	state: string;
}

/** What became of import sets that wait for one another, in their order. `limit`: milliseconds that all of them may take together. */
export function* readOutcomes(table: string, sets: Handed[], limit: number): Steps<ImportOutcome[]> {
	const ids = sets.map(({ import_set_id }) => import_set_id);
	const states = yield* awaitEnds(ids, limit);
	const outcomes: ImportOutcome[] = [];
	for (const [index, set] of sets.entries()) {
		const state = states[index] ?? (yield* readState(set.import_set_id));
		outcomes.push(yield* readOutcome(table, set, state));
	}
	return outcomes;
}

function* readOutcome(
	table: string,
	{ import_set_id, count, columns }: Handed,
	ended: State | ApiFailure,
): Steps<ImportOutcome> {
	if (ended instanceof ApiFailure) return { import_set: '', state: '', rows: undefined, counts: {}, failure: ended };
	const found = yield* readStagedRows(table, equals('sys_import_set', import_set_id, 'Import Set'), columns);
	const counts: Record<string, number> = {};
	for (const { status } of found) counts[status] = (counts[status] ?? 0) + 1;
	const outcome = { ...ended, rows: inOrder(found, count), counts };
	return ENDED.includes(ended.state) ? outcome : { ...outcome, failure: timedOut(ended.import_set) };
}

/** Asks for the states until all are final or there is no time left. Where one has not ended, those behind it have not even begun. */
function* awaitEnds(ids: string[], limit: number): Steps<Array<State | ApiFailure>> {
	const states: Array<State | ApiFailure> = [];
	const late = timedOut('');
	function* ask(): Steps<true | undefined> {
		for (let index = Math.max(0, states.length - 1); index < ids.length; index++) {
			const state = yield* readState(ids[index] as string);
			states[index] = state;
			if (!(state instanceof ApiFailure) && !ENDED.includes(state.state)) return undefined;
		}
		return true;
	}
	try {
		yield* poll({ ask, limit, late: () => late });
	} catch (error) {
		assertLate(error, late);
	}
	return states;
}

function assertLate(error: unknown, late: ApiFailure): void {
	if (error !== late) throw error;
}

function* readState(id: string): Steps<State | ApiFailure> {
	const answer = yield* attempt({
		method: 'GET',
		path: apiPath`/api/now/table/sys_import_set/${id}`,
		query: { sysparm_fields: 'number,state', sysparm_exclude_reference_link: 'true' },
	});
	if (answer instanceof ApiFailure) return answer;
	const { number, state } = recordOf(answer);
	return { import_set: String(number ?? ''), state: String(state ?? '') };
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
