import type { EncodedQuery } from './api/checked';
import { InputError } from './failure/inputError';

/** A column name, dot-walked ones included; behind a dot may stand the id of a variable or a tag. */
const COLUMN = /^[a-z_][a-z0-9_]*(\.[a-z0-9_]+)*$/i;

/** @throws InputError unless it can be nothing but a column name */
export function columnName(name: string, field: string): string {
	const text = name.trim();
	if (!COLUMN.test(text))
		throw new InputError(
			field,
			`"${name}" is not a column name`,
			'Use the technical name, e.g. short_description or caller_id.email.',
		);
	return text;
}

/**
 * A value inside an encoded query. There is no way to quote a value there, so one that the server would read as more than a value is
 * refused: `^` ends the condition, and `javascript:` is run on the server.
 *
 * @throws InputError
 */
export function queryValue(value: string, field: string): string {
	if (value.includes('^')) {
		throw new InputError(
			field,
			`"${value}" contains "^", which would change the query`,
			'Remove the "^", or search with CONTAINS for the part before it.',
		);
	}
	if (/javascript\s*:/i.test(folded(value))) {
		throw new InputError(
			field,
			'The value contains "javascript:", which ServiceNow would run',
			'Use the raw encoded query if a script is meant.',
		);
	}
	if (/[\r\n\u0085\u2028\u2029]/.test(value))
		throw new InputError(
			field,
			'The value contains a line break, which no condition can hold',
			'Use one line of the text.',
		);
	return value;
}

/** As Java compares without regard to case: `ſ` is an s, and a letter of full width is that letter. */
function folded(text: string): string {
	return text.normalize('NFKC').replace(/[\u0131\u0130]/g, 'i');
}

/** `column=value`, both checked. Upper case would let a name be read as a join (`ORactive`). */
export function equals(column: string, value: string, field: string): EncodedQuery {
	const name = columnName(column, field);
	if (name === name.toLowerCase()) return `${name}=${queryValue(value, field)}` as EncodedQuery;
	throw new InputError(field, `"${column}" is not a column name`, 'Column names have small letters only.');
}

/** Every record. */
export const EVERY = '' as EncodedQuery;

/**
 * Conditions as they are written here, with values of others in between: encoded`sysapproval=${sys_id}^state=requested`.
 *
 * @throws InputError where a value is more than a value
 */
export function encoded(literals: TemplateStringsArray, ...values: string[]): EncodedQuery {
	const text = literals.reduce(
		(query, literal, index) => query + queryValue(values[index - 1] ?? '', 'Query') + literal,
	);
	return text as EncodedQuery;
}

/** Every condition holds. */
export function all(...terms: EncodedQuery[]): EncodedQuery {
	return terms.filter((term) => term !== '').join('^') as EncodedQuery;
}

/** One of the conditions holds. */
export function any(...terms: EncodedQuery[]): EncodedQuery {
	return terms.join('^OR') as EncodedQuery;
}

/** All conditions of one part hold, or all of another. */
export function either(...parts: EncodedQuery[]): EncodedQuery {
	return parts.join('^NQ') as EncodedQuery;
}

/** In this order: `^ORDERBY…` terms, or ''. */
export function ordered(query: EncodedQuery, orderBy: string): EncodedQuery {
	return `${query}${orderBy}`.replace(/^\^/, '') as EncodedQuery;
}

/** Without the order that it asks for. */
export function withoutOrder(query: EncodedQuery): EncodedQuery {
	const terms = query.split('^').filter((term) => !/^ORDERBY/.test(term));
	return terms.join('^') as EncodedQuery;
}

/** What the user wrote as a query of ServiceNow, taken as it is. */
export function raw(query: string): EncodedQuery {
	return query as EncodedQuery;
}

/**
 * A query for those records only that fulfil a condition of ours, too. It stands in front, where no term of the query (a join, `^EQ`) can
 * swallow it, and in each part of a query with `^NQ`, which starts a query of its own; an `OR` at the start would join it.
 */
export function narrowed(query: EncodedQuery, condition: EncodedQuery): EncodedQuery {
	const parts = query.split('^NQ').map((part) => part.replace(/^\^*(OR(?!DERBY))?/, '').replace(/\^+$/, ''));
	return parts.map((part) => [condition, part].filter((piece) => piece !== '').join('^')).join('^NQ') as EncodedQuery;
}
