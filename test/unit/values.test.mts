import { parseQuery } from '../../nodes/ServiceNowPlatform/domain/query/parse.ts';
import { pastedQuery } from '../../nodes/ServiceNowPlatform/domain/query/pasted.ts';
import { READ_TYPES, typedValue } from '../../nodes/ServiceNowPlatform/domain/values/typed.ts';
import { textOf } from './support/sources.mts';
import { thrown } from './support/failures.mts';

/** The rows of a table between two marks, with what stands in backquotes. */
function rows(mark: string): string[][] {
	const [, part = ''] = textOf('docs/values.md').split(`<!-- ${mark} -->`);
	const lines = (part.split(`<!-- /${mark} -->`)[0] ?? '').trim().split('\n').slice(2);
	return lines.map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')),
	);
}
const stored = (type: string, value: string) => typedValue(value, { column: 'u_x', type, timeZone: 'Europe/Berlin' });
const query = (given: string) => {
	const found = pastedQuery(given);
	parseQuery(found);
	return found;
};

describe('docs/values.md', () => {
	it.each(rows('read'))('says how %s reads %s', (type = '', given = '', expected = '') => {
		expect(stored(type, given)).toBe(expected);
	});

	it.each(rows('refused'))('says that %s refuses %s', (type = '', given = '') => {
		expect(thrown(() => stored(type, given))).toMatchObject({ name: 'InputError', field: 'u_x' });
	});

	it.each(rows('queries'))('says what becomes of the query %s', (given = '', expected = '') => {
		if (expected === 'refused') expect(thrown(() => query(given))).toMatchObject({ field: 'Encoded Query' });
		else expect(query(given)).toBe(expected);
	});

	it('names every type that is read, but for those that are read as another one', () => {
		const same = ['date', 'datetime', 'glide_utc_time', 'numeric', 'order_index', 'time'];
		const named = new Set(rows('read').map(([type]) => type));
		expect(READ_TYPES.filter((type) => !named.has(type) && !same.includes(type))).toEqual([]);
	});
});
