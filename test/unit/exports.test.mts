import ts from 'typescript';
import { type Source, sourcesBelow } from './support/sources.mts';
import { nodesOf } from './support/syntax.mts';

const all = [...sourcesBelow('nodes', /\.ts$/), ...sourcesBelow('credentials', /\.ts$/)];

const tests = ['test', 'bench', 'demo'].flatMap((folder) => sourcesBelow(folder, /\.mts$/));

/** What n8n loads by its name. */
const FOR_N8N = /\.(node|credentials)\.ts$/;

function isExported(node: ts.Node): boolean {
	return (
		ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
	);
}

/** Names that a file exports as values; a type may well be named by the compiler alone. */
function exported(source: Pick<Source, 'path' | 'text'>): string[] {
	return nodesOf(source).flatMap((node) => {
		if (!isExported(node)) return [];
		if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return node.name ? [node.name.text] : [];
		if (!ts.isVariableStatement(node)) return [];
		return node.declarationList.declarations.flatMap(({ name }) =>
			ts.isIdentifier(name)
				? [name.text]
				: name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : [element.name.getText()])),
		);
	});
}

/** What others import, by file and name: `import { a } from …`, `export { a } from …`, and all of it where it is taken as a whole. */
function imported(sources: Array<Pick<Source, 'path' | 'text' | 'imports'>>): Set<string> {
	return new Set(
		sources.flatMap((source) => {
			const statements = ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true).statements;
			const targets = statements
				.filter((node) => ts.isImportDeclaration(node) || ts.isExportDeclaration(node))
				.filter(({ moduleSpecifier }) => moduleSpecifier !== undefined);
			return targets.flatMap((statement, index) => {
				const names = nodesOf({ path: source.path, text: statement.getText() }).flatMap((node) =>
					ts.isImportSpecifier(node) || ts.isExportSpecifier(node) ? [(node.propertyName ?? node.name).text] : [],
				);
				const whole = /^(import|export) \*/.test(statement.getText()) ? ['*'] : [];
				return [...names, ...whole].map((name) => `${source.imports[index]} ${name}`);
			});
		}),
	);
}

function unused(sources: Source[], others: Source[] = []): string[] {
	const taken = imported([...sources, ...others]);
	return sources
		.filter(({ path }) => !FOR_N8N.test(path))
		.flatMap((source) => exported(source).map((name) => ({ path: source.path, name })))
		.filter(({ path, name }) => !taken.has(`${path} ${name}`) && !taken.has(`${path} *`))
		.map(({ path, name }) => `${path} ${name}`);
}

describe('What is exported', () => {
	it('is used by another file of the package, or tried alone by a test', () => {
		expect(unused(all, tests)).toEqual([]);
	});

	it('would be found where nobody uses it', () => {
		const source = { path: 'nodes/a.ts', text: 'export const [ONE, TWO] = pair();', imports: [] };
		const other = { path: 'nodes/b.ts', text: "import { ONE } from './a';", imports: ['nodes/a.ts'] };
		expect(unused([source, other])).toEqual(['nodes/a.ts TWO']);
	});
});
