import { InputError } from '../api/inputError';

/** A column name, dot-walked ones included; behind a dot may stand the id of a variable or a tag. */
const FIELD = /^[a-z_][a-z0-9_]*(\.[a-z0-9_]+)*$/i;

/** @throws InputError unless it can be nothing but a column name */
export function fieldName(name: string, field: string): string {
	const text = name.trim();
	if (!FIELD.test(text))
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

/** `field=value`, both checked. Upper case would let a name be read as a join (`ORactive`). */
export function equals(column: string, value: string, field: string): string {
	const name = fieldName(column, field);
	if (name === name.toLowerCase()) return `${name}=${queryValue(value, field)}`;
	throw new InputError(field, `"${column}" is not a column name`, 'Column names have small letters only.');
}

/**
 * A query for those records only that fulfil a condition of ours, too. It stands in front, where no term of the query (a join, `^EQ`) can
 * swallow it, and in each part of a query with `^NQ`, which starts a query of its own; an `OR` at the start would join it.
 */
export function narrowed(query: string, condition: string): string {
	const parts = query.split('^NQ').map((part) => part.replace(/^\^*(OR(?!DERBY))?/, '').replace(/\^+$/, ''));
	return parts.map((part) => [condition, part].filter((piece) => piece !== '').join('^')).join('^NQ');
}
