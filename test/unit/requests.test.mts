import ts from 'typescript';
import { type Source, sourcesBelow } from './support/sources.mts';
import { nodesOf } from './support/syntax.mts';

/** What a request is made of where the compiler cannot tell: each of the rules is tried on a source that breaks it. */
type Code = Pick<Source, 'path' | 'text'>;

const NODE = 'nodes/ServiceNowPlatform';
const nodes = sourcesBelow('nodes', /\.ts$/);
const all = [...nodes, ...sourcesBelow('credentials', /\.ts$/)];

/** Files in which such a piece of code stands. */
function filesWith(sources: Code[], isMeant: (node: ts.Node) => boolean): string[] {
	return sources.filter((source) => nodesOf(source).some(isMeant)).map(({ path }) => path);
}

/** A parameter's name as a key, as a text, or in an address; reading it out of a request is none. */
function writesQuery(node: ts.Node): boolean {
	if (ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node)) return /sysparm_query(=|$)/.test(node.text);
	if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) {
		return node.name.getText() === 'sysparm_query';
	}
	return ts.isPropertyAccessExpression(node) && node.name.text === 'sysparm_query';
}

/** apiPath`/api/now/table/…` without a record behind the table, or with a piece in front that may be anything. */
function isTableItself(node: ts.Node): boolean {
	if (!ts.isTaggedTemplateExpression(node) || node.tag.getText() !== 'apiPath') return false;
	const { template } = node;
	const pieces = ts.isTemplateExpression(template)
		? [template.head, ...template.templateSpans.map(({ literal }) => literal)]
		: [template];
	const path = pieces.map(({ text }) => text).join('*');
	return /^(?!\/api\/)|^\/api\/\*|^\/api\/now\/\*|^\/api\/now(\/v\d+)?\/table(\/[^/]*)?\/?(\?|$)/.test(path);
}

/** A request that becomes an insert: `{ ...listRequest(…), method: 'POST' }`. Options that may be there are spread in brackets. */
function becomesPost(node: ts.Node): boolean {
	if (!ts.isObjectLiteralExpression(node)) return false;
	const spread = node.properties.filter(ts.isSpreadAssignment).map(({ expression }) => expression);
	const isMade = spread.some((whole) => !ts.isParenthesizedExpression(whole));
	const method = node.properties.filter(ts.isPropertyAssignment).find(({ name }) => name.getText() === 'method');
	return isMade && method !== undefined && !/'(GET|PUT|PATCH|DELETE)'/.test(method.initializer.getText());
}

function isPost(node: ts.Node): boolean {
	return ts.isStringLiteral(node) && node.text === 'POST';
}

describe('A request', () => {
	const LIST = `${NODE}/domain/api/listRequest.ts`;
	const INSERT = `${NODE}/domain/api/tableInsert.ts`;

	it('has its path and its query from where they are checked', () => {
		const makers = all.filter(({ text }) => /\bas (ApiPath|EncodedQuery)\b/.test(text)).map(({ path }) => path);
		expect(makers).toEqual([
			`${NODE}/domain/address/instancePath.ts`,
			`${NODE}/domain/api/request.ts`,
			`${NODE}/domain/encodedQuery.ts`,
		]);
	});

	it('takes a query as it is where the user wrote it, or where it was compiled, and nowhere else', () => {
		const takers = all
			.filter(({ text }) => /^import [^;]*\braw\b[^;]*encodedQuery';/m.test(text))
			.map(({ path }) => path);
		expect(takers).toEqual([`${NODE}/domain/query/filter.ts`, `${NODE}/properties/lists/filter.ts`]);
	});

	it('has the parameter of a query from one place, besides the field of that name', () => {
		expect(filesWith(all, writesQuery)).toEqual([LIST, `${NODE}/properties/lists/filter.ts`]);
	});

	it('is about a whole table where it lists it, or makes a record and says which', () => {
		expect(filesWith(all, isTableItself)).toEqual([LIST, INSERT]);
		const list = all.filter(({ path }) => path === LIST);
		expect(filesWith(list, isPost)).toEqual([]);
	});

	it('does not become an insert afterwards', () => {
		expect(filesWith(nodes, becomesPost)).toEqual([]);
	});

	it.each([
		[
			'a raw query',
			writesQuery,
			"const q: Record<string, string> = { sysparm_query: 'a=' + x }; const made = { ...q };",
		],
		['a raw query under a quoted name', writesQuery, "const q = { 'sysparm_query': x };"],
		['a raw query under a computed name', writesQuery, "const q = { ['sysparm_query']: x };"],
		['a raw query by a name', writesQuery, "const NAME = 'sysparm_query';"],
		['a raw query that is set later', writesQuery, 'query.sysparm_query = x;'],
		['a raw query in a path', writesQuery, 'apiPath`/api/now/attachment?sysparm_query=${x}`;'],
		[
			'an insert in two statements',
			isTableItself,
			'const path = apiPath`/api/now/table/${t}`; const request = { method: M, path };',
		],
		['an insert of a fixed table', isTableItself, 'apiPath`/api/now/table/incident`;'],
		['an insert by another version of the API', isTableItself, 'apiPath`/api/now/v2/table/${t}`;'],
		['an insert by a path out of pieces', isTableItself, "apiPath`/api/now/${'table'}/${t}`;"],
		['a read that becomes an insert', becomesPost, "const made = { ...listRequest(t, EVERY, [], 1), method: 'POST' };"],
	])('would be found: %s', (_, isMeant, text) => {
		expect(filesWith([{ path: 'a.ts', text }], isMeant)).toEqual(['a.ts']);
	});
});
