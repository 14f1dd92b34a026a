import type { ExecutionCache } from '../api/executionCache';
import { ApiFailure } from '../failure/failure';
import type { Json } from '../api/json';
import { recordsOf, type Steps } from '../api/request';
import { type Column, columnsOf } from './columns';
import { pathRequest } from './dictionary';
import { closed, readClassChain } from './schema';
import { stockChain } from './stockTables';

/** A column at the end of a dotted path, and the class chain of the table that it belongs to. */
export interface FoundColumn {
	column: Column;
	chain: string[];
}

/**
 * The column that a path such as `caller_id.email` leads to; undefined where the user may not read the dictionary, or there is no such
 * column. Two requests at most, however long the path is.
 */
export function* readColumnAt(cache: ExecutionCache, table: string, path: string): Steps<FoundColumn | undefined> {
	const chain = stockChain(table) ?? (yield* readClassChain(cache, table));
	const parts = path.split('.');
	const answer = yield* cache.attempt(pathRequest(chain, parts));
	return answer instanceof ApiFailure ? closed(answer) : walked(recordsOf(answer), chain, parts);
}

function walked(rows: Json[], chain: string[], [element, ...others]: string[]): FoundColumn | undefined {
	const column = columnsOf(chain, rows).find((candidate) => candidate.element === element);
	if (column === undefined || others.length === 0) return column && { column, chain };
	return walked(rows, column.targets, others);
}
