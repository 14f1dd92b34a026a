import { equals, all, encoded } from '../encodedQuery';
import type { EncodedQuery } from '../api/checked';
import { listRequest } from '../api/listRequest';
import { type ApiRequest, type ApiResponse, attempt, recordsOf, type Steps } from '../api/request';
import { ApiFailure, expected } from '../failure/failure';
import { InputError } from '../failure/inputError';
import { isUndecided } from '../failure/undecided';

/** Minutes; long enough for an attempt with all its pauses. */
const RECENT = '15';
/** Columns that tell one record from another well enough. */
const MOST_COLUMNS = 3;
const LONGEST = 100;
/** Enough to name in a message. */
const MOST = 10;

const CREATED_OF_LATE = encoded`sys_created_onRELATIVEGE@minute@ago@${RECENT}`;

/** New records with these values; undefined where none of them can be searched for. */
export function twinsQuery(values: Record<string, unknown>): EncodedQuery | undefined {
	const telling = Object.entries(values).flatMap(([column, value]) =>
		column === 'sys_id' ? [] : sameAs(column, value),
	);
	return telling.length === 0 ? undefined : all(...telling.slice(0, MOST_COLUMNS), CREATED_OF_LATE);
}

function sameAs(column: string, value: unknown): EncodedQuery[] {
	if (typeof value !== 'string' || value === '' || value.length > LONGEST) return [];
	try {
		return [equals(column, value, column)];
	} catch (error) {
		// It can be stored, but not searched for.
		expected(error, InputError);
		return [];
	}
}

/** Where one sees whether a write was done that cannot be found by a sys_id. */
export interface Trace {
	table: string;
	/** Undefined where nothing can be searched for. */
	query: EncodedQuery | undefined;
	/** Columns that name what is found. */
	names: string[];
	/** Of what is found, what has this value; a condition cannot hold every text. */
	value?: [column: string, text: string];
}

/** Entries of this text that a record has got of late. */
export function entryTrace(sys_id: string, element: string, text: string): Trace {
	return {
		table: 'sys_journal_field',
		query: all(encoded`element_id=${sys_id}^element=${element}`, CREATED_OF_LATE),
		names: ['sys_created_by', 'sys_created_on'],
		value: ['value', text],
	};
}

/**
 * Sends a write that cannot be repeated or looked for by a sys_id.
 *
 * @throws ApiFailure that names what a look has shown, where the work may have been done without an answer. What is found may be
 * another's or of another run: it decides nothing.
 */
export function* sendTraced(request: ApiRequest, trace: Trace): Steps<ApiResponse> {
	const answer = yield* attempt(request);
	if (!(answer instanceof ApiFailure)) return answer;
	const { query } = trace;
	if (!isUndecided(answer.facts) || query === undefined) throw answer;
	throw new ApiFailure({ ...answer.facts, trace: yield* readShown(trace, query) });
}

function* readShown({ table, names, value }: Trace, query: EncodedQuery): Steps<string> {
	const shown = value === undefined ? names : [...names, value[0]];
	const ordered = all(query, encoded`ORDERBYDESCsys_created_on`);
	const answer = yield* attempt({ ...listRequest(table, ordered, shown, MOST), fresh: true });
	if (answer instanceof ApiFailure) return `A look into ${table} failed: ${answer.message}.`;
	const rows = recordsOf(answer).filter((row) => value === undefined || row[value[0]] === value[1]);
	if (rows.length === 0) return `A look right after it showed none in ${table}, as far as the user may see.`;
	const found = rows.map((row) => names.map((name) => String(row[name] ?? '')).join(' '));
	return `In ${table} there is of the last ${RECENT} minutes, with the same values: ${found.join(', ')} (UTC).`;
}
