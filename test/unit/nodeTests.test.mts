import ts from 'typescript';
import { resources } from '../../nodes/ServiceNowPlatform/actions/resources.ts';
import { type Source, sourcesBelow } from './support/sources.mts';
import { nodesOf } from './support/syntax.mts';

/**
 * Every operation has a test that runs it on the emulator: a file of test/nodes that ends with `testsOf`, which fails where the operation
 * has not been run there. Files that go through all operations by their examples do not count: they would not notice that an operation has
 * done nothing.
 */
const tests = sourcesBelow('test/nodes', /\.test\.mts$/).filter(
	({ imports }) => !imports.some((path) => /\/examples\.mts$/.test(path)),
);

/** Resource and operation of each `testsOf('incident', 'create', …)` that is run with the file. */
function named(source: Pick<Source, 'path' | 'text'>): string[] {
	return nodesOf(source).flatMap((node) => {
		if (!ts.isCallExpression(node) || node.expression.getText() !== 'testsOf') return [];
		const isRun = ts.isExpressionStatement(node.parent) && ts.isSourceFile(node.parent.parent);
		const [resource = '', ...operations] = node.arguments.map((word) => (ts.isStringLiteral(word) ? word.text : ''));
		return isRun ? operations.map((operation) => `${resource} ${operation}`) : [];
	});
}

describe('A test on the emulator', () => {
	const known = new Set(tests.flatMap(named));
	const operations = Object.entries(resources).flatMap(([resource, { operations: own }]) =>
		Object.keys(own).map((operation) => `${resource} ${operation}`),
	);

	it.each(operations)('is there for %s', (operation) => {
		expect(known).toContain(operation);
	});

	it('is claimed at the end of a file alone', () => {
		const last = (text: string) => /(^testsOf\([^;]*;\n)+$/m.exec(text)?.[0] ?? '';
		const wrong = tests.filter(
			({ text }) => last(text).split('testsOf(').length !== text.split(/^\s*testsOf\(/m).length,
		);
		expect(wrong.map(({ path }) => path)).toEqual([]);
	});

	it('would be missed where the words stand elsewhere', () => {
		const words = "const a = { resource: 'incident', operation: 'create' }; // testsOf('incident', 'get');";
		expect(named({ path: 'a.mts', text: words })).toEqual([]);
		expect(named({ path: 'b.mts', text: "if (false) testsOf('incident', 'get');" })).toEqual([]);
		expect(named({ path: 'c.mts', text: "testsOf('incident', 'get', 'create');" })).toEqual([
			'incident get',
			'incident create',
		]);
	});
});
