import { inOneLanguage } from '../../../../nodes/ServiceNowPlatform/domain/schema/choices.ts';

const choice = (value: string, language: string, more = {}) => ({
	name: 'incident',
	element: 'close_code',
	value,
	language,
	label: `${value} in ${language}`,
	...more,
});
const labels = (rows: Array<Record<string, unknown>>) => rows.map(({ label }) => label);

describe('inOneLanguage', () => {
	it('keeps one row of each choice: the wanted language, else English, else any', () => {
		const rows = [
			choice('a', 'en'),
			choice('a', 'de'),
			choice('b', 'fr'),
			choice('b', 'en'),
			choice('c', 'fr'),
			choice('c', 'it'),
		];
		expect(labels(inOneLanguage(rows, 'de'))).toEqual(['a in de', 'b in en', 'c in fr']);
		expect(labels(inOneLanguage(rows))).toEqual(['a in en', 'b in en', 'c in fr']);
	});

	it('takes choices of other columns, classes and dependent values for others', () => {
		const rows = [
			choice('a', 'en'),
			choice('a', 'en', { element: 'state' }),
			choice('a', 'en', { name: 'task' }),
			choice('a', 'en', { dependent_value: 'x' }),
		];
		expect(inOneLanguage(rows)).toEqual(rows);
	});

	it('keeps rows that tell no language', () => {
		const rows = [{ name: 'task', element: 'state', value: '1' }];
		expect(inOneLanguage(rows)).toEqual(rows);
	});
});
