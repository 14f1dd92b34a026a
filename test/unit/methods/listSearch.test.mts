import type { INodeListSearchItems, INodeParameters } from 'n8n-workflow';
import { listSearch } from '../../../nodes/ServiceNowPlatform/methods/listSearch.ts';
import { LIST_KINDS, tableKind } from '../../../nodes/ServiceNowPlatform/methods/pickers.ts';
import { rejection } from '../support/failures.mts';
import { type Asked, ListServer, type Rows } from '../support/server.mts';

let server: ListServer | undefined;

async function open(rows: (asked: Asked) => Rows | number, parameters: INodeParameters = { resource: 'incident' }) {
	server = await new ListServer(rows).start();
	return await server.loadOptions(parameters);
}

afterEach(async () => {
	await server?.stop();
	server = undefined;
});

const asked = (): Asked[] => server?.asked ?? [];

const incidents = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ sys_id: `id${index}`, number: `INC${index}` }));

describe('a picker', () => {
	it('searches on the server, in every column that its kind names', async () => {
		const context = await open(() => []);
		await listSearch.searchUsers.call(context, ' Beth ');
		expect(asked()[0]).toMatchObject({
			table: 'sys_user',
			query: 'nameLIKEBeth^ORuser_nameLIKEBeth^ORemailLIKEBeth^active=true^ORDERBYname',
		});
	});

	it('asks for the first entries where nothing is typed', async () => {
		const context = await open(() => [{ name: 'incident', label: 'Incident', sys_id: 'x' }]);
		await listSearch.searchTables.call(context);
		expect(asked()[0]).toMatchObject({ query: 'ORDERBYlabel', offset: 0, limit: 100 });
	});

	it('names an entry by its title and details, and links to it', async () => {
		const context = await open(() => [{ sys_id: 'abc', number: 'INC1', short_description: 'No mail' }]);
		const { results } = await listSearch.searchRecords.call(context);
		expect(results).toEqual([{ name: 'INC1 – No mail', value: 'abc', url: `${server?.url}/incident.do?sys_id=abc` }]);
	});

	it('names an entry by its sys_id where nothing else has a value', async () => {
		const context = await open(() => [{ sys_id: 'abc', number: '', short_description: '' }]);
		expect((await listSearch.searchRecords.call(context)).results[0]?.name).toBe('abc');
	});

	it('stores the technical name of a table', async () => {
		const context = await open(() => [{ name: 'incident', label: 'Incident', sys_id: 'x' }]);
		expect((await listSearch.searchTables.call(context)).results).toEqual([
			{ name: 'Incident – incident', value: 'incident' },
		]);
	});

	it('finds every visible entry by its pages, although each is thinned by access rules', async () => {
		const all = incidents(250);
		const context = await open(({ offset, limit }) =>
			all.slice(offset, offset + limit).filter((_, index) => index % 3 === 0),
		);
		const found: INodeListSearchItems[] = [];
		for (let token: string | undefined, more = true; more; more = token !== undefined) {
			const { results, paginationToken } = await listSearch.searchRecords.call(context, '', token);
			found.push(...results);
			token = paginationToken as string | undefined;
		}
		const visible = [0, 100, 200].flatMap((offset) =>
			all.slice(offset, offset + 100).filter((_, index) => index % 3 === 0),
		);
		expect(found.map(({ value }) => value)).toEqual(visible.map(({ sys_id }) => sys_id));
	});

	it('ends after an empty page', async () => {
		const context = await open(() => []);
		expect(await listSearch.searchRecords.call(context, '', '100')).toEqual({ results: [] });
		expect(await listSearch.searchRecords.call(context, 'no such')).toEqual({ results: [] });
	});

	it('says that nothing is to be seen where there is not a single entry', async () => {
		const context = await open(() => []);
		expect(await rejection(listSearch.searchRecords.call(context))).toMatchObject({
			message: 'List: The signed-in user sees no record of incident',
		});
	});

	it.each(['a^ORactive=true', 'javascript:gs.x()'])('refuses the search text %j before any request', async (text) => {
		const context = await open(() => []);
		expect(await rejection(listSearch.searchRecords.call(context, text))).toMatchObject({ name: 'NodeOperationError' });
		expect(asked()).toEqual([]);
	});

	it('shows ServiceNow’s own words when it fails, not an empty list', async () => {
		const context = await open(() => 403);
		expect(await rejection(listSearch.searchRecords.call(context))).toMatchObject({
			name: 'NodeApiError',
			message: 'its words',
		});
	});

	it('says that a table must be chosen first', async () => {
		const context = await open(() => [], { resource: 'record', table: { mode: 'list', value: '' } });
		expect(await rejection(listSearch.searchRecords.call(context))).toMatchObject({ name: 'NodeOperationError' });
	});

	it('searches a table of the user’s choice by its display column, that of the closest class', async () => {
		const dictionary = [
			{ name: 'cmdb', element: 'x', display: 'true' },
			{ name: 'cmdb_ci', element: 'name', display: 'true' },
		];
		const context = await open(
			({ table }) => {
				if (table === 'sys_db_object')
					return [{ name: 'u_ci', 'super_class.name': 'cmdb_ci', 'super_class.super_class.name': 'cmdb' }];
				return table === 'sys_dictionary' ? dictionary : [{ sys_id: '1', name: 'web-01' }];
			},
			{ resource: 'record', table: { __rl: true, mode: 'name', value: 'u_ci' } },
		);
		const { results } = await listSearch.searchRecords.call(context, 'web');
		expect(results[0]?.name).toBe('web-01');
		expect(asked().at(-1)).toMatchObject({ table: 'u_ci', query: 'nameLIKEweb^ORDERBYDESCsys_updated_on' });
	});
});

describe('LIST_KINDS', () => {
	it.each(Object.entries(LIST_KINDS))('%s searches by columns that it also shows', (_, kind) => {
		expect(kind.search).toEqual(expect.arrayContaining([kind.title[0]]));
	});

	it('has the number and the short description for tables whose display column is not known', () => {
		expect(tableKind('u_x', undefined)).toMatchObject({ table: 'u_x', title: ['number', 'name', 'short_description'] });
	});
});
