/** api-reference/rest-apis/cmdb-instance-api.md and cmdb-meta-api.md: their samples, on equal input. */
import { documented, first, replay } from '../documented.mts';
import type { Json } from '../documented.mts';
import { describeEmulator, login, useInstance } from '../instance.mts';
import type { Answer } from '../instance.mts';
import { expectKeys } from '../shape.mts';

const BASE = '/api/now/cmdb/instance';
const LINUX = `${BASE}/cmdb_ci_linux_server`;
const SERVER = '3a290cc60a0a0bb400000bdb386af1cf';
const DATABASE = '3a307c930a0a0bb400353965d0b8861f';
const OTHER_DATABASE = '3a27d4370a0a0bb4006316812bf45439';
const SAMPLE_SERVER = '70bc4e11c0a8210d01f074cbe6bd73b4';
const HOST = 'b4fd7c8437201000deeabfc8bcbe5dc1';
const DEPENDS = '1a9cb166f1571100a92eb60da2bce5c5';
const MISSING = '0123456789abcdef0123456789abcdef';

describeEmulator('the samples of the CMDB APIs', () => {
	const instance = useInstance();
	const store = () => instance.emulator.store;
	beforeEach(() => instance.emulator.reset());

	const result = (answer: Answer): Json => first(answer.json<{ result: unknown }>().result);
	const put = (table: string, sys_id: string, name: string) => store().insert(store().system, table, { sys_id, name });
	/** Attributes that this instance fills or does not have: its classes are fewer and have fewer columns. */
	const ABSENT = /^(category|subcategory|sys_class_path|attestation_status)$/;
	const VARYING =
		/^(sys_id|name|sys_(created|updated)_(on|by)|(first|last)_discovered|sys_domain|sys_mod_count|asset|model_id)$/;

	const expectAttributes = (actual: unknown, name: string, except: readonly string[] = []) => {
		const wanted = first(first(documented(name).result).attributes);
		const found = first(actual);
		for (const [key, value] of Object.entries(wanted)) {
			if (ABSENT.test(key) || except.includes(key)) continue;
			expect(Object.keys(found)).toContain(key);
			if (!VARYING.test(key)) expect([key, found[key]]).toEqual([key, value]);
		}
	};
	const relations = (record: Json, direction: string) =>
		(record[direction] as Json[]).map(({ type, target }) => [first(type).display_value, first(target).value]);

	it('lists ids and names', async () => {
		const { result: items } = (await replay(instance, 'cmdb-instance-02')).json<{ result: Json[] }>();
		expect(items.map((item) => Object.keys(item).sort())).toEqual(items.map(() => ['name', 'sys_id']));
		const ids = (documented('cmdb-instance-02').result as Json[]).map(({ sys_id }) => sys_id);
		expect(items.map(({ sys_id }) => sys_id)).toEqual(expect.arrayContaining(ids));
		const query = 'sysparm_query=nameSTARTSWITHlnx-app^ORDERBYDESCname&sysparm_limit=1&sysparm_offset=1';
		expect((await instance.call(`${LINUX}?${query}`)).json()).toEqual({
			result: [{ sys_id: SERVER, name: 'lnx-app-01' }],
		});
	});

	it('creates an item with its relations, through the identification', async () => {
		const made = result(await replay(instance, 'cmdb-instance-04'));
		expectAttributes(made.attributes, 'cmdb-instance-04');
		expect(made.attributes).toMatchObject({
			name: 'lnux999',
			sys_domain: {
				display_value: 'global',
				link: `${instance.url}/api/now/table/sys_user_group/global`,
				value: 'global',
			},
		});
		expect(relations(made, 'outbound_relations')).toEqual([
			['Depends on::Used by', DATABASE],
			['Exchanges data with::Exchanges data with', DATABASE],
		]);
		expect(made.inbound_relations).toEqual([
			{
				sys_id: expect.stringMatching(/^[0-9a-f]{32}$/),
				type: {
					display_value: 'Depends on::Used by',
					link: `${instance.url}/api/now/table/cmdb_rel_type/${DEPENDS}`,
					value: DEPENDS,
				},
				target: {
					display_value: 'ora-main-02',
					link: `${instance.url}/api/now/cmdb/instance/cmdb_ci/${OTHER_DATABASE}`,
					value: OTHER_DATABASE,
				},
			},
		]);
		const again = result(await replay(instance, 'cmdb-instance-04'));
		expect(first(again.attributes).sys_id).toBe(first(made.attributes).sys_id);
	});

	it('creates an item of a dependent class on what it runs on', async () => {
		put('cmdb_ci_win_server', HOST, '*ANNIE-IBM');
		const made = result(await replay(instance, 'cmdb-instance-05'));
		expectAttributes(made.attributes, 'cmdb-instance-05');
		expect(made.attributes).toMatchObject({ sys_class_name: 'cmdb_ci_db_mssql_instance', instance_name: 'Iname' });
		expect(relations(made, 'outbound_relations')).toEqual([['Runs on::Runs', HOST]]);
		const { depends_on, ...alone } = documented('cmdb-instance-05').body ?? {};
		expect(depends_on).toBeDefined();
		const refused = await instance.call(LINUX, { method: 'POST', body: alone });
		expect([refused.status, refused.json()]).toMatchObject([400, { error: { message: 'MISSING_DEPENDENCY' } }]);
	});

	it.each(['PUT', 'PATCH'] as const)('updates named attributes only, with %s', async (method) => {
		put('cmdb_ci_linux_server', SAMPLE_SERVER, 'lnux299');
		await instance.call(`${LINUX}/${SAMPLE_SERVER}/relation`, {
			method: 'POST',
			body: documented('cmdb-instance-08').body ?? {},
		});
		const { body, path } = documented('cmdb-instance-07');
		const answer = await instance.call(path, { method, body: body ?? {} });
		expect(answer.status).toBe(200);
		const changed = result(answer);
		expectAttributes(changed.attributes, 'cmdb-instance-07');
		expect(changed.attributes).toMatchObject({
			name: 'Linux299',
			used_for: 'Pre-production',
			discovery_source: 'ServiceNow',
		});
		expect(changed.attributes).not.toHaveProperty('container');
		expectKeys(changed, documented('cmdb-instance-07').result, ['attributes']);
	});

	it('adds relations to an item and removes one', async () => {
		const changed = result(await replay(instance, 'cmdb-instance-08'));
		expectKeys(changed, documented('cmdb-instance-08').result, ['attributes']);
		expect(relations(changed, 'inbound_relations')).toContainEqual(['Depends on::Used by', OTHER_DATABASE]);
		const [relation] = changed.inbound_relations as Json[];
		const path = `${LINUX}/${SERVER}/relation/${String(relation?.sys_id)}`;
		const answer = await replay(instance, 'cmdb-instance-01', path);
		expect(answer.text).toBe('');
		expect((await instance.call(path, { method: 'DELETE' })).status).toBe(404);
	});

	it('gets an item with its relations, through a parent class too', async () => {
		const record = result(await instance.call(`${BASE}/cmdb_ci/${SERVER}`));
		expect(record.attributes).toMatchObject({ sys_class_name: 'cmdb_ci_linux_server', firewall_status: 'Intranet' });
		expect(first(record.attributes).support_group).toMatchObject({
			display_value: 'Hardware',
			value: expect.any(String),
		});
		expect((await instance.call(`${LINUX}/${MISSING}`)).status).toBe(404);
		expect((await instance.call(`${BASE}/incident`)).status).toBe(400);
	});

	it('refuses a write without a source, and one that is no choice', async () => {
		const attributes = { name: 'nowhere' };
		for (const source of [undefined, 'Guesswork']) {
			expect((await instance.call(LINUX, { method: 'POST', body: { attributes, source } })).status).toBe(400);
		}
		expect(store().find('cmdb_ci', attributes)).toEqual([]);
	});

	// The page calls it required; ansible's test of the generic API module sends none, and gets 200.
	it('adds a relation without a source, and leaves the item its own', async () => {
		const make = (name: string) =>
			store().insert(store().system, 'cmdb_ci_linux_server', { name, discovery_source: 'Manual Entry' });
		const [one, two] = [make('related-1'), make('related-2')];
		const add = (body: object) => instance.call(`${LINUX}/${one.sys_id ?? ''}/relation`, { method: 'POST', body });
		const outbound_relations = [{ type: DEPENDS, target: two.sys_id }];
		const answer = await add({ outbound_relations });
		expect([answer.status, result(answer).outbound_relations]).toMatchObject([200, [{}]]);
		expect(store().one('cmdb_ci', { sys_id: one.sys_id ?? '' })?.discovery_source).toBe('Manual Entry');
		expect((await add({ outbound_relations, source: 'Guesswork' })).status).toBe(400);
	});

	it('fails as documented on a target that is not there, and writes nothing', async () => {
		const outbound_relations = [{ type: DEPENDS, target: MISSING }];
		const body = { attributes: { name: 'half' }, source: 'ServiceNow', outbound_relations };
		const answer = await instance.call(LINUX, { method: 'POST', body });
		expect([answer.status, answer.json()]).toMatchObject([
			500,
			{ error: { message: 'Exception while executing request: null' } },
		]);
		expect(store().find('cmdb_ci', { name: 'half' })).toEqual([]);
	});

	it('describes a class', async () => {
		const meta = result(await replay(instance, 'cmdb-meta-01'));
		const wanted = first(documented('cmdb-meta-01').result);
		expectKeys(meta, wanted);
		const { attributes, children, relationship_rules, identification_rules, ...rest } = wanted;
		expect(meta).toMatchObject(rest);
		expect(meta.children).toEqual(expect.arrayContaining(['cmdb_ci_pc_hardware', 'cmdb_ci_server']));
		expect(children).toEqual(expect.arrayContaining(['cmdb_ci_pc_hardware', 'cmdb_ci_server']));
		expect(meta.attributes).toEqual(expect.arrayContaining(attributes as Json[]));
		expect(relationship_rules).toBeDefined();
		const { related_rules, description, ...rule } = first(identification_rules);
		expect([related_rules, description]).not.toContain(undefined);
		const identifiers = (rule.identifiers as Json[]).map(({ condition, ...identifier }) => {
			expect(condition).not.toBe(undefined);
			return expect.objectContaining(identifier);
		});
		expect(meta.identification_rules).toMatchObject({ ...rule, identifiers });
		expect((await instance.call('/api/now/cmdb/meta/incident')).status).toBe(404);
	});

	it('is for those with the role itil', async () => {
		expect((await instance.call(LINUX, { as: login('itil') })).status).toBe(200);
		for (const path of [LINUX, '/api/now/cmdb/meta/cmdb_ci']) {
			const refused = await instance.call(path, { as: login('employee') });
			expect([refused.status, refused.json()]).toMatchObject([403, { error: { message: 'User Not Authorized' } }]);
		}
	});
});
