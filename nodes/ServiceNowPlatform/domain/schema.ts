import { ApiFailure } from './failure';
import type { Memory } from './memory';
import { apiPath, type ApiRequest, recordsOf, type Steps } from './request';

/** What has to be known of a column to write it and to judge what became of it. */
export interface ColumnShape {
	/** `sys_dictionary.internal_type` */
	type: string;
	/** Table that a reference or list leads to, or ''. */
	reference: string;
	/** Column of that table whose value is stored. */
	key: string;
}

export interface TableSchema {
	/** The table and its parent classes, closest first. */
	chain: string[];
	columns: ReadonlyMap<string, ColumnShape>;
	/** The column by which records of the table are known. */
	display: string | undefined;
}

/** Enough for every column of any table; the platform's own default cuts at 10,000. */
const MOST = '10000';
/** No class of the platform is deeper. */
const DEPTHS = [1, 2, 3, 4, 5, 6, 7, 8];

/** The columns of a table, those of its parent classes included; undefined where the user may not read the dictionary. */
export function* schemaOf(memory: Memory, table: string): Steps<TableSchema | undefined> {
	const parents = yield* memory.attempt(chainRequest(table));
	if (parents instanceof ApiFailure) return closed(parents);
	const chain = chainOf(recordsOf(parents)[0], table);
	const dictionary = yield* memory.attempt(dictionaryRequest(chain));
	if (dictionary instanceof ApiFailure) return closed(dictionary);
	const rows = recordsOf(dictionary);
	return rows.length === 0 ? undefined : shaped(chain, rows);
}

/** A missing right to read metadata is no failure of what the user asked for; anything else is. */
function closed(failure: ApiFailure): undefined {
	if (failure.kind !== 'forbidden' && failure.kind !== 'not-found') throw failure;
	return undefined;
}

function chainRequest(table: string): ApiRequest {
	const fields = ['name', ...DEPTHS.map((depth) => `${'super_class.'.repeat(depth)}name`)];
	return list('sys_db_object', `name=${table}`, fields.join(','));
}

function chainOf(row: Record<string, unknown> | undefined, table: string): string[] {
	const names = ['name', ...DEPTHS.map((depth) => `${'super_class.'.repeat(depth)}name`)].map((field) => row?.[field]);
	const chain = names.filter((name): name is string => typeof name === 'string' && name !== '');
	return chain.length > 0 ? chain : [table];
}

function dictionaryRequest(chain: string[]): ApiRequest {
	return list(
		'sys_dictionary',
		`nameIN${chain.join(',')}^elementISNOTEMPTY^active=true`,
		'name,element,internal_type,reference,reference_key,display',
	);
}

function list(table: string, sysparm_query: string, sysparm_fields: string): ApiRequest {
	return {
		method: 'GET',
		path: apiPath`/api/now/table/${table}`,
		query: {
			sysparm_query,
			sysparm_fields,
			sysparm_limit: MOST,
			sysparm_exclude_reference_link: 'true',
			sysparm_no_count: 'true',
		},
	};
}

/** From the root down, so that the row of the closest table wins. */
function shaped(chain: string[], rows: Array<Record<string, unknown>>): TableSchema {
	const columns = new Map<string, ColumnShape>();
	let display: string | undefined;
	for (const table of [...chain].reverse()) {
		for (const row of rows.filter(({ name }) => name === table)) {
			const element = text(row.element);
			columns.set(element, {
				type: text(row.internal_type),
				reference: text(row.reference),
				key: text(row.reference_key) || 'sys_id',
			});
			if (row.display === 'true') display = element;
		}
	}
	return { chain, columns, display };
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
