import {
	getColumnsToCreate,
	getColumnsToUpdate,
	getStagingColumns,
} from '../../../nodes/ServiceNowPlatform/methods/resourceMapping.ts';
import { rejection } from '../support/failures.mts';
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
	server = await new ListServer(({ table }) => (forbidden ? 403 : (changed[table] ?? tables[table] ?? []))).start();
});

afterAll(async () => {
	await server.stop();
});

describe('the columns offered', () => {
	const fields = async (method: typeof getColumnsToCreate) =>
		(await method.call(await server.loadOptions({ resource: 'incident' }))).fields;

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

	it('are required where the dictionary says so, and only to create', async () => {
		expect((await fields(getColumnsToCreate)).filter(({ required }) => required).map(({ id }) => id)).toEqual([
			'caller_id',
		]);
		expect((await fields(getColumnsToUpdate)).filter(({ required }) => required)).toEqual([]);
	});

	it('come with ServiceNow’s own words when reading them fails', async () => {
		forbidden = true;
		expect(await rejection(fields(getColumnsToCreate))).toMatchObject({ name: 'NodeApiError', message: 'its words' });
		forbidden = false;
	});
});
