import { existsSync, readdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { resources } from '../../nodes/ServiceNowPlatform/actions/resources.ts';
import { textOf } from './support/sources.mts';

const PAGES = readdirSync('docs')
	.filter((file) => file.endsWith('.md'))
	.map((file) => `docs/${file}`);

/** The rows of a page's table of operations, by resource; a row without a resource belongs to the one above it. */
function rowsIn(page: string): Map<string, string[]> {
	const [, table = ''] = textOf(page).split('<!-- operations -->');
	const found = new Map<string, string[]>();
	let current: string[] = [];
	for (const line of (table.split('<!-- /operations -->')[0] ?? '').trim().split('\n').slice(2)) {
		const [, resource = '', operations = ''] = line.split('|').map((cell) => cell.trim());
		if (resource !== '') current = resource.replace(/ \(.*?\)/g, '').split(', ');
		for (const name of current) found.set(name, [...(found.get(name) ?? []), ...operations.split(', ')]);
	}
	return found;
}

describe.each(['docs/operations.md', 'docs/privileges.md'])('The table of operations in %s', (page) => {
	const listed = rowsIn(page);

	it.each(Object.values(resources).map(({ option, operations }) => [option.name, operations] as const))(
		'has every operation of %s, and no other',
		(name, operations) => {
			const names = Object.values(operations as Record<string, { option: { name: string } }>).map(
				({ option }) => option.name,
			);
			expect([...new Set(listed.get(name))].sort()).toEqual([...names].sort());
		},
	);

	it('has no resource that there is not', () => {
		const names = Object.values(resources).map(({ option }) => option.name);
		expect([...listed.keys()].filter((name) => !names.includes(name))).toEqual([]);
	});
});

describe('The README', () => {
	it('counts the operations', () => {
		const count = Object.values(resources).reduce((sum, { operations }) => sum + Object.keys(operations).length, 0);
		expect(textOf('README.md')).toContain(`[${count} operations](docs/operations.md)`);
	});

	it('is read in a few minutes', () => {
		expect(textOf('README.md').split('\n').length).toBeLessThan(160);
		expect(textOf('README.md').split(/\s+/).length).toBeLessThan(1_600);
	});

	it('names messages that the page of all of them has, too', () => {
		const all = textOf('docs/troubleshooting.md');
		const messages = [...textOf('README.md').matchAll(/^\| `(.+?)`/gm)].map(([, message = '']) => message);
		expect(messages).toHaveLength(10);
		expect(messages.filter((message) => !all.includes(`\`${message}\``))).toEqual([]);
	});

	it('shows every example by the name that it has in the editor', async () => {
		const [, table = ''] = textOf('README.md').split('<!-- examples -->');
		const shown = [...table.matchAll(/\[(.+?)\]\((demo\/workflows\/.+?)\)/g)].map(([, name, file]) => [file, name]);
		const files = (await readdir('demo/workflows')).filter((file) => file.endsWith('.json')).sort();
		expect(shown).toEqual(
			files.map((file) => [
				`demo/workflows/${file}`,
				(JSON.parse(textOf(`demo/workflows/${file}`)) as { name: string }).name,
			]),
		);
	});

	it.each(['README.md', ...PAGES])('has no link to a page or picture that there is not: %s', (page) => {
		const links = [...textOf(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
		const missing = links.filter((link) => !existsSync(join(dirname(page), link)));
		expect(missing).toEqual([]);
	});
});

describe('docs/coming-from-the-built-in-node.md', () => {
	const [, table = ''] = textOf('docs/coming-from-the-built-in-node.md').split(/<!-- .?built-in operations -->/);
	const ways = [...table.matchAll(/([A-Z][A-Za-z ]+?) → ([A-Z][A-Za-z ]+(?:, [A-Z][A-Za-z ]+)*)/g)].flatMap(
		([, names = '', operations = '']) =>
			names
				.split(' and ')
				.flatMap((name) => operations.split(', ').map((operation) => [name.trim(), operation.trim()])),
	);

	it('leads to operations that there are', () => {
		const known = Object.values(resources).flatMap(({ option, operations }) =>
			Object.values(operations as Record<string, { option: { name: string } }>).map((one) => [
				option.name,
				one.option.name,
			]),
		);
		expect(ways.length).toBeGreaterThan(12);
		for (const way of ways) expect(known).toContainEqual(way);
	});
});

describe('CONTRIBUTING', () => {
	it('shows an operation as it stands in the tree', () => {
		const shown = /```ts\n([^]*?)```/.exec(textOf('CONTRIBUTING.md'))?.[1] ?? '';
		expect(shown.length).toBeGreaterThan(200);
		expect(textOf('nodes/ServiceNowPlatform/actions/verbs/delete.operation.ts')).toContain(shown);
	});
});
