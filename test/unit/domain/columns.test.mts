import { type Column, columnsOf, isWritable } from '../../../nodes/ServiceNowPlatform/domain/columns.ts';

const row = (name: string, element: string, more: Record<string, unknown> = {}) => ({
	name,
	element,
	column_label: element.toUpperCase(),
	internal_type: 'string',
	reference: '',
	mandatory: 'false',
	read_only: 'false',
	choice: '0',
	...more,
});
const choice = (name: string, element: string, value: string, label = value) => ({ name, element, value, label });
const chain = ['incident', 'task'];
const only = (columns: Column[]) => columns[0] as Column;

describe('columnsOf', () => {
	it('joins the columns of the table and of its parents, by label', () => {
		const columns = columnsOf(chain, [row('task', 'number'), row('incident', 'caller_id'), row('task', 'active')], []);
		expect(columns.map(({ element }) => element)).toEqual(['active', 'caller_id', 'number']);
	});

	it('lets the row of the closest table win, in whatever order the rows come', () => {
		const rows = [
			row('incident', 'state', { column_label: 'Closest' }),
			row('task', 'state', { column_label: 'Parent' }),
		];
		expect(columnsOf(chain, rows, []).map(({ label }) => label)).toEqual(['Closest']);
		expect(columnsOf(chain, rows.reverse(), []).map(({ label }) => label)).toEqual(['Closest']);
	});

	it('passes over rows of other tables and rows without a column', () => {
		const rows = [row('problem', 'x'), row('incident', ''), { name: 'incident', element: null }, { name: 'incident' }];
		expect(columnsOf(chain, rows, [])).toEqual([]);
	});

	it('reads type, reference and flags, and falls back on the name for the label', () => {
		const more = {
			column_label: '',
			internal_type: 'reference',
			reference: 'sys_user',
			mandatory: 'true',
			read_only: 'true',
		};
		expect(only(columnsOf(chain, [row('task', 'caller_id', more)], []))).toEqual({
			element: 'caller_id',
			label: 'caller_id',
			type: 'reference',
			reference: 'sys_user',
			mandatory: true,
			readOnly: true,
			choices: [],
		});
	});

	it.each([
		['1', true],
		['3', true],
		['2', false],
		['0', false],
		['', false],
	])('takes the choices of a column with choice=%s for a closed list: %s', (kind, closed) => {
		const columns = columnsOf(chain, [row('task', 'state', { choice: kind })], [choice('task', 'state', '1', 'New')]);
		expect(only(columns).choices).toEqual(closed ? [{ value: '1', label: 'New' }] : []);
	});

	it('takes the choices of the closest table that has any, in their order', () => {
		const choices = [
			choice('task', 'state', 'parent'),
			choice('incident', 'state', '2'),
			choice('incident', 'state', '1'),
		];
		const columns = columnsOf(chain, [row('task', 'state', { choice: '3' })], choices);
		expect(only(columns).choices.map(({ value }) => value)).toEqual(['2', '1']);
	});

	it('names a choice once that stands for several dependent values', () => {
		const choices = [choice('task', 's', '1', 'One'), choice('task', 's', '1', 'Again')];
		expect(only(columnsOf(chain, [row('task', 's', { choice: '1' })], choices)).choices).toEqual([
			{ value: '1', label: 'One' },
		]);
	});

	it.each(['__proto__', 'constructor', 'toString'])('survives a column called %s', (element) => {
		const columns = columnsOf(chain, [row('task', element, { choice: '1' })], []);
		expect(only(columns)).toMatchObject({ element, choices: [] });
	});
});

describe('isWritable', () => {
	const column = (element: string, readOnly = false): Column => ({
		element,
		label: '',
		type: '',
		reference: '',
		mandatory: false,
		readOnly,
		choices: [],
	});

	it.each(['sys_id', 'sys_created_on', 'sys_updated_by', 'sys_mod_count', 'sys_class_name', 'sys_tags', 'sys_domain'])(
		'is false of %s, which the platform fills',
		(element) => {
			expect(isWritable(column(element))).toBe(false);
		},
	);

	it.each(['state', 'sys_user', 'u_sys_id', 'sys_idx'])('is true of %s', (element) => {
		expect(isWritable(column(element))).toBe(true);
	});

	it('is false of a read-only column', () => {
		expect(isWritable(column('number', true))).toBe(false);
	});
});
