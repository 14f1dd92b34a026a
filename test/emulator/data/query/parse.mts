import { emptyQuery } from './ast.mts';
import type { FieldTerm, JoinTerm, Query, RelatedTerm, Term } from './ast.mts';

/** Longest first: `NOT LIKE` before `NOT`, `ISNOTEMPTY` before `IS`, `INSTANCEOF` before `IN`. */
const OPERATORS = [
	'GT_OR_EQUALS_FIELD',
	'LT_OR_EQUALS_FIELD',
	'DOES NOT CONTAIN',
	'IN_HIERARCHY_DYNAMIC',
	'IN_HIERARCHY',
	'CHANGESFROM',
	'EMPTYSTRING',
	'VALCHANGES',
	'DOESNOTHAVE',
	'INSTANCEOF',
	'ISNOTEMPTY',
	'RELATIVEGE',
	'RELATIVEGT',
	'RELATIVELE',
	'RELATIVELT',
	'RELATIVEEE',
	'STARTSWITH',
	'CHANGESTO',
	'EXCLUDING',
	'DATEPART',
	'ENDSWITH',
	'GT_FIELD',
	'LT_FIELD',
	'LESSTHAN',
	'MORETHAN',
	'NOT LIKE',
	'ANYTHING',
	'CONTAINS',
	'BETWEEN',
	'DYNAMIC',
	'ISEMPTY',
	'NSAMEAS',
	'NOT IN',
	'NOTLIKE',
	'SAMEAS',
	'NOTON',
	'LIKE',
	'IN',
	'ON',
	'!=',
	'!*',
	'<=',
	'>=',
	'=',
	'<',
	'>',
	'*',
	'%',
];

const ALIASES: Record<string, string> = {
	'*': 'LIKE',
	CONTAINS: 'LIKE',
	'!*': 'NOT LIKE',
	NOTLIKE: 'NOT LIKE',
	'DOES NOT CONTAIN': 'NOT LIKE',
	'%': 'ENDSWITH',
};

const FIELD = /^[a-z0-9_]+(?:\.[a-z0-9_]+)*/;
const TEXT_QUERY = '123TEXTQUERY321=';
const TEXT_GROUP = '123TEXTINDEXGROUP321=';

/** `^^` is a caret inside a value; the only rule for it that is documented is the server's own escaping function. */
function split(encoded: string): string[] {
	const segments: string[] = [];
	let current = '';
	for (let index = 0; index < encoded.length; index += 1) {
		const character = encoded.charAt(index);
		if (character !== '^') current += character;
		else if (encoded.charAt(index + 1) === '^') {
			current += '^';
			index += 1;
		} else {
			segments.push(current);
			current = '';
		}
	}
	return [...segments, current];
}

function fieldTerm(segment: string): FieldTerm | undefined {
	const field = FIELD.exec(segment)?.[0];
	if (!field) return undefined;
	const rest = segment.slice(field.length);
	const operator = OPERATORS.find((candidate) => rest.startsWith(candidate));
	if (!operator) return undefined;
	return { kind: 'field', field, operator: ALIASES[operator] ?? operator, value: rest.slice(operator.length) };
}

function relatedTerm(segment: string, inner: string[]): RelatedTerm | undefined {
	const parts = /^RLQUERY([a-z0-9_]+)\.([a-z0-9_]+),(>=|<=|!=|=|>|<)(\d+)(?:,(.*))?$/.exec(segment);
	if (!parts) return undefined;
	const [, table = '', field = '', operator = '', count, first = ''] = parts;
	// The third part is `m2m` in some clients and the first condition in the documentation.
	const conditions = first && first !== 'm2m' ? [first, ...inner] : inner;
	return { kind: 'related', table, field, operator, count: Number(count), query: parseSegments(conditions) };
}

function joinTerm(segment: string, inner: string[]): JoinTerm | undefined {
	const parts = /^JOIN[a-z0-9_]+\.([a-z0-9_]+)=([a-z0-9_]+)\.([a-z0-9_]+)(?:!(.*))?$/.exec(segment);
	if (!parts) return undefined;
	const [, field = '', table = '', otherField = '', first = ''] = parts;
	return { kind: 'join', field, table, otherField, query: parseSegments([first, ...inner]) };
}

/** A join's conditions run on until something begins that cannot belong to them. */
const JOIN_ENDS = /^(JOIN|RLQUERY|NQ|EQ$|ORDERBY|GROUPBY)/;

function take(segments: string[], from: number, ends: (segment: string) => boolean): string[] {
	const length = segments.slice(from).findIndex(ends);
	return segments.slice(from, length < 0 ? undefined : from + length);
}

function simpleTerm(segment: string): Term | undefined {
	if (segment.startsWith(TEXT_QUERY)) {
		return { kind: 'text', words: segment.slice(TEXT_QUERY.length).split(/\s+/).filter(Boolean) };
	}
	return fieldTerm(segment);
}

function addTerm(query: Query, term: Term | undefined, alternative: boolean): void {
	if (!term) query.invalid = true;
	const group = query.groups.at(-1) ?? [];
	const clause = group.at(-1);
	const terms = term ? [term] : [];
	if (alternative && clause) clause.push(...terms);
	// What is no condition leaves an empty clause, so that an ^OR behind it does not bind to the clause before.
	else group.push(terms);
}

function addOrder(query: Query, segment: string): boolean {
	const descending = segment.startsWith('ORDERBYDESC');
	if (segment.startsWith('GROUPBY')) query.groupBy.push(segment.slice('GROUPBY'.length));
	else if (segment.startsWith('ORDERBY')) {
		query.order.push({ field: segment.slice(descending ? 'ORDERBYDESC'.length : 'ORDERBY'.length), descending });
	} else return false;
	return true;
}

const isNoTerm = (segment: string): boolean => segment === '' || segment === 'EQ' || segment.startsWith(TEXT_GROUP);

function addSimpleTerm(query: Query, segment: string): void {
	const alternative = segment.startsWith('OR');
	addTerm(query, simpleTerm(alternative ? segment.slice(2) : segment), alternative);
}

/** @returns how many of the segments from `next` on belong to it */
function addSegment(query: Query, segment: string, segments: string[], next: number): number {
	if (isNoTerm(segment) || addOrder(query, segment)) return 0;
	if (segment.startsWith('RLQUERY')) {
		const inner = take(segments, next, (each) => each === 'ENDRLQUERY');
		addTerm(query, relatedTerm(segment, inner), false);
		return inner.length + 1;
	}
	if (segment.startsWith('JOIN')) {
		const inner = take(segments, next, (each) => JOIN_ENDS.test(each));
		addTerm(query, joinTerm(segment, inner), false);
		return inner.length;
	}
	addSimpleTerm(query, segment);
	return 0;
}

function parseSegments(segments: string[]): Query {
	const query = emptyQuery();
	for (let index = 0; index < segments.length; index += 1) {
		const segment = segments[index] ?? '';
		const isNew = segment.startsWith('NQ');
		if (isNew) query.groups.push([]);
		index += addSegment(query, isNew ? segment.slice(2) : segment, segments, index + 1);
	}
	return query;
}

export function parseQuery(encoded: string): Query {
	return parseSegments(split(encoded));
}
