import { actAs } from '../../support/actAs.mts';
import { by, mapped, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

const SERVER = '3a290cc60a0a0bb400000bdb386af1cf';
const DATABASE = '3a307c930a0a0bb400353965d0b8861f';
const MISSING = '0123456789abcdef0123456789abcdef';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const ci = (operation: string, more: Record<string, unknown> = {}) =>
	({ resource: 'configurationItem', operation, table: by('list', 'cmdb_ci'), ...more }) as never;
const source = { __rl: true, mode: 'value', value: 'Manual Entry' };
const stored = (sys_id: string) => s.stored('cmdb_ci', { sys_id });
const twins = (name: string) =>
	['cmdb_ci_linux_server', 'cmdb_ci_win_server'].map((table) => {
		const { sys_id = '' } = s.emulator.store.insert(s.emulator.store.system, table, { name });
		return { table, sys_id };
	});

describe('Get', () => {
	it.each([
		['name', by('name', 'lnx-app-01')],
		['sys_id', by('id', SERVER)],
		['address', by('url', `https://dev1.service-now.com/cmdb_ci_server.do?sys_id=${SERVER}`)],
	])('gets an item by its %s with all attributes of its real class', async (_, record) => {
		const { json, error } = await s.n8n.run(ci('get', { record }));
		expect(error).toBeUndefined();
		expect(json).toEqual([
			expect.objectContaining({
				sys_id: SERVER,
				name: 'lnx-app-01',
				sys_class_name: 'cmdb_ci_linux_server',
				kernel_release: '',
				ram: '32768',
				support_group: s.stored('sys_user_group', { name: 'Hardware' })?.sys_id,
			}),
		]);
	});

	it('tells the relations of both directions: type, name, class and sys_id of the other item', async () => {
		const { json } = await s.n8n.run(ci('get', { record: by('name', 'ora-main-01') }));
		const outbound = json[0]?.outbound_relations as Array<Record<string, unknown>>;
		const inbound = json[0]?.inbound_relations as Array<Record<string, unknown>>;
		const contains = s.stored('cmdb_rel_type', { name: 'Contains::Contained by' });
		const orders = s.stored('cmdb_ci', { name: 'orders' });
		expect(outbound).toEqual([
			{
				sys_id: s.stored('cmdb_rel_ci', { parent: DATABASE, child: String(orders?.sys_id) })?.sys_id,
				type: 'Contains::Contained by',
				type_sys_id: contains?.sys_id,
				target: 'orders',
				target_sys_id: orders?.sys_id,
				target_class: 'cmdb_ci_database',
			},
		]);
		expect(inbound.map(({ type, target, target_class }) => [type, target, target_class]).sort()).toEqual([
			['Depends on::Used by', 'app-orders', 'cmdb_ci_app_server'],
			['Depends on::Used by', 'lnx-app-01', 'cmdb_ci_linux_server'],
		]);
	});

	it('returns the attributes that are asked for, references as they are asked for, and no relations', async () => {
		const fields = { output: 'selected', selectedFields: ['name', 'support_group'] };
		const get = async (sysparm_display_value: string) =>
			(
				await s.n8n.run(
					ci('get', {
						record: by('id', SERVER),
						...fields,
						options: { includeRelations: false, sysparm_display_value },
					}),
				)
			).json;
		const { sys_id } = s.stored('sys_user_group', { name: 'Hardware' }) ?? {};
		expect(await get('true')).toEqual([{ name: 'lnx-app-01', support_group: 'Hardware' }]);
		expect(await get('false')).toEqual([{ name: 'lnx-app-01', support_group: sys_id }]);
		expect(await get('all')).toEqual([
			{ name: 'lnx-app-01', support_group: { value: sys_id, display_value: 'Hardware' } },
		]);
	});

	it('finds a name within the chosen class only', async () => {
		const [linux, windows] = twins('same-name');
		const { json } = await s.n8n.run(
			ci('get', { table: by('name', 'cmdb_ci_win_server'), record: by('name', 'same-name') }),
		);
		expect(json[0]).toMatchObject({ sys_id: windows?.sys_id, sys_class_name: 'cmdb_ci_win_server' });
		expect(json[0]?.sys_id).not.toBe(linux?.sys_id);
	});

	it('lists the items with class and sys_id where a name is not unique', async () => {
		const both = twins('same-name');
		const { error, json } = await s.n8n.run(ci('get', { record: by('name', 'same-name') }));
		expect(error?.message).toBe('More than one configuration item has the name same-name');
		for (const { table, sys_id } of both) expect(error?.description).toContain(`same-name, ${table} (${sys_id})`);
		expect(json).toEqual([]);
	});

	it('says that there is none in ServiceNow’s words, or of which name', async () => {
		const { error } = await s.n8n.run(ci('get', { record: by('id', MISSING) }));
		expect(error?.message).toBe('No Record found');
		const { error: unnamed } = await s.n8n.run(ci('get', { record: by('name', 'nobody') }));
		expect(unnamed?.message).toBe('No configuration item has the name nobody');
	});

	it('shows the refusal of a user without the role', async () => {
		await actAs(s, 'employee');
		const { error } = await s.n8n.run(ci('getClassMetadata', { table: by('name', 'cmdb_ci'), output: 'simplified' }));
		expect(error?.message).toBe('User Not Authorized');
		await s.n8n.signIn(s.clientCredentials());
	});

	it('gets many items in few calls, each paired with its input', async () => {
		s.emulator.resetStats();
		const names = ['lnx-app-01', 'nobody', 'ora-main-01', 'mail-01'];
		const { output } = await s.n8n.run(ci('get', { record: by('name', '={{ $json.name }}') }), {
			items: names.map((name) => ({ name })),
			settings: { onError: 'continueRegularOutput' },
		});
		expect(
			output.map(({ json, pairedItem }) => [json.name ?? json.error, (pairedItem as { item: number }).item]),
		).toEqual([
			['lnx-app-01', 0],
			['No configuration item has the name nobody', 1],
			['ora-main-01', 2],
			['mail-01', 3],
		]);
		expect(s.emulator.stats().requests['batch'] ?? 0).toBeGreaterThan(0);
	});
});

describe('Get Many', () => {
	it('gets the items of a class and of the classes below it', async () => {
		const { json, error } = await s.n8n.run(
			ci('getAll', {
				table: by('list', 'cmdb_ci_server'),
				returnAll: true,
				output: 'selected',
				selectedFields: 'name,sys_class_name',
			}),
		);
		expect(error).toBeUndefined();
		const all = s.emulator.store.find('cmdb_ci_server', {});
		expect(json.map(({ name }) => name).sort()).toEqual(all.map(({ name }) => name).sort());
		expect(new Set(json.map(({ sys_class_name }) => sys_class_name)).size).toBeGreaterThan(2);
	});
});

describe('Update', () => {
	it('changes what is given on behalf of the data source, and returns the item', async () => {
		const { json, error, hints } = await s.n8n.run(
			ci('update', {
				record: by('name', 'lnx-app-01'),
				dataSource: source,
				fields: mapped({ ram: 65536, support_group: 'Network', kernel_release: '6.1' }),
			}),
		);
		expect([error, hints]).toEqual([undefined, []]);
		const network = s.stored('sys_user_group', { name: 'Network' })?.sys_id;
		const changed = { ram: '65536', kernel_release: '6.1', support_group: network, discovery_source: 'Manual Entry' };
		expect(json).toEqual([expect.objectContaining({ sys_id: SERVER, ...changed })]);
		expect(json[0]).not.toHaveProperty('outbound_relations');
		expect(stored(SERVER)).toMatchObject({ ...changed, os: 'Linux Red Hat' });
	});

	it('tells an attribute that the class does not have, as a hint or as an error', async () => {
		const parameters = (notStored: string) =>
			ci('update', {
				record: by('id', SERVER),
				dataSource: source,
				fields: mapped({ no_such_attribute: 'x', ram: 1 }),
				options: { notStored },
			});
		const { hints } = await s.n8n.run(parameters('hint'));
		expect(hints).toEqual(['Not stored: no_such_attribute is not a column of cmdb_ci_linux_server.']);
		const { error } = await s.n8n.run(parameters('error'));
		expect(error?.message).toBe('Not stored: no_such_attribute');
		expect(stored(SERVER)).toMatchObject({ ram: '1' });
	});

	it('shows ServiceNow’s words for a source that it does not know, and changes nothing', async () => {
		const { error } = await s.n8n.run(
			ci('update', {
				record: by('id', SERVER),
				dataSource: { ...source, value: 'Guesswork' },
				fields: mapped({ ram: 1 }),
			}),
		);
		expect(error?.message).toBe('Invalid data source');
		expect(stored(SERVER)).toMatchObject({ ram: '32768' });
	});

	it('does two changes of one item in their order', async () => {
		await s.n8n.run(
			ci('update', {
				record: by('id', SERVER),
				dataSource: source,
				fields: { mappingMode: 'defineBelow', value: { ram: '={{ $json.ram }}' } },
			}),
			{ items: [{ ram: '1' }, { ram: '2' }, { ram: '3' }] },
		);
		expect(stored(SERVER)).toMatchObject({ ram: '3' });
	});
});

describe('Delete', () => {
	it('deletes an item by its name', async () => {
		const { json, error } = await s.n8n.run(ci('delete', { record: by('name', 'printer-hall') }));
		expect(error).toBeUndefined();
		expect(json).toEqual([{ deleted: true, sys_id: expect.stringMatching(/^[0-9a-f]{32}$/) }]);
		expect(s.stored('cmdb_ci', { name: 'printer-hall' })).toBeUndefined();
	});

	it('deletes none where two have the name, and lists them', async () => {
		const both = twins('same-name');
		const { error } = await s.n8n.run(ci('delete', { record: by('name', 'same-name') }));
		for (const { sys_id } of both) {
			expect(error?.description).toContain(sys_id);
			expect(stored(sys_id)).toBeDefined();
		}
	});
});

describe('Get Class Metadata', () => {
	const meta = async (more: Record<string, unknown> = {}) =>
		await s.n8n.run(
			ci('getClassMetadata', { table: by('name', 'cmdb_ci_db_mssql_instance'), output: 'simplified', ...more }),
		);

	it('tells attributes, relationship rules and identification rule in readable form', async () => {
		const { json, error } = await meta();
		expect(error).toBeUndefined();
		const [described] = json;
		expect(described).toMatchObject({
			name: 'cmdb_ci_db_mssql_instance',
			label: 'MSFT SQL Instance',
			parent: 'cmdb_ci_db_instance',
			children: [],
			is_extendable: true,
			relationship_rules: [
				{ parent: 'cmdb_ci_db_mssql_instance', relation_type: 'Runs on::Runs', child: 'cmdb_ci_hardware' },
			],
			identification_rule: {
				name: 'MSFT SQL Instance Rule',
				applies_to: 'cmdb_ci_db_mssql_instance',
				is_independent: false,
				active: true,
				identifiers: [
					{
						order: 100,
						attributes: ['instance_name'],
						search_on: 'cmdb_ci_db_mssql_instance',
						allow_empty: false,
						active: true,
					},
				],
			},
		});
		const attributes = described?.attributes as Array<Record<string, unknown>>;
		expect(attributes).toContainEqual({
			name: 'instance_name',
			label: 'Instance name',
			type: 'string',
			max_length: 255,
			mandatory: false,
			read_only: false,
			inherited: false,
			display: false,
		});
		expect(attributes).toContainEqual(
			expect.objectContaining({ name: 'used_for', inherited: true, default_value: 'Production' }),
		);
	});

	it('leaves out what is not asked for, or returns what ServiceNow says', async () => {
		const { json } = await meta({ include: ['identification'] });
		expect(Object.keys(json[0] ?? {}).sort()).toEqual(
			['children', 'identification_rule', 'is_extendable', 'label', 'name', 'parent'].sort(),
		);
		const { json: raw } = await meta({ output: 'raw' });
		expect(raw[0]).toMatchObject({ identification_rules: { identifiers: [{ attributes: 'instance_name' }] } });
	});

	it('says in ServiceNow’s words that there is no such class', async () => {
		const { error } = await meta({ table: by('name', 'cmdb_ci_nothing') });
		expect(error?.message).toBe('No Record found');
	});
});

describe('Input that cannot be used', () => {
	const record = by('id', SERVER);
	it.each([
		['get', { record: by('id', 'x') }, /^Configuration Item: "x" is not a sys_id/],
		['get', { record: by('name', 'a^ORnameISNOTEMPTY') }, /contains "\^", which would change the query/],
		['get', { record, table: by('name', 'no class') }, /^Class: "no class" is not the name of a table/],
		[
			'get',
			{ record: by('url', `https://x.service-now.com/incident.do?sys_id=${SERVER}`) },
			/leads to a record of incident/,
		],
		['get', { record, output: 'selected', selectedFields: ['a b'] }, /"a b" is not a column name/],
		[
			'update',
			{ record, dataSource: { ...source, value: '={{ $json.none }}' }, fields: mapped({ ram: 1 }) },
			/^Data Source: Nothing is chosen/,
		],
		['update', { record, dataSource: source, fields: mapped({}) }, /^Fields: There is nothing to write/],
		['delete', { record: by('id', ' ') }, /^Configuration Item: Nothing is chosen/],
		['getClassMetadata', { table: by('list', '={{ $json.none }}') }, /^Class: Nothing is chosen/],
	])('of %s is refused before any request: %j', async (operation, more, message) => {
		s.emulator.resetStats();
		const { error } = await s.n8n.run(ci(operation, more));
		expect(error?.message).toMatch(message);
		expect(requestCount(s)).toBe(0);
	});
});

testsOf('configurationItem', 'delete', 'get', 'getAll', 'getClassMetadata', 'update');
