import ts from 'typescript';
import { type Source, sourcesBelow } from './support/sources.mts';
import { nodesOf } from './support/syntax.mts';

const nodes = sourcesBelow('nodes', /\.ts$/);

/** What is done where something is sent or waited for. A new verb is welcome here; a noun is the name of what is made without asking. */
const VERBS = [
	...['add', 'ask', 'assert', 'attempt', 'await', 'begin', 'change', 'check', 'confirm', 'create', 'deal', 'describe'],
	...['do', 'explain', 'find', 'finish', 'identify', 'import', 'insert', 'install', 'join', 'list', 'load', 'look'],
	...['move', 'note', 'page', 'pass', 'place', 'poll', 'read', 'remove', 'report', 'resolve', 'run', 'search', 'send'],
	...['separate', 'settle', 'start', 'submit', 'sweep', 'take', 'work', 'write'],
];

/** Contracts whose names say what an operation gives. */
const CONTRACTS = ['together', 'values'];

/** Names of the functions that yield requests: generators, and what is declared to return one. */
function senders(source: Pick<Source, 'path' | 'text'>): string[] {
	return nodesOf(source).flatMap((node) => {
		if (!ts.isFunctionDeclaration(node) && !ts.isMethodDeclaration(node)) return [];
		const sends = node.asteriskToken !== undefined || /^Steps</.test(node.type?.getText() ?? '');
		return sends && node.name !== undefined ? [node.name.getText()] : [];
	});
}

function isVerb(name: string): boolean {
	return CONTRACTS.includes(name) || VERBS.some((verb) => new RegExp(`^${verb}(?![a-z])`).test(name));
}

describe('functions that send', () => {
	it('are verbs', () => {
		const names = nodes.flatMap((source) => senders(source).map((name) => ({ path: source.path, name })));
		expect(names.length).toBeGreaterThan(250);
		expect(names.filter(({ name }) => !isVerb(name))).toEqual([]);
	});

	it.each([
		'export function* recentOrders(): Steps<string> {}',
		'class Known { *first() {} }',
		'const delivery = { *steps() { yield 1; } };',
		'function outputOf(item: Item): Steps<Output> { return read(item); }',
	])('would be found as nouns: %s', (text) => {
		expect(senders({ path: 'a.ts', text }).filter((name) => !isVerb(name))).toHaveLength(1);
	});
});
