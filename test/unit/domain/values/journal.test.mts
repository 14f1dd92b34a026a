import {
	entriesOfStream,
	entryOfRow,
	newestFirst,
} from '../../../../nodes/ServiceNowPlatform/domain/values/journal.ts';

const head = (time: string, label = 'Work notes', name = 'Beth Anglin') => `${time} - ${name} (${label})`;
const stream = (...entries: Array<[string, string]>) => entries.map(([top, text]) => `${top}\n${text}\n\n`).join('');
const texts = (text: string, clock?: (shown: string) => string) =>
	entriesOfStream(text, 'work_notes', clock).map((entry) => entry.text);
const asIs = (shown: string) => shown;

describe('entriesOfStream', () => {
	it('tells entries apart, their lines and blank lines kept', () => {
		const text = stream([head('2026-01-02 10:00:00'), 'one\n\ntwo'], [head('2026-01-01 10:00:00'), 'three']);
		expect(entriesOfStream(text, 'work_notes')).toEqual([
			{
				created_on: '2026-01-02 10:00:00',
				name: 'Beth Anglin',
				type: 'work_notes',
				text: 'one\n\ntwo',
				source: 'display_value',
			},
			{
				created_on: '2026-01-01 10:00:00',
				name: 'Beth Anglin',
				type: 'work_notes',
				text: 'three',
				source: 'display_value',
			},
		]);
	});

	it.each(['01/31/2026 11:59:59 PM', '31.01.2026 23.59.59', '31-01-2026 23:59'])('knows the time %s', (time) => {
		expect(entriesOfStream(stream([head(time), 'text']), 'x')).toMatchObject([{ created_on: time, text: 'text' }]);
	});

	it.each(['Beth - Anglin', 'Beth (Contractor)', '王 秀英', "O'Brien, Ann"])('knows the name %s', (name) => {
		expect(entriesOfStream(stream([head('2026-01-01 10:00:00', 'Work notes', name), 'x']), 'x')).toMatchObject([
			{ name },
		]);
	});

	it('takes line ends of every kind, and nothing for no text', () => {
		expect(texts(stream([head('2026-01-01 10:00:00'), 'a\nb']).replaceAll('\n', '\r\n'))).toEqual(['a\nb']);
		expect(texts('')).toEqual([]);
		expect(texts('no head at all')).toEqual([]);
	});

	it.each([
		['in the middle of a text', `before\n${head('2026-01-01 09:00:00')}\nafter`],
		['of another column', `before\n\n${head('2026-01-01 09:00:00', 'Additional comments')}\nafter`],
		['that is quoted', `> ${head('2026-01-01 09:00:00')}\n> text`],
		['that is newer', `before\n\n${head('2026-02-01 09:00:00')}\nafter`],
	])('takes a line for text that looks like a head %s', (_, text) => {
		expect(texts(stream([head('2026-01-01 10:00:00'), text]), asIs)).toEqual([text]);
	});

	it('turns times into UTC where there is a clock', () => {
		const text = stream([head('2026-01-01 10:00:00'), 'x']);
		expect(entriesOfStream(text, 'x', () => '2026-01-01 18:00:00')).toMatchObject([
			{ created_on: '2026-01-01 18:00:00' },
		]);
	});
});

describe('newestFirst', () => {
	it('keeps entries of the same second in their order', () => {
		const entry = (created_on: string, text: string) => ({
			created_on,
			text,
			type: 'x',
			source: 'display_value' as const,
		});
		const entries = [entry('2026-01-01', 'a'), entry('2026-01-02', 'b'), entry('2026-01-01', 'c')];
		expect(newestFirst(entries).map(({ text }) => text)).toEqual(['b', 'a', 'c']);
	});
});

describe('entryOfRow', () => {
	it('has every key, whatever the row lacks', () => {
		expect(entryOfRow({})).toEqual({
			sys_id: '',
			created_on: '',
			created_by: '',
			type: '',
			text: '',
			source: 'sys_journal_field',
		});
	});
});
