import type { ExecutionCache } from '../api/executionCache';
import { ApiFailure } from '../failure/failure';
import type { Json } from '../api/json';
import { recordsOf, type Steps } from '../api/request';
import { type Column, columnsOf } from './columns';
import { isStockPath } from './commonColumns';
import { chainOf, chainRequest, pathRequest } from './dictionary';
import { closed, readClassChain, readSchema } from './schema';
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

/** A dotted path that leads to no column, and where it ends. */
export interface LostPath {
	path: string;
	/** The table that the path reaches. */
	table: string;
	/** The part of the path that is no column of it. */
	element: string;
}

/** As people are told of it. */
export function lostAt({ path, table, element }: LostPath): string {
	return `${path} leads to no field: ${table} has no field ${element}`;
}

/** Variables and tags stand in no dictionary, and `ref_incident` leads to a class: what is behind them is not known. */
const BEYOND = /^(variables|sys_tags|ref_\w+)$/;

/** Those of the columns that lead nowhere, as far as the dictionary tells; whether the table has their first part, its records show. */
export function* readLostPaths(cache: ExecutionCache, table: string, columns: string[]): Steps<LostPath[]> {
	const lost: LostPath[] = [];
	for (const path of new Set(columns)) {
		const parts = path.split('.');
		const end = parts.findIndex((part) => BEYOND.test(part));
		const known = end === -1 ? parts : parts.slice(0, end);
		if (known.length < 2 || isStockPath(table, known)) continue;
		const place = yield* readEnd(cache, table, known);
		if (place !== undefined) lost.push({ path, ...place });
	}
	return lost;
}

/** Where a path comes to an end too early. One request, and a second look at the table before it is said to lack a column. */
function* readEnd(cache: ExecutionCache, table: string, parts: string[]): Steps<Omit<LostPath, 'path'> | undefined> {
	const chain = yield* readOpenChain(cache, table);
	const answer = yield* cache.attempt(pathRequest(chain, parts));
	if (answer instanceof ApiFailure) return closed(answer);
	const end = endOf(recordsOf(answer), chain, parts);
	if (end === undefined || end.chain === chain) return undefined;
	const [reached = ''] = end.chain;
	const schema = yield* readSchema(cache, reached);
	// Without the root class, which has the sys_id, it is not known which columns are inherited.
	const isTold = schema?.columns.has('sys_id') === true && !schema.columns.has(end.element);
	return isTold ? { table: reached, element: end.element } : undefined;
}

function* readOpenChain(cache: ExecutionCache, table: string): Steps<string[]> {
	const known = stockChain(table);
	if (known !== undefined) return known;
	const answer = yield* cache.attempt(chainRequest(table));
	return chainOf(answer instanceof ApiFailure ? closed(answer) : recordsOf(answer)[0], table);
}

interface PathEnd {
	/** The class chain of the table that is reached. */
	chain: string[];
	element: string;
}

function endOf(rows: Json[], chain: string[], [element = '', ...others]: string[]): PathEnd | undefined {
	const column = columnsOf(chain, rows).find((candidate) => candidate.element === element);
	if (column === undefined) return { chain, element };
	// Which table a document ID leads to, each record tells.
	return others.length === 0 || column.targets.length === 0 ? undefined : endOf(rows, column.targets, others);
}

function walked(rows: Json[], chain: string[], [element, ...others]: string[]): FoundColumn | undefined {
	const column = columnsOf(chain, rows).find((candidate) => candidate.element === element);
	if (column === undefined || others.length === 0) return column && { column, chain };
	return walked(rows, column.targets, others);
}
