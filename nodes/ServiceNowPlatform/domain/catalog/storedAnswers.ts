import { equals } from '../encodedQuery';
import { apiPath, type ApiRequest, recordOf, recordsOf, type Steps } from '../request';
import { kindOf, ROWS, typeName } from './questionTypes';
import type { Variable } from './variables';

/** The answer to a question of a requested item. */
export interface StoredAnswer {
	/** Of its `sc_item_option`; '' for a table of answers, which has no single record. */
	sys_id: string;
	/** Of the question, or of the variable set. */
	question: string;
	value: string | Array<Record<string, string>>;
	variable: Variable;
}

export interface StoredAnswers {
	number: string;
	catItem: string;
	answers: StoredAnswer[];
}

/** More answers no form has. */
const MOST = '2000';
const QUESTION = 'sc_item_option.item_option_new';

function list(table: string, sysparm_query: string, fields: string[]): ApiRequest {
	return {
		method: 'GET',
		path: apiPath`/api/now/table/${table}`,
		query: {
			sysparm_query,
			sysparm_fields: fields.join(','),
			sysparm_limit: MOST,
			sysparm_exclude_reference_link: 'true',
			sysparm_no_count: 'true',
		},
	};
}

/**
 * The answers of a requested item, in the order of its form: `sc_item_option_mtom` leads to the single ones, those of several rows have a
 * table of their own.
 *
 * @throws ApiFailure when there is no such requested item
 */
export function* storedAnswers(sys_id: string): Steps<StoredAnswers> {
	const id = equals('request_item', sys_id, 'Requested Item');
	const single = recordsOf(
		yield list('sc_item_option_mtom', id, [
			'request_item.number',
			'request_item.cat_item',
			'sc_item_option',
			'sc_item_option.value',
			'sc_item_option.order',
			QUESTION,
			...['name', 'question_text', 'type', 'reference', 'list_table', 'lookup_table'].map(
				(name) => `${QUESTION}.${name}`,
			),
		]),
	);
	const cells = recordsOf(
		yield list('sc_multi_row_question_answer', equals('parent_id', sys_id, 'Requested Item'), [
			'row_index',
			'value',
			'variable_set',
			'variable_set.internal_name',
			'variable_set.title',
			'item_option_new.name',
		]),
	);
	const { number, catItem } = single[0] === undefined ? yield* bareItem(sys_id) : itemIn(single[0]);
	const byOrder = [...single].sort(
		(a, b) => Number(text(a[`sc_item_option.order`])) - Number(text(b[`sc_item_option.order`])),
	);
	const answers = byOrder
		.map(singleAnswer)
		.filter(({ variable }) => variable.name !== '' && variable.kind !== 'layout');
	return { number, catItem, answers: [...answers, ...tables(cells)] };
}

function itemIn(row: Record<string, unknown>): { number: string; catItem: string } {
	return { number: text(row['request_item.number']), catItem: text(row['request_item.cat_item']) };
}

/** An item without variables, or none at all. */
function* bareItem(sys_id: string): Steps<{ number: string; catItem: string }> {
	const response = yield {
		method: 'GET',
		path: apiPath`/api/now/table/${'sc_req_item'}/${sys_id}`,
		query: { sysparm_fields: 'number,cat_item', sysparm_exclude_reference_link: 'true' },
	};
	const { number, cat_item } = recordOf(response);
	return { number: text(number), catItem: text(cat_item) };
}

function singleAnswer(row: Record<string, unknown>): StoredAnswer {
	const of = (name: string) => text(row[`${QUESTION}.${name}`]);
	return {
		sys_id: text(row.sc_item_option),
		question: text(row[QUESTION]),
		value: text(row['sc_item_option.value']),
		variable: variable(of('name'), of('question_text'), of('type'), {
			reference: of('reference') || of('list_table') || of('lookup_table'),
		}),
	};
}

/** The cells of each set, put together to rows by their index. */
function tables(cells: Array<Record<string, unknown>>): StoredAnswer[] {
	const sets = new Map<string, { first: Record<string, unknown>; rows: Map<number, Record<string, string>> }>();
	for (const cell of cells) {
		const id = text(cell.variable_set);
		const set = sets.get(id) ?? { first: cell, rows: new Map<number, Record<string, string>>() };
		const index = Number(text(cell.row_index));
		const row = set.rows.get(index) ?? {};
		set.rows.set(index, { ...row, ...Object.fromEntries([[text(cell['item_option_new.name']), text(cell.value)]]) });
		sets.set(id, set);
	}
	return [...sets].map(([question, { first, rows }]) => ({
		sys_id: '',
		question,
		value: [...rows].sort(([a], [b]) => a - b).map(([, row]) => row),
		variable: variable(text(first['variable_set.internal_name']), text(first['variable_set.title']), '', {
			kind: 'rows',
			type: ROWS,
		}),
	}));
}

function variable(name: string, label: string, type: string, more: Partial<Variable>): Variable {
	return {
		name,
		label: label || name,
		kind: kindOf(type),
		type: typeName(type),
		mandatory: false,
		readOnly: false,
		defaultValue: '',
		choices: [],
		reference: '',
		help: '',
		group: '',
		columns: [],
		...more,
	};
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
