import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import { ServiceNowPlatform } from '../../../nodes/ServiceNowPlatform/ServiceNowPlatform.node.ts';
import { actAs } from '../../support/actAs.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());

const { listSearch, loadOptions, resourceMapping } = new ServiceNowPlatform().methods;
type Context = Record<string, unknown>;

const context = (parameters: Context, path = ''): ILoadOptionsFunctions =>
	s.n8n.loadOptions(
		{ authentication: 'serviceNowPlatformServiceOAuth2Api', resource: 'incident', ...parameters } as never,
		path,
	);
/** What a picker offers, and how many requests that took; the token is there already. */
async function opened<T>(open: () => Promise<T>): Promise<{ offered: T; requests: number }> {
	await listSearch.searchTables.call(context({}));
	s.emulator.resetStats();
	const offered = await open();
	return { offered, requests: requestCount(s) };
}
const names = ({ results }: INodeListSearchResult) => results.map(({ name }) => name);
const values = (entries: Array<{ value: unknown }>) => entries.map(({ value }) => value);
/** The context of a field beside a column that was chosen in a filter. */
const beside = (column: string, field: string, more: Context = {}) =>
	context(
		{ filter: { conditions: [{ field: { __rl: true, mode: 'list', value: column } }] }, ...more },
		`parameters.filter.conditions[0].${field}`,
	);

describe('The table picker', () => {
	it('begins with the tables that people look for, each once, and searches all', async () => {
		const { offered, requests } = await opened(async () => await listSearch.searchTables.call(context({})));
		expect(values(offered.results).slice(0, 4)).toEqual(['incident', 'change_request', 'problem', 'sc_request']);
		expect(new Set(values(offered.results)).size).toBe(offered.results.length);
		expect(values(offered.results)).toContain('alm_asset');
		expect(requests).toBe(2);
		const searched = await opened(async () => await listSearch.searchTables.call(context({}), 'asset'));
		expect(values(searched.offered.results)).toContain('alm_asset');
		expect(searched.requests).toBe(1);
	});
});

describe('The field picker', () => {
	it('offers the columns of the table and of its parent classes, by label', async () => {
		const { offered, requests } = await opened(async () => await listSearch.searchFields.call(context({})));
		expect(names(offered)).toEqual(
			expect.arrayContaining(['Caller (caller_id)', 'Short description (short_description)']),
		);
		expect(values(offered.results)).not.toContain('caller_id.email');
		expect(requests).toBe(2);
	});

	it('searches in fields of referenced records, too', async () => {
		const { offered, requests } = await opened(
			async () => await listSearch.searchFields.call(context({}), 'caller email'),
		);
		expect(offered.results).toContainEqual({ name: 'Caller Email (caller_id.email)', value: 'caller_id.email' });
		expect(requests).toBe(3);
	});

	it('finds inherited columns of referenced records', async () => {
		const { offered } = await opened(
			async () => await listSearch.searchFields.call(context({}), 'problem_id.short_desc'),
		);
		expect(values(offered.results)).toContain('problem_id.short_description');
	});

	it('goes on page by page', async () => {
		const first = await listSearch.searchFields.call(context({}), 'e');
		const second = await listSearch.searchFields.call(context({}), 'e', first.paginationToken as string);
		expect(first.results).toHaveLength(100);
		expect(first.paginationToken).toBe('100');
		expect(values(second.results).filter((value) => values(first.results).includes(value))).toEqual([]);
	});

	it('offers all of them at once where several are selected', async () => {
		const { offered, requests } = await opened(
			async () => (await loadOptions.getFields.call(context({}))) as INodePropertyOptions[],
		);
		expect(values(offered)).toEqual(expect.arrayContaining(['number', 'caller_id', 'caller_id.email']));
		expect(requests).toBe(3);
	});

	it('is about attachments where those are filtered', async () => {
		const offered = await listSearch.searchFields.call(
			context({ resource: 'attachment', operation: 'getAll', table: by('name', 'incident') }),
		);
		expect(values(offered.results)).toEqual(expect.arrayContaining(['file_name', 'content_type']));
	});

	it('says why it is empty to somebody who may not read the dictionary', async () => {
		await actAs(s, 'employee');
		const empty = listSearch.searchFields.call(context({}));
		await expect(empty).rejects.toMatchObject({
			message: 'Field: The columns of incident cannot be read',
			description: expect.stringMatching(/sys_dictionary.*typed/),
		});
		await actAs(s, 'integration.user');
	});
});

describe('The operator picker', () => {
	const offered = async (column: string) => {
		const { offered: operators, requests } = await opened(
			async () => await loadOptions.getOperators.call(beside(column, 'operator')),
		);
		expect(requests).toBeLessThanOrEqual(3);
		return values(operators);
	};

	it.each([
		['short_description', ['contains', 'isOneOf'], ['isTrue', 'last', 'isMe', 'greater']],
		['opened_at', ['notOn', 'last', 'between', 'before'], ['contains', 'isTrue', 'isOneOf', 'isNot', 'greater']],
		['active', ['isTrue', 'isFalse'], ['contains', 'greater', 'on']],
		['priority', ['isAnyOf', 'greater', 'between'], ['on', 'isTrue']],
		['caller_id', ['isMe', 'contains', 'isAnyOf'], ['on', 'greater']],
		['assignment_group', ['isAnyOf'], ['isMe']],
		['caller_id.active', ['isTrue'], ['contains']],
		['watch_list', ['contains'], ['isTrue', 'on', 'isOneOf']],
	])('offers what fits %s', async (column, present, absent) => {
		const operators = await offered(column);
		expect(operators).toEqual(expect.arrayContaining(['', 'isEmpty', ...present]));
		expect(operators.filter((operator) => absent.includes(String(operator)))).toEqual([]);
	});

	it('offers everything where the column is not known', async () => {
		const all = await offered('');
		expect(all).toEqual(expect.arrayContaining(['contains', 'on', 'isTrue', 'isMe']));
		expect(await offered('no_such_column')).toEqual(all);
		expect(await offered('={{ $json.column }}')).toEqual(all);
	});
});

describe('The value picker', () => {
	const offered = async (column: string, filter?: string) => {
		const { offered: found, requests } = await opened(
			async () => await listSearch.searchValues.call(beside(column, 'value'), filter),
		);
		expect(requests).toBeLessThanOrEqual(3);
		return found.results;
	};

	it('offers the choices of the closest class', async () => {
		expect(await offered('state')).toEqual(
			expect.arrayContaining([
				{ name: 'New (1)', value: '1' },
				{ name: 'On Hold (3)', value: '3' },
			]),
		);
		expect(await offered('state', 'hold')).toEqual([{ name: 'On Hold (3)', value: '3' }]);
	});

	it('offers true and false', async () => {
		expect(values(await offered('active'))).toEqual(['true', 'false']);
	});

	it('searches the records that a reference may lead to', async () => {
		const sys_id = s.stored('sys_user', { user_name: 'beth.anglin' })?.sys_id;
		expect(values(await offered('caller_id', 'anglin'))).toEqual([sys_id]);
		expect(values(await offered('caller_id.manager', 'anglin'))).toEqual([sys_id]);
		const problem = s.stored('problem', { number: 'PRB0000050' })?.sys_id;
		expect(values(await offered('problem_id', 'PRB0000050'))).toEqual([problem]);
	});

	it.each([
		['short_description', /no list of values/],
		['', /not chosen/],
	])('says why there is nothing to choose from for "%s"', async (column, reason) => {
		await expect(listSearch.searchValues.call(beside(column, 'value'))).rejects.toThrow(reason);
	});
});

describe('A picker of records', () => {
	it('is empty, without an error, where a search finds nothing', async () => {
		expect((await listSearch.searchTables.call(context({}), 'no such thing')).results).toEqual([]);
	});

	it('says why it is empty to somebody who sees none of them', async () => {
		await actAs(s, 'employee');
		const empty = listSearch.searchTables.call(context({}));
		await expect(empty).rejects.toMatchObject({
			message: 'List: The signed-in user sees no record of sys_db_object',
			description: expect.stringContaining('can be typed'),
		});
		await actAs(s, 'integration.user');
	});
});

describe('Pickers of a large instance', () => {
	let large: Stage;
	beforeAll(async () => {
		large = await stage({ rows: { sys_user: 20_000, sys_user_group: 3_000, sys_db_object: 5_000 } });
	});
	afterAll(async () => await large.close());

	const cost = async (
		open: (context: ILoadOptionsFunctions) => Promise<unknown>,
		parameters: Context = {},
		path = '',
	) => {
		const full = { authentication: 'serviceNowPlatformServiceOAuth2Api', resource: 'incident', ...parameters };
		await listSearch.searchTables.call(large.n8n.loadOptions(full as never));
		large.emulator.store.put('sys_attachment', { file_name: 'only.txt', table_name: 'incident' });
		large.emulator.resetStats();
		const offered = await open(large.n8n.loadOptions(full as never, path));
		return { requests: large.emulator.stats().total, offered };
	};

	const conditions = (column: string) => ({ filter: { conditions: [{ field: by('name', column) }] } });
	const first = 'parameters.filter.conditions[0].value';

	it.each(Object.keys(listSearch))('%s opens with at most three requests and a page of entries', async (name) => {
		const method = listSearch[name as keyof typeof listSearch];
		const chosen = { table: by('list', 'incident'), ...conditions('caller_id') };
		const { requests, offered } = await cost(async (own) => await method.call(own), chosen, first);
		expect(requests).toBeLessThanOrEqual(3);
		expect((offered as INodeListSearchResult).results.length).toBeLessThanOrEqual(200);
	});

	it.each([
		['assigned_to', 'sys_user'],
		['assigned_to.department', 'cmn_department'],
		['assigned_to.department.company', 'core_company'],
		['assigned_to.manager.manager.location', 'cmn_location'],
		['assigned_to.active', undefined],
	])('searchValues takes at most three requests for %s of any class', async (column, table) => {
		const chosen = { resource: 'record', table: by('list', 'cmdb_ci_linux_server'), ...conditions(column) };
		const { requests, offered } = await cost(async (own) => await listSearch.searchValues.call(own), chosen, first);
		expect(requests).toBeLessThanOrEqual(3);
		const found = values((offered as INodeListSearchResult).results);
		const stored = table === undefined ? [] : large.emulator.store.find(table, {}).map(({ sys_id }) => sys_id);
		expect(found.length).toBeGreaterThan(0);
		if (table === undefined) expect(found).toEqual(['true', 'false']);
		else expect(stored).toEqual(expect.arrayContaining(found));
	});

	it.each(['getColumnsToCreate', 'getColumnsToUpdate'] as const)('%s takes at most three requests', async (name) => {
		const { requests } = await cost(async (own) => await resourceMapping[name].call(own));
		expect(requests).toBeLessThanOrEqual(3);
	});

	it('finds one among many on the server', async () => {
		const user = large.emulator.store.find('sys_user', {}).at(-1);
		const { requests, offered } = await cost(
			async (own) => await listSearch.searchUsers.call(own, String(user?.user_name)),
		);
		expect(values((offered as INodeListSearchResult).results)).toContain(user?.sys_id);
		expect(requests).toBe(1);
	});
});
