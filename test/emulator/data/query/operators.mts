/** One function for each operator: the field and the text behind the operator in, a condition out. */
import type { Column } from '../../types.mts';
import { isBoolean, isInteger, isNumeric } from '../columnTypes.mts';
import { type Condition, operand, type Operator } from './condition.mts';
import { dateOperators } from './dateOperators.mts';
import { fragment, NOTHING } from './fragment.mts';
import { hierarchyOperators } from './hierarchy.mts';
import { evaluate, evaluateDynamic } from './script.mts';

const TRUE = new Set(['true', '1', 'yes']);

export function booleanValue(value: string): string {
	return TRUE.has(value.toLowerCase()) ? 'true' : 'false';
}

/** Numbers are stored as text: `3`, `03` and `3.0` are to be the same. */
function stored(condition: Condition): string {
	const result = operand(condition.value, condition);
	const { type } = condition.field.column;
	if (isBoolean(type) && result !== '') return booleanValue(result);
	const [whole] = isInteger(type) ? (/^-?\d+(?=(\.0+)?$)/.exec(result) ?? []) : [];
	return whole === undefined ? result : String(BigInt(whole));
}

const isEmpty = ({ field }: Condition) => fragment(`${field.sql} = ''`);
const isNotEmpty = ({ field }: Condition) => fragment(`${field.sql} <> ''`);
const meansEmpty = (value: string) => value === '' || value === 'NULL';

const OPERAND = 'CAST(? AS NUMERIC)';

/** Whole numbers are compared digit by digit, however long they are. */
function number(sql: string, { type }: Column): string {
	return `CAST(${sql} AS ${isInteger(type) ? 'INTEGER' : 'REAL'})`;
}

const equals: Operator = (condition) => {
	const value = stored(condition);
	if (meansEmpty(value)) return isEmpty(condition);
	const { sql, column } = condition.field;
	if (isNumeric(column.type) && !isInteger(column.type)) {
		return fragment(`(${sql} <> '' AND ${number(sql, column)} = ${OPERAND})`, value);
	}
	return fragment(`${sql} = ?`, value);
};

/** On the platform an empty field is NULL in SQL, so `!=` skips it; booleans are the documented exception. */
const differs: Operator = (condition) => {
	const value = stored(condition);
	if (meansEmpty(value)) return isNotEmpty(condition);
	const { sql, column } = condition.field;
	if (isBoolean(column.type)) return fragment(`${sql} <> ?`, value);
	return fragment(`(${sql} <> '' AND ${sql} <> ?)`, value);
};

const compares =
	(operator: '<' | '<=' | '>' | '>='): Operator =>
	(condition) => {
		const { sql, column } = condition.field;
		const value = stored(condition);
		if (value === '') return NOTHING;
		if (!isNumeric(column.type)) return fragment(`(${sql} <> '' AND ${sql} ${operator} ?)`, value);
		return fragment(`(${sql} <> '' AND ${number(sql, column)} ${operator} ${OPERAND})`, value);
	};

const between: Operator = (condition) => {
	const [low = '', high = ''] = condition.value.split('@');
	const parts = [compares('>=')({ ...condition, value: low }), compares('<=')({ ...condition, value: high })];
	const [from, to] = parts;
	return from && to && fragment(`(${from.sql} AND ${to.sql})`, ...from.params, ...to.params);
};

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

const like =
	(before: string, after: string): Operator =>
	({ text, value, script }) => {
		const words = evaluate(value, script);
		// An empty field holds no text, not even an empty one.
		if (words === '') return fragment(`${text.sql} <> ''`);
		return fragment(`${text.sql} LIKE ? ESCAPE '\\'`, `${before}${escaped(words)}${after}`);
	};

const notLike: Operator = ({ text, value, script }) =>
	fragment(`(${text.sql} <> '' AND ${text.sql} NOT LIKE ? ESCAPE '\\')`, `%${escaped(evaluate(value, script))}%`);

/** Nothing between two commas is no value: it does not find empty fields. */
function list(condition: Condition): string {
	const values = evaluate(condition.value, condition.script).split(',');
	const given = values.map((value) => value.trim()).filter(Boolean);
	return JSON.stringify(given.map((value) => stored({ ...condition, value })));
}

const isIn: Operator = (condition) =>
	fragment(`${condition.field.sql} IN (SELECT value FROM json_each(?))`, list(condition));

const isNotIn: Operator = (condition) => {
	const { sql } = condition.field;
	return fragment(`(${sql} <> '' AND ${sql} NOT IN (SELECT value FROM json_each(?)))`, list(condition));
};

const instanceOf: Operator = ({ field, value, schema }) =>
	fragment(`${field.sql} IN (SELECT value FROM json_each(?))`, JSON.stringify(schema.descendants(value)));

const fieldCompares =
	(operator: '<' | '<=' | '>' | '>='): Operator =>
	({ field, scope, value }) => {
		const other = scope.field(value);
		if (!other) return undefined;
		const wrap = (sql: string) => (isNumeric(field.column.type) ? number(sql, field.column) : sql);
		return fragment(
			`(${field.sql} <> '' AND ${other.sql} <> '' AND ${wrap(field.sql)} ${operator} ${wrap(other.sql)})`,
		);
	};

/** An option that is not there, or lacks what makes it one for filters, finds nothing and says nothing. */
const dynamic: Operator = ({ field, value, script }) => {
	const values = evaluateDynamic(value, script).filter(Boolean);
	return fragment(`${field.sql} IN (SELECT value FROM json_each(?))`, JSON.stringify(values));
};

export const operators: Readonly<Record<string, Operator>> = {
	'=': equals,
	'!=': differs,
	'<': compares('<'),
	'<=': compares('<='),
	'>': compares('>'),
	'>=': compares('>='),
	BETWEEN: between,
	STARTSWITH: like('', '%'),
	ENDSWITH: like('%', ''),
	LIKE: like('%', '%'),
	'NOT LIKE': notLike,
	IN: isIn,
	'NOT IN': isNotIn,
	ISEMPTY: isEmpty,
	EMPTYSTRING: isEmpty,
	ISNOTEMPTY: isNotEmpty,
	ANYTHING: () => fragment('1'),
	INSTANCEOF: instanceOf,
	DYNAMIC: dynamic,
	GT_FIELD: fieldCompares('>'),
	LT_FIELD: fieldCompares('<'),
	GT_OR_EQUALS_FIELD: fieldCompares('>='),
	LT_OR_EQUALS_FIELD: fieldCompares('<='),
	...dateOperators,
	...hierarchyOperators,
};
