import type { INodeListSearchItems } from 'n8n-workflow';
import { ServiceNowPlatform } from '../../../nodes/ServiceNowPlatform/ServiceNowPlatform.node.ts';
import { actAs } from '../../support/actAs.mts';
import { by, mapped, type Stage, stage } from '../../support/instance.mts';

const { listSearch, resourceMapping } = new ServiceNowPlatform().methods;

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());

const at = (className = 'cmdb_ci') =>
	s.n8n.loadOptions({
		authentication: 'serviceNowPlatformServiceOAuth2Api',
		resource: 'configurationItem',
		operation: 'get',
		table: by('list', className),
	} as never);

/** All pages of a picker, and how many requests the first one took. */
async function entries(method: keyof typeof listSearch, filter?: string, className?: string) {
	await listSearch.searchRelationTypes.call(at());
	s.emulator.resetStats();
	const found: INodeListSearchItems[] = [];
	let token: string | undefined;
	let first: number | undefined;
	do {
		const page = await listSearch[method].call(at(className), filter, token);
		first ??= s.emulator.stats().total;
		found.push(...page.results);
		token = page.paginationToken as string | undefined;
	} while (token !== undefined);
	return { found, names: found.map(({ name }) => name), values: found.map(({ value }) => value), requests: first };
}

describe('The list of classes', () => {
	it('has the root and every class below it, however deep, and nothing else, in one request', async () => {
		const { values, requests } = await entries('searchClasses');
		expect([...values].sort()).toEqual([...s.emulator.store.schema.descendants('cmdb_ci')].sort());
		expect(values).toEqual(expect.arrayContaining(['cmdb_ci', 'cmdb_ci_linux_server', 'service_offering']));
		expect(values).not.toContain('incident');
		expect(values).not.toContain('cmdb');
		expect(requests).toBe(1);
	});

	it('is searched by label and by name', async () => {
		expect((await entries('searchClasses', 'Linux')).names).toEqual(['Linux Server – cmdb_ci_linux_server']);
		expect((await entries('searchClasses', 'db_mssql')).values).toEqual(['cmdb_ci_db_mssql_instance']);
		expect((await entries('searchClasses', 'incident')).values).toEqual([]);
	});

	it('is not needed: a typed name works for a user who may not read the metadata', async () => {
		const { store } = s.emulator;
		const [user, role] = [
			s.stored('sys_user', { user_name: 'employee' }),
			s.stored('sys_user_role', { name: 'asset' }),
		];
		store.put('sys_user_has_role', { user: user?.sys_id ?? '', role: role?.sys_id ?? '', state: 'active' });
		await actAs(s, 'employee');
		expect((await listSearch.searchClasses.call(at(), 'Linux')).results).toEqual([]);
		const { error } = await s.n8n.run({
			resource: 'configurationItem',
			operation: 'upsert',
			table: by('name', 'cmdb_ci_linux_server'),
			dataSource: { __rl: true, mode: 'value', value: 'Manual Entry' },
			fields: mapped({ name: 'typed', ram: 1 }),
		} as never);
		expect(error).toBeUndefined();
		expect(s.stored('cmdb_ci', { name: 'typed' })).toMatchObject({ sys_class_name: 'cmdb_ci_linux_server' });
		s.emulator.reset();
		await s.n8n.signIn(s.clientCredentials());
	});
});

describe('The list of configuration items', () => {
	it('has those of the chosen class and of the classes below it, with their own class', async () => {
		const { names, requests } = await entries('searchConfigurationItems', 'lnx', 'cmdb_ci_server');
		expect(names).toEqual([
			'lnx-app-01 – cmdb_ci_linux_server',
			'lnx-app-02 – cmdb_ci_linux_server',
			'lnx-web-01 – cmdb_ci_linux_server',
			'lnx-web-02 – cmdb_ci_linux_server',
		]);
		expect(requests).toBe(1);
		expect((await entries('searchConfigurationItems', 'lnx', 'cmdb_ci_win_server')).names).toEqual([]);
	});

	it('has those of every class at the other end of a relation', async () => {
		const { names } = await entries('searchAnyItems', 'mail', 'cmdb_ci_linux_server');
		expect(names).toEqual(
			expect.arrayContaining(['mail-01 – cmdb_ci_email_server', 'win-mail-01 – cmdb_ci_win_server']),
		);
	});
});

describe('The lists of relation types and of data sources', () => {
	it('has both halves of each relation type', async () => {
		const { names, found } = await entries('searchRelationTypes', 'Depends');
		expect(names).toEqual(['Depends on::Used by']);
		expect(found[0]?.value).toBe('1a9cb166f1571100a92eb60da2bce5c5');
	});

	it('has the choices of the discovery source', async () => {
		const choices = s.emulator.store.schema.choices('cmdb_ci', 'discovery_source');
		const { values } = await entriesOfSources();
		expect(values).toEqual(choices.map(({ value }) => value));
		expect((await entriesOfSources('import')).names).toEqual(['Import Set']);
	});

	const entriesOfSources = async (filter?: string) => {
		const { results } = await listSearch.searchDataSources.call(at(), filter);
		return { names: results.map(({ name }) => name), values: results.map(({ value }) => value) };
	};
});

describe('The form of attributes', () => {
	it('has the columns of the class and of all classes above it, none of them required', async () => {
		const { fields } = await resourceMapping.getColumnsToUpdate.call(at('cmdb_ci_linux_server'));
		const columns = fields.map(({ id }) => id);
		expect(columns).toEqual(
			expect.arrayContaining(['kernel_release', 'firewall_status', 'ram', 'ip_address', 'serial_number']),
		);
		expect(fields.filter(({ required }) => required)).toEqual([]);
	});
});
