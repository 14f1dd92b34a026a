import { readFileSync } from 'node:fs';
import { resources } from '../../nodes/ServiceNowPlatform/actions/resources.ts';
import { PAGE, printed, readCells } from '../reliability/matrix/print.mts';

const page = readFileSync(PAGE, 'utf8');
const cells = readCells();

describe('docs/reliability.md', () => {
	it('has the matrix that was seen, with every operation that writes', () => {
		expect(printed(page, cells)).toBe(page);
		const writes = Object.entries(resources).flatMap(([resource, { operations }]) =>
			Object.entries(operations)
				.filter(([, { readOnly }]) => readOnly !== true)
				.map(([operation]) => `${resource}.${operation}`),
		);
		expect(Object.keys(cells).sort()).toEqual(writes.sort());
	});

	it('has seen each of them with one item and with two', () => {
		const unseen = Object.entries(cells).flatMap(([place, rows]) =>
			rows.flatMap((row, nth) => (row === '' ? [[place, nth + 1]] : [])),
		);
		// A user has one cart, which is empty once it was ordered.
		expect(unseen).toEqual([['catalog.submitCart', 2]]);
	});

	it('shows nothing that was done twice or lost in silence, and nothing without a word', () => {
		const verdicts = Object.values(cells).flatMap((rows) => rows.flatMap((row) => row.split(' ').slice(0, -1)));
		expect(verdicts.filter((verdict) => ['1', 'p', 'D', 'lost'].includes(verdict))).toEqual([]);
	});

	it('names tests that are there', () => {
		const named = [...page.matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path);
		expect(named.length).toBeGreaterThan(10);
		for (const path of named) expect(() => readFileSync(path)).not.toThrow(/ENOENT/);
	});
});
