import type { ExecutionCache } from '../api/executionCache';
import { ApiFailure } from '../failure/failure';
import { type ApiRequest, type ApiResponse, recordsOf, type Steps } from '../api/request';
import { inOneLanguage } from './choices';
import { type Column, columnsOf, displayOf } from './columns';
import {
	chainOf,
	chainRequest,
	choicesRequest,
	dictionaryRequest,
	displayRequest,
	overridesRequest,
} from './dictionary';

/** What has to be known of a column to write it and to judge what became of it. */
export type ColumnShape = Pick<Column, 'type' | 'reference' | 'key'> &
	Partial<Pick<Column, 'choice' | 'dependent' | 'label'>> & {
		/** Choices that every instance begins with. */
		usual?: ReadonlySet<string> | undefined;
	};

export interface TableSchema {
	/** The table and its parent classes, closest first. */
	chain: string[];
	columns: ReadonlyMap<string, ColumnShape>;
	/** The column by which records of the table are known. */
	display: string | undefined;
}

/** All that the dictionary tells of a table. */
export interface TableDescription {
	/** Undefined where there is no such table, or the user may not read `sys_db_object`: its parent classes are not known then. */
	label: string | undefined;
	/** The table and its parent classes, closest first. */
	chain: string[];
	/** By label; none where the user may not read the dictionary, or there is no such table. */
	columns: Column[];
	display: string | undefined;
	/** Tables that the user may not read, so that what they tell is missing. */
	unread: string[];
}

/** The columns of a table, those of its parent classes included; undefined where the user may not read the dictionary. */
export function* readSchema(cache: ExecutionCache, table: string): Steps<TableSchema | undefined> {
	const found = yield* readChainAndColumns(cache, table);
	if (found === undefined) return undefined;
	const { chain, columns } = found;
	return {
		chain,
		columns: new Map(columns.map((column) => [column.element, column])),
		display: displayOf(chain, columns),
	};
}

/** A table's class chain and columns, without their choices and without what classes change of inherited ones. */
export function* readChainAndColumns(
	cache: ExecutionCache,
	table: string,
): Steps<{ chain: string[]; columns: Column[] } | undefined> {
	const parents = yield* cache.attempt(chainRequest(table));
	if (parents instanceof ApiFailure) return closed(parents);
	const chain = chainOf(recordsOf(parents)[0], table);
	const dictionary = yield* cache.attempt(dictionaryRequest(chain));
	if (dictionary instanceof ApiFailure) return closed(dictionary);
	const columns = columnsOf(chain, recordsOf(dictionary));
	return columns.length === 0 ? undefined : { chain, columns };
}

/** @throws ApiFailure when the tables or the dictionary cannot be read */
export function* describeTable(cache: ExecutionCache, table: string, language = 'en'): Steps<TableDescription> {
	const [row] = recordsOf(yield* cache.ask(chainRequest(table)));
	const chain = chainOf(row, table);
	const further = [choicesRequest(chain), overridesRequest(chain)];
	const answers = yield* askAtOnce(cache, [dictionaryRequest(chain), ...further]);
	const [dictionary = [], choices = [], overrides = []] = answers.map((answer, index) =>
		answer instanceof ApiFailure ? (closed(answer, index === 0) ?? []) : recordsOf(answer),
	);
	const columns = columnsOf(chain, dictionary, inOneLanguage(choices, language), overrides);
	return {
		label: row === undefined ? undefined : String(row.label ?? ''),
		chain,
		columns,
		display: displayOf(chain, columns),
		unread: ['sys_dictionary', 'sys_choice', 'sys_dictionary_override'].filter(
			(_, index) => answers[index] instanceof ApiFailure,
		),
	};
}

/** The table and its parent classes, closest first; the table alone where the user may not read `sys_db_object`. */
export function* readClassChain(cache: ExecutionCache, table: string): Steps<string[]> {
	return chainOf(recordsOf(yield* cache.ask(chainRequest(table)))[0], table);
}

/** The column by which users know a record of the table; undefined where the user may not read the dictionary. */
export function* readDisplayColumn(cache: ExecutionCache, table: string): Steps<string | undefined> {
	const chain = yield* readClassChain(cache, table);
	return displayOf(chain, columnsOf(chain, recordsOf(yield* cache.ask(displayRequest(chain)))));
}

/** A missing right to read metadata is no failure of what the user asked for, unless it is needed; anything else is. */
export function closed(failure: ApiFailure, isNeeded = false): undefined {
	if (isNeeded || (failure.kind !== 'forbidden' && failure.kind !== 'not-found')) throw failure;
	return undefined;
}

/** Answers in the order of the requests, which need not wait for one another. */
function* askAtOnce(cache: ExecutionCache, requests: ApiRequest[]): Steps<Array<ApiResponse | ApiFailure>> {
	const answers: Array<ApiResponse | ApiFailure> = [];
	yield {
		strands: requests.map(function* (request, index): Steps<void> {
			answers[index] = yield* cache.attempt(request);
		}),
	};
	return answers;
}
