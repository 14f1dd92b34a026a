/** api-reference/rest-apis/c_IdentifyReconcileAPI.md: its samples, on equal input, and what items may come to. */
import { documented, first } from '../documented.mts';
import type { Json } from '../documented.mts';
import { describeEmulator, login, useInstance } from '../instance.mts';

const BASE = '/api/now/identifyreconcile';
const SOURCE = 'sysparm_data_source=ServiceNow';
const SERVER = '539747cac0a801640163e60735fbbf6e';
const SWITCH = '304481257f701200bee45f19befa915b';
const SYS_ID = /^[0-9a-f]{32}$/;

describeEmulator('identification and reconciliation', () => {
	const instance = useInstance();
	const store = () => instance.emulator.store;
	beforeEach(() => instance.emulator.reset());

	const post = async (body: object, path = '', query = SOURCE): Promise<Json> => {
		const answer = await instance.call(`${BASE}${path}?${query}`, { method: 'POST', body });
		expect(answer.status).toBe(200);
		return first(answer.json<{ result: unknown }>().result);
	};
	const itemsOf = (result: Json) => result.items as Json[];
	const report = async (items: Json[], path?: string, query?: string) => itemsOf(await post({ items }, path, query));
	const linux = (values: Json, more: Json = {}): Json => ({ className: 'cmdb_ci_linux_server', values, ...more });
	const attempts = (item: Json | undefined) =>
		((item?.identificationAttempts ?? []) as Json[]).map(({ attemptResult }) => attemptResult);
	const named = (name: string) => store().find('cmdb_ci', { name });
	const make = (table: string, values: Record<string, string>) => store().insert(store().system, table, values);
	const codes = (item: Json | undefined) => ((item?.errors ?? []) as Json[]).map(({ error }) => error);

	const knownItems = () => {
		make('cmdb_ci_linux_server', { sys_id: SERVER, name: 'lnux101' });
		make('cmdb_ci_ip_switch', { sys_id: SWITCH, name: 'IP-Switch-1' });
	};
	/** The id of the entry is the instance's own, and the order of keys says nothing. */
	const withoutEntry = (items: unknown) =>
		(items as Json[]).map(({ identifierEntrySysId, ...item }) => {
			expect(identifierEntrySysId).not.toBe('');
			return item;
		});

	// The page's calls show no source; the answers show that there was one.
	it('recognises the documented server and switch, and relates them', async () => {
		knownItems();
		const { body, result: wanted } = documented('ire-01');
		const result = await post(body ?? {});
		const { items, ...rest } = first(wanted);
		expect(withoutEntry(result.items)).toEqual(withoutEntry(items));
		expect(result).toMatchObject(rest);
		expect(itemsOf(result)[0]?.identifierEntrySysId).toMatch(SYS_ID);
		expect(store().one('cmdb_ci', { sys_id: SERVER })).toMatchObject({
			host_name: 'lnux101.servicenow.com',
			discovery_source: 'ServiceNow',
		});
		expect(store().find('cmdb_rel_ci', { parent: SERVER, child: SWITCH })).toHaveLength(1);
		expect(store().one('cmdb_serial_number', { cmdb_ci: SERVER })).toMatchObject({ serial_number: 'lnux101' });
	});

	it('says the same without writing anything', async () => {
		knownItems();
		const { body, result: wanted } = documented('ire-04');
		const result = await post(body ?? {}, '/query');
		const { items, ...rest } = first(wanted);
		expect(withoutEntry(result.items)).toEqual(withoutEntry(items));
		expect(result).toMatchObject(rest);
		expect(store().one('cmdb_ci', { sys_id: SERVER })?.host_name).toBe('');
		expect(store().find('cmdb_rel_ci', { parent: SERVER })).toEqual([]);
		expect(await report([linux({ name: 'not yet' })], '/query')).toMatchObject([
			{ operation: 'INSERT', sysId: 'Unknown' },
		]);
		expect(named('not yet')).toEqual([]);
	});

	it.each([
		['ire-02', '/enhanced', 1],
		['ire-05', '/queryEnhanced', 0],
	] as const)('keeps an item that it cannot recognise yet as partial (%s)', async (name, path, kept) => {
		const { body, result: wanted } = documented(name);
		const [item] = itemsOf(await post(body ?? {}, path));
		const { partialSysIds, warnings, identificationAttempts, mergedPayloadIds, ...rest } = first(first(wanted).items);
		expect(item).toMatchObject(rest);
		expect([partialSysIds, mergedPayloadIds]).not.toContain(undefined);
		expect(first(item?.warnings).error).toBe(first(warnings).error);
		const beginning = String(first(warnings).message).split(" '")[0];
		expect(first(item?.warnings).message).toContain(beginning);
		expect(attempts(item)).toEqual((identificationAttempts as Json[]).map(({ attemptResult }) => attemptResult));
		expect(store().find('cmdb_ire_partial_payloads', {})).toHaveLength(kept);
		expect(item?.partialSysIds === undefined).toBe(kept === 0);
	});

	it('inserts what it does not know, then finds it unchanged, then changed', async () => {
		const values = { name: 'new-01', serial_number: 'S-1', ram: '1024', manufacturer: 'Kestrel Computers' };
		const [made] = await report([linux(values)]);
		expect(made).toMatchObject({ operation: 'INSERT', identifierEntrySysId: 'Unknown', errorCount: 0 });
		expect(attempts(made)).toEqual(['SKIPPED', 'NO_MATCH', 'NO_MATCH', 'SKIPPED']);
		expect(store().one('cmdb_ci', { sys_id: String(made?.sysId) })).toMatchObject({
			...values,
			manufacturer: expect.stringMatching(SYS_ID),
		});
		expect(await report([linux(values)])).toMatchObject([{ operation: 'NO_CHANGE', sysId: made?.sysId }]);
		expect(await report([linux({ ...values, ram: '2048' })])).toMatchObject([
			{ operation: 'UPDATE', sysId: made?.sysId },
		]);
		expect(named('new-01')).toMatchObject([{ ram: '2048' }]);
	});

	it('searches by lookups first and tells where they led', async () => {
		make('cmdb_ci_linux_server', { sys_id: SERVER, name: 'other name' });
		make('cmdb_serial_number', { cmdb_ci: SERVER, serial_number: 'X1', serial_number_type: 'uuid' });
		const lookup = [{ className: 'cmdb_serial_number', values: { serial_number: 'X1', serial_number_type: 'uuid' } }];
		const [item] = await report([linux({ name: 'renamed' }, { lookup })]);
		expect(item).toMatchObject({ operation: 'UPDATE', sysId: SERVER, relatedSysIds: [SERVER] });
		expect(attempts(item)).toEqual(['MATCHED']);
	});

	it('changes the class to the one that is reported, unless told not to', async () => {
		make('cmdb_ci_server', { sys_id: SERVER, name: 'classless' });
		const settings = { updateWithoutUpgrade: true };
		expect(await report([linux({ name: 'classless', ram: '1' }, { settings })])).toMatchObject([
			{ operation: 'UPDATE' },
		]);
		expect(await report([linux({ name: 'classless' })])).toMatchObject([
			{ operation: 'UPDATE_WITH_UPGRADE', sysId: SERVER },
		]);
		expect(named('classless')).toMatchObject([{ sys_class_name: 'cmdb_ci_linux_server' }]);
	});

	it('remembers the key that a source has for an item', async () => {
		const sys_object_source_info = { source_name: 'ServiceNow', source_native_key: 'k-1' };
		const [made] = await report([linux({ name: 'keyed' }, { sys_object_source_info })]);
		const [again] = await report([linux({ ram: '5' }, { sys_object_source_info })]);
		expect(again).toMatchObject({
			operation: 'UPDATE',
			sysId: made?.sysId,
			identificationAttempts: [{ info: 'sys_object_source MATCHED' }],
		});
	});

	it('tells failures by item inside a 200, and writes nothing of a payload that has one', async () => {
		for (const name of ['twin', 'twin', 'twin', 'twin', 'twin']) make('cmdb_ci_linux_server', { name });
		const [twin, nameless, fine] = await report([
			linux({ name: 'twin' }),
			linux({ ram: '1' }),
			linux({ name: 'fine' }),
		]);
		expect(twin).toMatchObject({ sysId: 'Unknown', errorCount: 1, errors: [{ error: 'MULTIPLE_DUPLICATE_RECORDS' }] });
		expect(attempts(twin)).toContain('MULTI_MATCH');
		expect(codes(nameless)).toEqual(['MISSING_MATCHING_ATTRIBUTES']);
		expect(codes(fine)).toEqual(['ABANDONED']);
		expect(named('fine')).toEqual([]);
	});

	it('writes the good items in the enhanced form, unless asked not to', async () => {
		const items = [{ className: 'no_such_class', values: {} }, linux({ name: 'good' })];
		const [bad, good] = await report(items, '/enhanced');
		expect([codes(bad), good?.operation]).toEqual([['INVALID_INPUT_DATA'], 'INSERT']);
		const [, held] = await report(
			[items[0] ?? {}, linux({ name: 'held' })],
			'/enhanced',
			`${SOURCE}&options=partial_payloads:false,partial_commits:false`,
		);
		expect(codes(held)).toEqual(['ABANDONED']);
		expect([named('good').length, named('held').length]).toEqual([1, 0]);
	});

	// Field report: every item of a call without a source fails, and nothing is created.
	it.each(['', 'sysparm_data_source=Guesswork'])("fails every item of a call with the source '%s'", async (query) => {
		const [item] = await report([linux({ name: 'sourceless' })], '', query);
		expect(codes(item)).toEqual(['INVALID_INPUT_DATA']);
		expect(item?.operation).toBe('INSERT_AS_INCOMPLETE');
		expect(named('sourceless')).toEqual([]);
		expect(store().find('cmdb_ire_incomplete_payloads', {})).toHaveLength(1);
	});

	// "…both are enabled, even if they are set to false."
	it('commits in part and merges whenever it keeps partial payloads', async () => {
		const items = [{ className: 'no_such_class', values: {} }, linux({ name: 'good' })];
		const options = `${SOURCE}&options=partial_commits:false,deduplicate_payloads:false`;
		const [, good] = await report([...items, linux({ name: 'good' })], '/enhanced', options);
		expect(good).toMatchObject({ operation: 'INSERT', inputIndices: [1, 2] });
	});

	it('takes up what it has kept of an item when more comes from the same source', async () => {
		const sys_object_source_info = { source_name: 'ServiceNow', source_native_key: 'thin-1' };
		const thin = (values: Json) => linux(values, { sys_object_source_info });
		const [first] = await report([thin({ ram: '1' })], '/enhanced');
		const [second] = await report([thin({ cpu_count: '2' })], '/enhanced');
		expect(second).toMatchObject({ operation: 'INSERT_AS_PARTIAL', mergedPayloadIds: first?.partialSysIds });
		const [whole] = await report([thin({ name: 'thick' })], '/enhanced');
		expect(whole).toMatchObject({ operation: 'INSERT', mergedPayloadIds: second?.partialSysIds });
		expect(named('thick')).toMatchObject([{ ram: '1', cpu_count: '2' }]);
		expect(store().find('cmdb_ire_partial_payloads', {})).toEqual([]);
	});

	it('writes related records and references between items', async () => {
		const related = [{ className: 'cmdb_print_queue_instance', values: { name: 'queue', driver: 'one' } }];
		const printer = linux({ name: 'spooler' }, { internal_id: 'a', related });
		const host = linux({ name: 'other' }, { internal_id: 'b' });
		const referenceItems = [{ referencedBy: 'b', referenced: 'a', referenceField: 'duplicate_of' }];
		const [made, other] = itemsOf(await post({ items: [printer, host], referenceItems }));
		expect(store().one('cmdb_ci', { sys_id: String(other?.sysId) })?.duplicate_of).toBe(made?.sysId);
		const changed = [{ ...related[0], values: { name: 'queue', driver: 'two' } }];
		await post({ items: [{ ...printer, related: changed }] });
		expect(store().find('cmdb_print_queue_instance', {})).toMatchObject([
			{ name: 'queue', driver: 'two', installed_on: made?.sysId },
		]);
	});

	it('counts by class what it did, and says what is wrong with its options', async () => {
		const result = await post(
			{ items: [linux({ name: 'counted' }), linux({})] },
			'/enhanced',
			`${SOURCE}&options=generate_summary:true`,
		);
		expect(result).toMatchObject({
			hasError: false,
			hasWarning: true,
			summary: { cmdb_ci_linux_server: { inserted: 1, partial: 1, warnings: 1, updated: 0, errors: 0 } },
		});
		const wrong = await instance.call(`${BASE}/enhanced?${SOURCE}&options=partial`, {
			method: 'POST',
			body: { items: [] },
		});
		expect([wrong.status, wrong.text]).toEqual([500, expect.stringContaining('Chunk [partial] is not a valid entry')]);
	});

	it('refuses two reports of one item, or merges them when asked to', async () => {
		const items = [linux({ name: 'double', ram: '1' }), linux({ name: 'double', ram: '2' })];
		expect((await report(items)).map(codes)).toEqual([['DUPLICATE_PAYLOAD_RECORDS'], ['DUPLICATE_PAYLOAD_RECORDS']]);
		const options = (flags: string) => `${SOURCE}&options=${flags}`;
		const refused = await report(items, '/enhanced', options('partial_payloads:false,deduplicate_payloads:false'));
		expect(refused.map(codes)).toEqual([['DUPLICATE_PAYLOAD_RECORDS'], ['DUPLICATE_PAYLOAD_RECORDS']]);
		expect(named('double')).toEqual([]);
		// Partial payloads, which are on unless they are switched off, bring it with them whatever is said of it.
		const merged = await report(items, '/enhanced', options('deduplicate_payloads:false'));
		expect(merged).toMatchObject([{ operation: 'INSERT', inputIndices: [0, 1] }]);
		expect(named('double')).toMatchObject([{ ram: '2' }]);
	});

	// servicenow-platform/configuration-management-database-cmdb/id-detect-dup-ci.md
	it('takes the oldest of a few items with the same values, and marks the others as its duplicates', async () => {
		const twins = [1, 2, 3].map(() => {
			instance.emulator.clock.advance(60_000);
			return make('cmdb_ci_linux_server', { name: 'triple' }).sys_id ?? '';
		});
		expect(await report([linux({ name: 'triple', ram: '9' })])).toMatchObject([
			{ operation: 'UPDATE', sysId: twins[0] },
		]);
		const duplicates = () => twins.map((sys_id) => store().one('cmdb_ci', { sys_id })?.duplicate_of);
		expect(duplicates()).toEqual(['', twins[0], twins[0]]);
		store().setProperty('glide.identification_engine.skip_duplicates', 'false');
		expect(await report([linux({ name: 'triple', ram: '9' })])).toMatchObject([
			{ operation: 'NO_CHANGE', sysId: twins[0] },
		]);
		make('cmdb_ci_linux_server', { name: 'triple' });
		expect((await report([linux({ name: 'triple' })])).map(codes)).toEqual([['MULTIPLE_DUPLICATE_RECORDS']]);
	});

	// servicenow-platform/configuration-management-database-cmdb/best-practices-id-reconcile.md
	it('finds an item by its id, without any other value', async () => {
		make('cmdb_ci_linux_server', { sys_id: SERVER, name: 'by id' });
		const [item, unknown] = await report(
			[linux({ sys_id: SERVER, ram: '7' }), linux({ sys_id: '0'.repeat(32), ram: '7' })],
			'/enhanced',
		);
		expect(item).toMatchObject({ operation: 'UPDATE', sysId: SERVER, identificationAttempts: [] });
		expect(codes(unknown)).toEqual(['INVALID_INPUT_DATA']);
		expect(first(unknown?.errors).message).toContain('Found invalid sys_id in payload');
	});

	it('relates an item to one that is named by its id, be it the host that a dependent one needs', async () => {
		make('cmdb_ci_win_server', { sys_id: SERVER, name: 'host' });
		const items = [
			{ className: 'cmdb_ci_db_mssql_instance', values: { name: 'sql', instance_name: 'TWO' } },
			{ className: 'cmdb_ci_win_server', values: { sys_id: SERVER } },
		];
		const made = await post({ items, relations: [{ parent: 0, child: 1, type: 'Runs on::Runs' }] });
		const [database] = itemsOf(made);
		expect(database).toMatchObject({ operation: 'INSERT', sysId: expect.stringMatching(SYS_ID) });
		expect(store().find('cmdb_rel_ci', { parent: String(database?.sysId), child: SERVER })).toHaveLength(1);
		const update = [{ className: 'cmdb_ci_db_mssql_instance', values: { sys_id: database?.sysId, version: '3' } }];
		expect(await report(update)).toMatchObject([{ operation: 'UPDATE', sysId: database?.sysId }]);
	});

	// servicenow-platform/ire.md: "even when no other CI attributes are updated"
	it('notes source and time of the discovery also of an item that is the same as before', async () => {
		make('cmdb_ci_linux_server', { sys_id: SERVER, name: 'same', discovery_source: 'SCCM' });
		instance.emulator.clock.advance(3_600_000);
		expect(await report([linux({ name: 'same' })])).toMatchObject([{ operation: 'NO_CHANGE' }]);
		expect(store().one('cmdb_ci', { sys_id: SERVER })).toMatchObject({
			discovery_source: 'ServiceNow',
			last_discovered: instance.emulator.clock.timestamp(),
		});
	});

	it('needs the host of a dependent item in the payload', async () => {
		const database = {
			className: 'cmdb_ci_db_mssql_instance',
			internal_id: 'db',
			values: { name: 'sql', instance_name: 'ONE' },
		};
		const host = { className: 'cmdb_ci_win_server', internal_id: 'host', values: { name: 'win-new' } };
		expect((await report([database])).map(codes)).toEqual([['MISSING_DEPENDENCY']]);
		const body = { items: [database, host], relations: [{ parent_id: 'db', child_id: 'host', type: 'Runs on::Runs' }] };
		const made = await post(body);
		expect(itemsOf(made)).toMatchObject([{ operation: 'INSERT' }, { operation: 'INSERT' }]);
		expect(made.relations).toMatchObject([{ className: 'cmdb_rel_ci', operation: 'INSERT', errorCount: 0 }]);
		const again = await post(body);
		expect(itemsOf(again)).toMatchObject([{ operation: 'NO_CHANGE' }, { operation: 'NO_CHANGE' }]);
		expect(again.relations).toMatchObject([{ operation: 'NO_CHANGE' }]);
	});

	it('tells relations that it cannot make', async () => {
		const items = [linux({ name: 'lonely' })];
		const relations = [
			{ parent: 0, child: 7, type: 'Runs on::Runs' },
			{ parent: '0', child: '0', type: 'No such' },
		];
		expect((await post({ items, relations })).relations).toMatchObject([
			{ errorCount: 1, errors: [{ error: 'INVALID_INPUT_DATA' }] },
			{ errorCount: 1, errors: [{ error: 'INVALID_INPUT_DATA' }] },
		]);
	});

	it('is for those with the role itil or asset', async () => {
		const call = { method: 'POST', body: { items: [] } } as const;
		expect((await instance.call(BASE, { ...call, as: login('itil') })).status).toBe(200);
		expect((await instance.call(BASE, { ...call, as: login('employee') })).status).toBe(403);
		expect((await instance.call(BASE, { ...call, body: {} })).status).toBe(500);
	});
});
