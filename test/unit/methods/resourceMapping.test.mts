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
			'active',
			'caller_id',
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
			active: 'boolean',
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

	it('tell to which table a reference leads', async () => {
		expect((await fields(getColumnsToCreate)).find(({ id }) => id === 'caller_id')?.displayName).toContain('sys_user');
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
