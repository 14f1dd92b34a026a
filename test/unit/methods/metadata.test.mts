import { displayColumn, readFormParts } from '../../../nodes/ServiceNowPlatform/methods/metadata.ts';
import { FakeInstance, ok } from '../support/instance.mts';

/** An instance that answers each table with these rows. */
const instanceWith = (tables: Record<string, unknown[]>) =>
	new FakeInstance({
		handle: ({ url }) => ok(tables[new URL(url, 'https://x').pathname.split('/').at(-1) ?? ''] ?? []),
	});

const task = { name: 'incident', 'super_class.name': 'task', 'super_class.super_class.name': '' };
const queryOf = (instance: FakeInstance, table: string) =>
	instance.done
		.map(({ url }) => new URL(url, 'https://x'))
		.find(({ pathname }) => pathname.endsWith(`/${table}`))
		?.searchParams.get('sysparm_query');

describe('readFormParts', () => {
	const sys_dictionary = [
		{ name: 'task', element: 'state', column_label: 'State', internal_type: 'integer', choice: '1' },
		{
			name: 'incident',
			element: 'caller_id',
			column_label: 'Caller',
			internal_type: 'reference',
			reference: 'sys_user',
		},
	];
	const sys_choice = [{ name: 'incident', element: 'state', value: '1', label: 'New' }];

	it('asks for columns, choices and changes of the whole chain in one call behind the chain and the form', async () => {
		const sys_ui_element = [
			{ element: 'state', position: '10' },
			{ element: 'caller_id', position: '9' },
		];
		const instance = instanceWith({ sys_db_object: [task], sys_dictionary, sys_choice, sys_ui_element });
		const { columns, chain, layout } = await readFormParts(instance, 'incident');
		expect(instance.calls).toHaveLength(2);
		expect(instance.done).toHaveLength(5);
		expect([chain, layout]).toEqual([
			['incident', 'task'],
			['caller_id', 'state'],
		]);
		expect(queryOf(instance, 'sys_dictionary')).toMatch(/^nameINincident,task\^/);
		expect(columns.map(({ element, choices }) => [element, choices.length])).toEqual([
			['caller_id', 0],
			['state', 1],
		]);
	});

	it('finds nothing, without an error, where the user may not read the dictionary', async () => {
		expect(await readFormParts(instanceWith({}), 'incident')).toMatchObject({ columns: [], layout: [] });
	});
});

describe('displayColumn', () => {
	it('is that of the closest class', async () => {
		const sys_dictionary = [
			{ name: 'task', element: 'number', display: 'true' },
			{ name: 'incident', element: 'title', display: 'true' },
		];
		expect(await displayColumn(instanceWith({ sys_db_object: [task], sys_dictionary }), 'incident')).toBe('title');
	});

	it('is inherited', async () => {
		const sys_dictionary = [{ name: 'task', element: 'number', display: 'true' }];
		expect(await displayColumn(instanceWith({ sys_db_object: [task], sys_dictionary }), 'incident')).toBe('number');
	});

	it('is not known where the user may not read the dictionary', async () => {
		expect(await displayColumn(instanceWith({ sys_db_object: [task] }), 'incident')).toBeUndefined();
	});
});
