import type { INodeParameters } from 'n8n-workflow';
import {
	getColumnsToCreate,
	getColumnsToUpdate,
	getStagingColumns,
} from '../../../nodes/ServiceNowPlatform/methods/resourceMapping.ts';
import { ListServer, type Rows } from '../support/server.mts';

const column = (element: string, internal_type: string, more = {}) => ({
	name: 'incident',
	element,
	column_label: element,
	internal_type,
	...more,
});

const tables: Record<string, Rows> = {
	sys_db_object: [{ name: 'incident' }],
	sys_choice: [{ name: 'incident', element: 'state', value: '1', label: 'New' }],
	sys_dictionary: [
		column('active', 'boolean'),
		column('caller_id', 'reference', { reference: 'sys_user', mandatory: 'true' }),
		column('due', 'glide_date_time'),
		column('day', 'glide_date'),
		column('priority', 'integer'),
		column('state', 'integer', { choice: '1' }),
		column('number', 'string', { read_only: 'true' }),
		column('sys_id', 'GUID'),
		column('u_odd', 'some_new_type'),
	],
};

let server: ListServer;
let forbidden = false;
let changed: Record<string, Rows> = {};

afterEach(() => (changed = {}));

beforeAll(async () => {
	server = await new ListServer(({ table, query }) => {
		if (forbidden) return 403;
		return changed[table] ?? (query.includes('incident') ? (tables[table] ?? []) : []);
	}).start();
});

afterAll(async () => {
	await server.stop();
});

describe('the columns offered', () => {
	const offered = async (parameters: INodeParameters, method = getColumnsToCreate) =>
		await method.call(await server.loadOptions(parameters));
	const fields = async (method: typeof getColumnsToCreate) => (await offered({ resource: 'incident' }, method)).fields;

	it('are those that can be written', async () => {
		expect((await fields(getColumnsToCreate)).map(({ id }) => id)).toEqual([
			'caller_id',
			'active',
			'day',
			'due',
			'priority',
			'state',
			'u_odd',
		]);
	});

	it('have the form that fits their type', async () => {
		const types = Object.fromEntries((await fields(getColumnsToCreate)).map(({ id, type }) => [id, type]));
		expect(types).toEqual({
			active: 'options',
			caller_id: 'string',
			day: 'string',
			due: 'dateTime',
			priority: 'number',
			state: 'options',
			u_odd: 'string',
		});
	});

	it('name the values of a closed list', async () => {
		expect((await fields(getColumnsToCreate)).find(({ id }) => id === 'state')?.options).toEqual([
			{ name: 'New', value: '1' },
		]);
	});

	it('name a value once that stands for several values of another column', async () => {
		const choice = tables.sys_choice?.[0] ?? {};
		changed.sys_choice = [choice, { ...choice, dependent_value: 'other' }];
		expect((await fields(getColumnsToCreate)).find(({ id }) => id === 'state')?.options).toHaveLength(1);
	});

	it('of a staging table are its own, as texts', async () => {
		changed.sys_db_object = [{ name: 'imp_user', 'super_class.name': 'sys_import_set_row' }];
		changed.sys_dictionary = [
			{ name: 'imp_user', element: 'user_id', column_label: 'User ID', internal_type: 'integer', choice: '1' },
			{ name: 'sys_import_set_row', element: 'sys_import_state', column_label: 'State', internal_type: 'string' },
		];
		const context = await server.loadOptions({ resource: 'importSet', table: { mode: 'name', value: 'imp_user' } });
		const { fields: found } = await getStagingColumns.call(context);
		expect(found.map(({ id, type, required }) => [id, type, required])).toEqual([['user_id', 'string', false]]);
	});

	it('say by what a reference may be given, and their own name only where two have the same label', async () => {
		changed.sys_dictionary = [
			...(tables.sys_dictionary ?? []),
			column('u_state', 'string', { column_label: 'state' }),
			column('u_took', 'glide_duration'),
		];
		const labels = (await fields(getColumnsToCreate)).map(({ displayName }) => displayName);
		expect(labels).toEqual(
			expect.arrayContaining([
				'caller_id* (name, email, ID)',
				'priority',
				'state [state]',
				'state [u_state]',
				'u_took (e.g. 1 02:30:00)',
			]),
		);
	});

	it('that people mostly fill in stand in the form, mandatory ones first; the others can be added', async () => {
		changed.sys_dictionary = [
			...(tables.sys_dictionary ?? []),
			column('short_description', 'string'),
			column('category', 'string', { mandatory: 'true' }),
		];
		const shown = async (method: typeof getColumnsToCreate) =>
			(await fields(method)).filter(({ removed }) => removed !== true).map(({ id }) => id);
		expect(await shown(getColumnsToCreate)).toEqual(['caller_id', 'category', 'short_description']);
		expect(await shown(getColumnsToUpdate)).toEqual(['state', 'caller_id', 'category', 'short_description']);
		expect((await fields(getColumnsToCreate)).map(({ id }) => id)).toContain('u_odd');
	});

	it('of a table that is not known follow the form of the instance, without check boxes', async () => {
		const table = { resource: 'record', table: { __rl: true, mode: 'name', value: 'u_own' } };
		changed.sys_db_object = [{ name: 'u_own' }];
		changed.sys_dictionary = ['a', 'b', 'c'].map((name) => ({
			...column(name, name === 'b' ? 'boolean' : 'string'),
			name: 'u_own',
		}));
		changed.sys_ui_element = ['c', 'b', 'a'].map((element, index) => ({ element, position: String(index) }));
		const { fields: found } = await offered(table);
		expect(found.map(({ id, removed }) => [id, removed])).toEqual([
			['c', false],
			['a', false],
			['b', true],
		]);
	});

	it('are the usual ones of every instance before there is a credential', async () => {
		const context = await server.loadOptions({ resource: 'incident' });
		const { credentials: _, ...node } = context.getNode();
		const unsigned = Object.assign(Object.create(context), { getNode: () => node }) as typeof context;
		const { fields: found, emptyFieldsNotice } = await getColumnsToCreate.call(unsigned);
		expect(emptyFieldsNotice).toBeUndefined();
		expect(found.slice(0, 2).map(({ displayName }) => displayName)).toEqual([
			'Short description',
			'Caller (name, email, ID)',
		]);
	});

	it('are marked where the dictionary calls them mandatory, only to create, and never required', async () => {
		const marked = async (method: typeof getColumnsToCreate) =>
			(await fields(method)).filter(({ displayName }) => displayName.includes('*')).map(({ id }) => id);
		expect(await marked(getColumnsToCreate)).toEqual(['caller_id']);
		expect(await marked(getColumnsToUpdate)).toEqual([]);
		// Web services may leave such a column out; n8n would refuse to run.
		expect((await fields(getColumnsToCreate)).filter(({ required }) => required)).toEqual([]);
	});

	it('give way to ServiceNow’s own words when reading them fails', async () => {
		forbidden = true;
		expect(await offered({ resource: 'incident' })).toMatchObject({
			fields: [],
			emptyFieldsNotice: expect.stringContaining('its words'),
		});
		forbidden = false;
	});

	it('give way to what is missing: a table, or the right to read the dictionary', async () => {
		expect(await offered({ resource: 'record', table: { __rl: true, mode: 'list', value: '' } })).toMatchObject({
			fields: [],
			emptyFieldsNotice: expect.stringContaining('Choose a table'),
		});
		expect(await offered({ resource: 'problem' })).toMatchObject({
			fields: [],
			emptyFieldsNotice: expect.stringContaining('sys_dictionary'),
		});
	});
});
