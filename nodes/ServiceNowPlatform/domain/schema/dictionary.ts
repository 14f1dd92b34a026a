import type { EncodedQuery } from '../api/checked';
import { all, either, encoded, EVERY } from '../encodedQuery';
import type { Json } from '../api/json';
import { listRequest } from '../api/listRequest';
import type { ApiRequest } from '../api/request';

/** Enough for every column and choice of any table; the platform's own default cuts at 10,000. */
const MOST = 10_000;
/** No class of the platform is deeper. */
const DEPTHS = [1, 2, 3, 4, 5, 6, 7, 8];
const CHAIN = ['name', ...DEPTHS.map((depth) => `${'super_class.'.repeat(depth)}name`)];

/** Asks for a table and its parent classes, all at once. */
export function chainRequest(table: string): ApiRequest {
	return listRequest('sys_db_object', encoded`name=${table}`, ['label', ...CHAIN], MOST);
}

/** Where a row of the dictionary has the table that a column leads to. */
export const REFERENCE = 'reference.';

/**
 * The table and its parent classes, closest first; the table alone where the user may not read `sys_db_object`. `at` is where the row has
 * the table, if it is not that table's own.
 */
export function chainOf(row: Json | undefined, table: string, at = ''): string[] {
	const names = CHAIN.slice(1).map((column) => row?.[`${at}${column}`]);
	return [table, ...names.filter((name): name is string => typeof name === 'string' && name !== '')];
}

/** A class has rows for its own columns only. */
export function dictionaryRequest(chain: string[]): ApiRequest {
	return listRequest(
		'sys_dictionary',
		encoded`nameIN${chain.join(',')}^elementISNOTEMPTY^active=true`,
		[
			...['name', 'element', 'column_label', 'internal_type', 'max_length', 'reference', 'reference_key'],
			...['mandatory', 'read_only', 'display', 'default_value', 'choice', 'dependent'],
		],
		MOST,
	);
}

export function displayRequest(chain: string[]): ApiRequest {
	return listRequest(
		'sys_dictionary',
		encoded`nameIN${chain.join(',')}^display=true^active=true`,
		['name', 'element', 'display'],
		MOST,
	);
}

/** Columns as they are chosen. A reference names its table, so that the parents of that table come along without a further request. */
function pickedRequest(query: EncodedQuery): ApiRequest {
	return listRequest(
		'sys_dictionary',
		query,
		[
			...['name', 'element', 'column_label', 'internal_type', 'choice', 'dependent', 'reference', 'reference_key'],
			...CHAIN.slice(1).map((column) => `${REFERENCE}${column}`),
		],
		MOST,
	);
}

/** All columns of tables, as they are chosen. */
export function columnsRequest(tables: string[]): ApiRequest {
	return pickedRequest(encoded`nameIN${tables.join(',')}^elementISNOTEMPTY^active=true`);
}

/** The columns that a dotted path may go through: the first part is one of the table; which tables the others belong to only the answer tells. */
export function pathRequest(chain: string[], [first = '', ...others]: string[]): ApiRequest {
	const own = encoded`nameIN${chain.join(',')}^element=${first}^active=true`;
	return pickedRequest(others.length === 0 ? own : either(own, encoded`elementIN${others.join(',')}^active=true`));
}

/** Of one column, or of all. In every language: a choice need not have a label in the one that is wanted. */
export function choicesRequest(chain: string[], element?: string): ApiRequest {
	const column = element === undefined ? EVERY : encoded`element=${element}`;
	return listRequest(
		'sys_choice',
		all(encoded`nameIN${chain.join(',')}`, column, encoded`inactive=false^ORDERBYsequence`),
		[...['name', 'element', 'value', 'label', 'dependent_value', 'language']],
		MOST,
	);
}

/** All choices of a table, also those that are offered no more: a stored value may be one of them. */
export function choiceRowsRequest(chain: string[]): ApiRequest {
	return listRequest(
		'sys_choice',
		encoded`nameIN${chain.join(',')}^ORDERBYsequence`,
		[...['name', 'element', 'value', 'label', 'dependent_value', 'language', 'inactive']],
		MOST,
	);
}

/** What classes change of the columns that they inherit. */
export function overridesRequest(chain: string[]): ApiRequest {
	return listRequest(
		'sys_dictionary_override',
		encoded`nameIN${chain.join(',')}`,
		[
			...['name', 'element', 'mandatory', 'mandatory_override', 'read_only', 'read_only_override'],
			...['display', 'display_override', 'default_value', 'default_value_override'],
		],
		MOST,
	);
}
