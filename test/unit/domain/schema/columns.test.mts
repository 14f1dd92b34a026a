import {
	type Column,
	columnsOf,
	displayOf,
	isWritable,
} from '../../../../nodes/ServiceNowPlatform/domain/schema/columns.ts';

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
			display: 'true',
			max_length: '32',
			reference_key: 'user_name',
			default_value: 'javascript:gs.getUserID()',
		};
		expect(only(columnsOf(chain, [row('task', 'caller_id', more)], []))).toEqual({
			element: 'caller_id',
			label: 'caller_id',
			table: 'task',
			type: 'reference',
			family: 'reference',
			maxLength: 32,
			reference: 'sys_user',
			targets: ['sys_user'],
			key: 'user_name',
			mandatory: true,
			readOnly: true,
			display: true,
			choice: '0',
			dependent: '',
			defaultValue: 'javascript:gs.getUserID()',
			choices: [],
			closed: false,
		});
	});

	it.each([
		['', undefined],
		['many', undefined],
		['0', 0],
	])('reads the length %j as %j', (max_length, expected) => {
		expect(only(columnsOf(chain, [row('task', 'x', { max_length })])).maxLength).toBe(expected);
	});

	it('has the parent classes of the table that a reference leads to, where they were asked for', () => {
		const parents = { 'reference.super_class.name': 'task', 'reference.super_class.super_class.name': '' };
		const [problem, text] = columnsOf(chain, [
			row('task', 'problem_id', { reference: 'problem', ...parents }),
			row('task', 'text', { ...parents, reference: '' }),
		]);
		expect([problem?.targets, text?.targets]).toEqual([['problem', 'task'], []]);
	});

	it('stores the sys_id of a reference unless told otherwise', () => {
		expect(only(columnsOf(chain, [row('task', 'x', { reference: 'sys_user' })])).key).toBe('sys_id');
	});

	it.each([
		['1', true],
		['3', true],
		['2', false],
		['0', false],
		['', false],
	])('takes the choices of a column with choice=%s for a closed list: %s', (kind, closed) => {
		const columns = columnsOf(chain, [row('task', 'state', { choice: kind })], [choice('task', 'state', '1', 'New')]);
		expect(only(columns)).toMatchObject({ choices: [{ value: '1', label: 'New', dependent: '' }], closed });
	});

	it('takes no list for closed that has no choices', () => {
		expect(only(columnsOf(chain, [row('task', 'state', { choice: '1' })])).closed).toBe(false);
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

	it('keeps a choice as often as there are values on which it depends', () => {
		const choices = ['a', 'b'].map((dependent_value) => ({ ...choice('task', 's', '1', 'One'), dependent_value }));
		expect(only(columnsOf(chain, [row('task', 's')], choices)).choices).toEqual([
			{ value: '1', label: 'One', dependent: 'a' },
			{ value: '1', label: 'One', dependent: 'b' },
		]);
	});

	it('takes what a class changes of an inherited column, and only that', () => {
		const change = { name: 'incident', element: 'x', mandatory_override: 'true', mandatory: 'true', read_only: 'true' };
		const columns = columnsOf(chain, [row('task', 'x', { default_value: '1' })], [], [change]);
		expect(only(columns)).toMatchObject({ mandatory: true, readOnly: false, defaultValue: '1', table: 'task' });
	});

	it('takes the change of the closest class, and none of another table or of a column that is not there', () => {
		const change = (name: string, default_value: string, element = 'x') => ({
			...{ name, element, default_value },
			default_value_override: 'true',
		});
		const overrides = [
			change('incident', 'mine'),
			change('task', 'parent'),
			change('problem', 'no'),
			change('task', 'no', 'y'),
		];
		const columns = columnsOf(['incident', 'task', 'root'], [row('root', 'x')], [], overrides);
		expect(columns.map(({ defaultValue }) => defaultValue)).toEqual(['mine']);
	});

	it.each(['__proto__', 'constructor', 'toString'])('survives a column called %s', (element) => {
		const columns = columnsOf(chain, [row('task', element, { choice: '1' })], []);
		expect(only(columns)).toMatchObject({ element, choices: [] });
	});
});

describe('displayOf', () => {
	const shown = (name: string, element: string) => row(name, element, { display: 'true' });

	it('is the column of the closest class', () => {
		const columns = columnsOf(chain, [shown('task', 'number'), shown('incident', 'title'), row('incident', 'x')]);
		expect(displayOf(chain, columns)).toBe('title');
		expect(displayOf(chain, columnsOf(chain, [shown('task', 'number'), row('incident', 'x')]))).toBe('number');
	});

	it('is not known where no column is shown', () => {
		expect(displayOf(chain, columnsOf(chain, [row('task', 'x')]))).toBeUndefined();
	});
});

describe('isWritable', () => {
	const column = (element: string, readOnly = false): Column =>
		only(columnsOf(chain, [row('task', element, { read_only: String(readOnly) })]));

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
