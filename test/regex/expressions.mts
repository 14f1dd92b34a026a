import ts from 'typescript';

/** A regular expression that stands in the source, or the place where one is put together. */
export interface Place {
	file: string;
	line: number;
}

export interface Expression extends Place {
	source: string;
	flags: string;
}

export interface Found {
	expressions: Expression[];
	/** `new RegExp(…)` of something that only a run can tell. */
	built: Place[];
}

type Maker = ts.NewExpression | ts.CallExpression;

const isMaker = (node: ts.Node): node is Maker =>
	(ts.isNewExpression(node) || ts.isCallExpression(node)) &&
	ts.isIdentifier(node.expression) &&
	node.expression.text === 'RegExp';

/** A string that n8n makes a regular expression of: `validation` and `extractValue` of a field have one. */
const isPattern = (node: ts.Node): node is ts.PropertyAssignment =>
	ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === 'regex';

function parsed(literal: string): Pick<Expression, 'source' | 'flags'> {
	const end = literal.lastIndexOf('/');
	return { source: literal.slice(1, end), flags: literal.slice(end + 1) };
}

function textOf(node: ts.Node | undefined): string | undefined {
	return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** What `new RegExp` is given, where it stands there in full. */
function given({ arguments: [pattern, flags] = ts.factory.createNodeArray() }: Maker) {
	const own = patternOf(pattern);
	const used = flags === undefined ? (own?.flags ?? '') : textOf(flags);
	return own === undefined || used === undefined ? undefined : { source: own.source, flags: used };
}

function patternOf(node: ts.Node | undefined): Pick<Expression, 'source' | 'flags'> | undefined {
	if (node !== undefined && ts.isRegularExpressionLiteral(node)) return parsed(node.text);
	const source = textOf(node);
	return source === undefined ? undefined : { source, flags: '' };
}

/** All regular expressions of a file, by its syntax tree: comments and strings hold none. */
export function expressionsOf(file: string, text: string): Found {
	const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const found: Found = { expressions: [], built: [] };
	const visit = (node: ts.Node): void => {
		const place = { file, line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1 };
		if (ts.isRegularExpressionLiteral(node) && !isMaker(node.parent)) {
			found.expressions.push({ ...place, ...parsed(node.text) });
		} else if (isMaker(node)) {
			const own = given(node);
			if (own) found.expressions.push({ ...place, ...own });
			else found.built.push(place);
		} else if (isPattern(node)) {
			const source = textOf(node.initializer);
			if (source === undefined) found.built.push(place);
			else found.expressions.push({ ...place, source, flags: '' });
		}
		ts.forEachChild(node, visit);
	};
	visit(tree);
	return found;
}
