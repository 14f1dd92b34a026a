import { InputError } from '../failure/inputError';

const FIELD = 'Encoded Query';
const NAME = /^[a-z0-9_]+(?:\.[a-z0-9_]+)*/;
/** Longest first, so that no operator is taken for the beginning of another. ServiceNow's list of operators, and those of lists and clients. */
const OPERATORS = [
	...['GT_OR_EQUALS_FIELD', 'LT_OR_EQUALS_FIELD', 'IN_HIERARCHY_DYNAMIC', 'DOES NOT CONTAIN', 'IN_HIERARCHY'],
	...['EMPTYSTRING', 'DOESNOTHAVE', 'CHANGESFROM', 'RELATIVEGE', 'RELATIVEGT', 'RELATIVELE', 'RELATIVELT'],
	...['RELATIVEEE', 'STARTSWITH', 'ISNOTEMPTY', 'INSTANCEOF', 'VALCHANGES', 'CHANGESTO', 'EXCLUDING', 'DATEPART'],
	...['ENDSWITH', 'GT_FIELD', 'LT_FIELD', 'LESSTHAN', 'MORETHAN', 'NOT LIKE', 'ANYTHING', 'CONTAINS', 'BETWEEN'],
	...['DYNAMIC', 'ISEMPTY', 'NSAMEAS', 'NOTLIKE', 'NOT IN', 'SAMEAS', 'NOTON', 'LIKE', 'IN', 'ON'],
	...['!=', '!*', '<=', '>=', '=', '<', '>', '*', '%'],
];
const WITH_COLUMN = /^(N?SAMEAS|[GL]T_(OR_EQUALS_)?FIELD|MORETHAN|LESSTHAN)$/;
const EQUAL = /^(!?=|(NOT )?IN)$/;
const ON_CHANGE = /^(VALCHANGES|CHANGESFROM|CHANGESTO)$/;
const TEXT_SEARCH = /^123TEXT(QUERY|INDEXGROUP)321=/;
const RELATED = /^RLQUERY[a-z0-9_]+\.[a-z0-9_]+,/;
const JOINED = /^JOIN[a-z0-9_]+\.[a-z0-9_]+=[a-z0-9_]+\.[a-z0-9_]+/;
const JOIN_ENDS = /^(JOIN|RLQUERY|EQ$|ORDERBY|GROUPBY)/;
/** Another condition inside a value: whoever wrote it joined the two as in another language. */
const OTHER_JOIN =
	/(?: (?:and|or) |(?:[&,;\n^]|\|\|) ?)([a-z][a-z0-9_.]*) ?(?:!?=|[<>]|(?:NOT )?(?:IN|LIKE)\b|IS(?:NOT)?EMPTY|STARTSWITH|ENDSWITH)/i;

/** What a query names. */
export interface ParsedQuery {
	/** Columns of the table itself, dotted paths included: of conditions, orders and groups. */
	columns: string[];
	/** Values that columns are to have, or not to have. */
	compared: Compared[];
}

interface Compared {
	column: string;
	value: string;
}

/**
 * Reads a query as ServiceNow does, which drops what it cannot read without a word.
 *
 * @throws InputError for a term that is no condition, with its place
 */
export function parseQuery(query: string): ParsedQuery {
	const [columns, compared]: [string[], Compared[]] = [[], []];
	const terms = split(query);
	for (let index = 0; index < terms.length; index++) {
		const term = terms[index] as Term;
		const ends = endOf(terms, index);
		if (ends > index) index = ends;
		else {
			const named = namedBy(term);
			columns.push(...named.columns);
			compared.push(...named.compared);
		}
	}
	assertFilled(terms);
	return { columns: [...new Set(columns)], compared };
}

/** A new query without a condition is met by every record. */
function assertFilled(terms: Term[]): void {
	terms.forEach((term, index) => {
		if (!term.isNew) return;
		const end = terms.findIndex((other, place) => place > index && other.isNew);
		const own = terms.slice(index, end === -1 ? undefined : end);
		if (own.some(({ text }) => text !== '' && !/^(EQ$|ORDERBY|GROUPBY)/.test(text))) return;
		throw wrong(
			{ ...term, text: 'NQ', at: term.at - 2 },
			'begins a query without a condition',
			'Every record would be meant.',
		);
	});
}

interface Term {
	text: string;
	/** Of its first character in the query, from 1. */
	at: number;
	/** It begins a query of its own. */
	isNew: boolean;
}

/** `^^` is a caret inside a value. */
function split(query: string): Term[] {
	const terms: Term[] = [];
	// In front of everything it joins nothing; two are one inside a value, and no value is there.
	const own = query.replace(/^\^(?!\^)/, '');
	let at = 1 + query.length - own.length;
	if (own === '' && query !== '')
		throw wrong({ text: query, at: 1 }, 'holds no condition', 'Every record would be meant.');
	for (const text of own.split(/(?<!\^)\^(?!\^)/)) {
		const isNew = text.startsWith('NQ');
		terms.push({ text: isNew ? text.slice(2) : text, at: isNew ? at + 2 : at, isNew });
		at += text.length + 1;
	}
	return terms;
}

/** The last term of what is about other tables, whose columns are theirs; the same place for any other term. */
function endOf(terms: Term[], start: number): number {
	const { text } = terms[start] as Term;
	const rest = terms.slice(start + 1);
	if (RELATED.test(text)) {
		const end = rest.findIndex((term) => term.text === 'ENDRLQUERY');
		if (end === -1) throw wrong(terms[start] as Term, 'has no end', 'A related list ends with ^ENDRLQUERY.');
		return start + 1 + end;
	}
	if (!JOINED.test(text)) return start;
	const end = rest.findIndex((term) => term.isNew || JOIN_ENDS.test(term.text));
	return end === -1 ? terms.length : start + end;
}

const orderedBy = (...columns: string[]): ParsedQuery => ({ columns, compared: [] });

function namedBy(term: Term): ParsedQuery {
	const { text } = term;
	if (isWithoutColumn(text)) return orderedBy();
	const [, order, column = ''] = /^(ORDERBYDESC|ORDERBY|GROUPBY)(.*)$/s.exec(text) ?? [];
	if (order !== undefined) {
		if (column.replace(NAME, '') === '' && column !== '') return orderedBy(column);
		throw wrong(term, `names no field behind ${order}`, `Write the technical name of a field: ${order}number.`);
	}
	const isOr = text.startsWith('OR');
	return namedByCondition(isOr ? { ...term, text: text.slice(2), at: term.at + 2 } : term);
}

function isWithoutColumn(text: string): boolean {
	return text === '' || text === 'EQ' || TEXT_SEARCH.test(text) || JOINED.test(text);
}

function namedByCondition(term: Term): ParsedQuery {
	const [column = ''] = NAME.exec(term.text) ?? [];
	const rest = term.text.slice(column.length);
	const operator = OPERATORS.find((one) => rest.startsWith(one));
	if (column === '' || operator === undefined) throw wrong(term, 'is no condition', meant(term.text));
	const value = rest.slice(operator.length);
	assertSingle(term, operator, value);
	assertForm(term, operator, value);
	const [other = ''] = WITH_COLUMN.test(operator) ? (NAME.exec(value) ?? []) : [];
	return { columns: other === '' ? [column] : [column, other], compared: comparedIn(column, operator, value) };
}

function comparedIn(column: string, operator: string, value: string): Compared[] {
	if (!EQUAL.test(operator)) return [];
	const values = operator.endsWith('IN') ? value.split(',') : [value];
	return values.map((one) => ({ column, value: one }));
}

/** One condition, which a list can look at. */
function assertSingle(term: Term, operator: string, value: string): void {
	if (ON_CHANGE.test(operator)) {
		throw wrong(
			term,
			`asks for a change by ${operator}`,
			'Only notifications and rules know changes: a list has none.',
		);
	}
	const [, joined] = OTHER_JOIN.exec(value.replace(/[^\S\n]+/g, ' ')) ?? [];
	if (joined !== undefined) {
		throw wrong(term, `seems to hold a second condition, on ${joined}`, 'Join conditions with ^ (and) or ^OR (or).');
	}
}

/** The value as its operator wants it. */
function assertForm(term: Term, operator: string, value: string): void {
	if (/^[!<>=]/.test(operator)) assertCompared(term, operator, value);
	if (/IN$/.test(operator) && /^\s*\(.*\)\s*$/.test(value))
		throw wrong(term, 'has its values in brackets', `Write them with commas alone: ${operator}1,2.`);
	if (operator === 'BETWEEN' && !value.includes('@'))
		throw wrong(term, 'has one end only', 'The ends of a range are joined by @: priorityBETWEEN1@3.');
}

function assertCompared(term: Term, operator: string, value: string): void {
	if (/^[=<>]/.test(value)) throw wrong(term, `has no operator ${operator}${value.charAt(0)}`, meant(term.text));
	if (value !== value.trim()) throw wrong(term, 'has blanks around its value', meant(term.text), COUNTED);
	if (/^(["']).*\1$/s.test(value)) throw wrong(term, 'has its value in quotation marks', 'Leave them out.', COUNTED);
}

/** How the term would be right, where that can be told. */
function meant(text: string): string {
	const usual = 'A condition is a field, an operator and a value without blanks between them: active=true^priority=1.';
	const [, column, operator = '', value] =
		/^([a-z][a-z0-9_.]*)\s*(!=|<>|==|[<>]=?|=[<>]?|NOT IN|NOT LIKE|[A-Z]{2,})(.*)$/s.exec(text.trim()) ?? [];
	if (column === undefined) return usual;
	const known = { '<>': '!=', '==': '=', '=>': '>=', '=<': '<=' }[operator] ?? operator;
	return OPERATORS.includes(known) ? `Write ${column}${known}${(value ?? '').trim()}. ${usual}` : usual;
}

const DROPPED = 'ServiceNow would drop it without a word.';
const COUNTED = 'ServiceNow would take them for a part of the value.';

function wrong({ text, at }: Omit<Term, 'isNew'>, fault: string, advice: string, effect = DROPPED): InputError {
	return new InputError(FIELD, `"${text}" at character ${at} ${fault}`, `${effect} ${advice}`);
}
