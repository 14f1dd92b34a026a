import {
	comparable,
	explained,
	lost,
	shownAs,
	suspects,
	withIgnored,
	withoutEntries,
} from '../../../../nodes/ServiceNowPlatform/domain/values/writes.ts';
import type { TableSchema } from '../../../../nodes/ServiceNowPlatform/domain/schema/schema.ts';

const SYS_ID = { sys_id: 'a' };
const schemaOf = (types: Record<string, string>): TableSchema => ({
	chain: ['t'],
	display: undefined,
	columns: new Map(Object.entries(types).map(([name, type]) => [name, { type, reference: '', key: 'sys_id' }])),
});

describe('The query of a write that is compared', () => {
	it('shows what was written, and the id, beside the fields that are wanted', () => {
		expect(comparable({ sysparm_fields: 'number,state' }, ['state', 'impact'], false)).toEqual({
			sysparm_fields: 'number,state,sys_id,impact',
		});
	});

	it('asks for no list of fields where none is wanted', () => {
		expect(comparable({}, ['state'], false)).toEqual({});
	});

	it.each([
		[{ sysparm_display_value: 'true' }, false],
		[{ sysparm_display_value: 'false' }, true],
	])('has stored values beside labels: %j', (query, displayInput) => {
		expect(comparable(query, [], displayInput)).toEqual({ sysparm_display_value: 'all' });
	});
});

describe('The record as it was asked for', () => {
	const record = { state: { value: '2', display_value: 'In Progress' }, plain: 'x', sys_id: 'a' };
	const caller = { caller: { value: 'id', display_value: 'Beth', link: 'https://x' } };

	it.each([
		[{}, { ...record, state: '2' }],
		[{ sysparm_display_value: 'true' }, { ...record, state: 'In Progress' }],
		[{ sysparm_display_value: 'all' }, record],
		[{ sysparm_fields: 'state' }, { state: '2' }],
	])('by %j', (query: Record<string, string>, expected) => {
		expect(shownAs(query, record)).toEqual(expected);
	});

	it('keeps the link of a reference', () => {
		expect(shownAs({}, caller)).toEqual({ caller: { value: 'id', link: 'https://x' } });
		expect(shownAs({ sysparm_display_value: 'true' }, caller)).toEqual({
			caller: { display_value: 'Beth', link: 'https://x' },
		});
	});
});

describe('A written value is suspected to be lost', () => {
	it.each([
		['another one is there', { state: '2' }, { ...SYS_ID, state: '1' }, ['state']],
		['it is empty', { state: '2' }, { ...SYS_ID, state: '' }, ['state']],
		['it is missing from a whole record', { x: '1' }, SYS_ID, ['x']],
		[
			'only the pair of another is there',
			{ state: '2' },
			{ ...SYS_ID, state: { value: '1', display_value: 'New' } },
			['state'],
		],
	])('where %s', (_, sent: Record<string, string>, record, columns) => {
		expect(suspects(sent, record, true).map(({ column }) => column)).toEqual(columns);
	});

	it.each([
		['it is there', { state: '2' }, { ...SYS_ID, state: '2' }, true],
		['its label is there', { state: 'New' }, { ...SYS_ID, state: { value: '1', display_value: 'New' } }, true],
		['the answer shows nothing of the record', { state: '2' }, { state: '1' }, true],
		['a view may leave it out', { x: '1' }, SYS_ID, false],
		['it is the id', { sys_id: 'b' }, SYS_ID, true],
		['it is an entry of a journal', { work_notes: 'a' }, { ...SYS_ID, work_notes: '' }, true],
		['passwords are shown to nobody', { user_password: 'a' }, SYS_ID, true],
	])('but not where %s', (_, sent: Record<string, string>, record, isWhole) => {
		expect(suspects(sent, record, isWhole)).toEqual([]);
	});

	it('also where ServiceNow itself said that it did not take it', () => {
		const known = [{ column: 'a', sent: '1', stored: '2' }];
		expect(withIgnored(known, ['a', 'b', 'c'], { a: '1', b: '2' })).toEqual([
			{ column: 'a', sent: '1', stored: undefined, ignored: true },
			{ column: 'b', sent: '2', stored: undefined, ignored: true },
		]);
	});
});

describe('A suspected value is lost', () => {
	const suspected = (column: string, sent: string, stored: string | undefined, more = {}) => [
		{ column, sent, stored, ...more },
	];

	it.each([
		['of a type that is not known', suspected('x', 'a', 'b'), {}, true],
		['that is missing', suspected('x', 'a', undefined), { x: 'string' }, true],
		['that was ignored', suspected('x', 'a', undefined, { ignored: true }), { x: 'journal_input' }, true],
		['that the type spells otherwise', suspected('x', 'a,b', 'b,a'), { x: 'glide_list' }, false],
		['that is its own label', suspected('x', 'B,A', 'id', { label: 'A,B' }), { x: 'glide_list' }, false],
		['of a silent type', suspected('x', 'a', ''), { x: 'journal_input' }, false],
	])('%s: %#', (_, candidates, types: Record<string, string>, isLost) => {
		expect(lost(candidates, schemaOf(types))).toHaveLength(isLost ? 1 : 0);
	});

	it('where nothing is known of the table', () => {
		expect(lost(suspected('x', 'a', 'b'), undefined)).toHaveLength(1);
	});
});

describe('The sentence for a lost value', () => {
	it.each([
		[{ stored: 'b' }, 'x was sent as "a" and is "b".'],
		[{ stored: '' }, 'x was sent as "a" and is empty.'],
		[{ stored: undefined }, 'x did not come back: it is not a column of t, or the user may not read it.'],
		[{ stored: undefined, ignored: true as const }, 'x was ignored by ServiceNow: it may not be written here.'],
	])('of %j', (more, sentence) => {
		expect(explained({ column: 'x', sent: 'a', ...more }, 't', undefined)).toBe(sentence);
	});

	it('says that there is no such column, where that is known', () => {
		const sentence = explained({ column: 'x', sent: 'a', stored: undefined }, 't', schemaOf({ y: 'string' }));
		expect(sentence).toBe('x is not a column of t.');
	});

	it('cuts what is long', () => {
		expect(explained({ column: 'x', sent: 'a'.repeat(50), stored: '' }, 't', undefined)).toBe(
			`x was sent as "${'a'.repeat(40)}…" and is empty.`,
		);
	});
});

describe('withoutEntries', () => {
	it('leaves out what makes an entry each time', () => {
		expect(withoutEntries({ state: '1', comments: 'a', work_notes: 'b' })).toEqual({ state: '1' });
	});
});
