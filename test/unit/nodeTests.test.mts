import { resources } from '../../nodes/ServiceNowPlatform/actions/resources.ts';
import { sourcesBelow, textOf } from './support/sources.mts';

/**
 * Every operation has a test that runs it on the emulator: a file of test/nodes that names its resource and the operation itself, or calls
 * what names it. Those that go through all operations by their examples, and the examples, do not count: they would not notice that an
 * operation has done nothing.
 */
const EVERYTHING = /\/(examples|exampleParts|exampleProcesses)\.mts$/;

const tests = sourcesBelow('test/nodes', /\.test\.mts$/)
	.filter(({ imports }) => !imports.some((path) => /\/examples\.mts$/.test(path)))
	.map(({ text, imports }) => {
		const helpers = imports.filter((path) => path.startsWith('test/support/') && !EVERYTHING.test(path));
		return [text, ...helpers.map(textOf)].join('\n');
	});

const isTested = (resource: string, operation: string, among: string[] = tests): boolean =>
	among.some((text) => [resource, operation].every((name) => new RegExp(`['"\`]${name}['"\`]`).test(text)));

describe('A test on the emulator', () => {
	const operations = Object.entries(resources).flatMap(([resource, { operations: own }]) =>
		Object.keys(own).map((operation) => [resource, operation] as const),
	);

	it.each(operations)('is there for %s %s', (resource, operation) => {
		expect(isTested(resource, operation)).toBe(true);
	});

	it('would be missed', () => {
		expect(tests.length).toBeGreaterThan(40);
		expect(isTested('incident', 'putOnHold')).toBe(false);
		expect(isTested('noSuchResource', 'get')).toBe(false);
	});
});
