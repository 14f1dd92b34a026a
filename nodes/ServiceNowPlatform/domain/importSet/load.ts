import { ApiFailure } from '../failure/failure';
import { apiPath, type ApiRequest, attempt, isObject, type Steps } from '../api/request';

/** A REST body may have 10 MB (glide.rest.max_content_length). */
const MOST_BYTES = 4_000_000;

/** Values by the keys that the instance wants. */
type Entry = Record<string, string>;

export interface LoadPlan {
	table: string;
	/** Most rows in one call. */
	rowsPerCall: number;
	/** An import set that has to be processed first, or ''. */
	runAfter: string;
	/** A group of import sets that these join, or ''. */
	multiImportSet: string;
}

/** What one call was answered. */
export interface Loaded {
	import_set_id: string;
	multi_import_set_id: string;
}

/** What became of the rows of one call, in the order of the rows; `count` says how many they are. */
export interface Load {
	count: number;
	outcome: Loaded | ApiFailure;
}

/** Neighbouring rows that fit into one call. */
export function shares(entries: Entry[], rowsPerCall: number): Entry[][] {
	const result: Entry[][] = [];
	let bytes = 0;
	for (const entry of entries) {
		const size = Buffer.byteLength(JSON.stringify(entry)) + 1;
		const current = result.at(-1);
		if (current === undefined || current.length >= rowsPerCall || bytes + size > MOST_BYTES) {
			result.push([entry]);
			bytes = size;
		} else {
			current.push(entry);
			bytes += size;
		}
	}
	return result;
}

/**
 * Hands rows over, call by call. The import sets are processed one after the other, so that of two rows about the same record the later
 * one wins. Behind a call that failed nothing more is sent: it may have been carried out.
 */
export function* load(entries: Entry[], plan: LoadPlan): Steps<Load[]> {
	const loads: Load[] = [];
	let { runAfter, multiImportSet } = plan;
	let failure: ApiFailure | undefined;
	for (const records of shares(entries, plan.rowsPerCall)) {
		if (failure !== undefined) {
			loads.push({ count: records.length, outcome: notSent(failure) });
			continue;
		}
		const answer = yield* attempt(loadRequest(plan.table, records, { runAfter, multiImportSet }));
		if (answer instanceof ApiFailure) {
			failure = answer;
			loads.push({ count: records.length, outcome: failure });
			continue;
		}
		const { import_set_id, multi_import_set_id } = isObject(answer.body) ? answer.body : {};
		runAfter = String(import_set_id ?? '');
		multiImportSet = String(multi_import_set_id ?? '');
		loads.push({
			count: records.length,
			outcome: { import_set_id: runAfter, multi_import_set_id: multiImportSet },
		});
	}
	return loads;
}

function loadRequest(
	table: string,
	records: Entry[],
	{ runAfter, multiImportSet }: Pick<LoadPlan, 'runAfter' | 'multiImportSet'>,
): ApiRequest {
	return {
		method: 'POST',
		path: apiPath`/api/now/import/${table}/insertMultiple`,
		query: {
			...(multiImportSet === '' ? {} : { multi_import_set_id: multiImportSet }),
			...(runAfter === '' ? {} : { run_after: runAfter }),
		},
		body: { records },
		alone: true,
		expects: { member: 'import_set_id' },
	};
}

function notSent(cause: ApiFailure): ApiFailure {
	return new ApiFailure({
		kind: 'not-processed',
		message: 'The row was not sent, because the import of rows before it failed',
		detail: cause.message,
		advice: 'Import it again once that is settled.',
	});
}
