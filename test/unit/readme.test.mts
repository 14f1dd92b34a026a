import { resources } from '../../nodes/ServiceNowPlatform/actions/resources.ts';
import { textOf } from './support/sources.mts';

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

describe.each(['README.md', 'docs/privileges.md'])('The table of operations in %s', (page) => {
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
		expect(textOf('README.md')).toContain(`[${count} operations](#operations)`);
	});
});

describe('CONTRIBUTING', () => {
	it('shows an operation as it stands in the tree', () => {
		const shown = /```ts\n([^]*?)```/.exec(textOf('CONTRIBUTING.md'))?.[1] ?? '';
		expect(shown.length).toBeGreaterThan(200);
		expect(textOf('nodes/ServiceNowPlatform/actions/verbs/delete.operation.ts')).toContain(shown);
	});
});
