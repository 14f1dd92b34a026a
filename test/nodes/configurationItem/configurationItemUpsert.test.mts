import { by, mapped, requestCount, type Stage, stage } from '../../support/instance.mts';
import { dataSource as source, report, reportEach as each } from '../../support/reports.mts';

const SERVER = '3a290cc60a0a0bb400000bdb386af1cf';
const SYS_ID = /^[0-9a-f]{32}$/;

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const keepOn = { settings: { onError: 'continueRegularOutput' as const } };
const named = (name: string) => s.emulator.store.find('cmdb_ci', { name });
const make = (table: string, values: Record<string, string>) =>
	s.emulator.store.insert(s.emulator.store.system, table, values).sys_id ?? '';
/** A token that the instance knows after its reset, so that requests can be counted. */
async function signedIn() {
	await s.n8n.run(report({ name: 'lnx-app-01' }, { options: { simulate: true } }));
	s.emulator.resetStats();
}
const outbound = (relationType: string, target: unknown, direction = 'outbound') => ({
	direction,
	relationType: by('name', relationType),
	target,
});

describe('Create or Update', () => {
	it('creates an item that is not known, and tells how ServiceNow looked for it', async () => {
		const { json, error, hints } = await s.n8n.run(
			report({ name: 'new-01', serial_number: 'S-1', ram: 4096, support_group: 'Network' }),
		);
		expect([error, hints]).toEqual([undefined, []]);
		const [stored] = named('new-01');
		expect(stored).toMatchObject({
			sys_class_name: 'cmdb_ci_linux_server',
			serial_number: 'S-1',
			ram: '4096',
			discovery_source: 'Manual Entry',
			support_group: s.stored('sys_user_group', { name: 'Network' })?.sys_id,
		});
		expect(json).toEqual([
			{
				sys_id: stored?.sys_id,
				operation: 'INSERT',
				className: 'cmdb_ci_linux_server',
				identifierEntrySysId: 'Unknown',
				identificationAttempts: expect.arrayContaining([
					expect.objectContaining({ identifierName: 'Hardware Rule', attemptResult: 'NO_MATCH', attributes: ['name'] }),
				]),
			},
		]);
	});

	it('updates the item that it is identified as, and says where nothing changed', async () => {
		const run = async (ram: number) => (await s.n8n.run(report({ name: 'lnx-app-01', ram }))).json[0];
		expect(await run(1024)).toMatchObject({ sys_id: SERVER, operation: 'UPDATE' });
		expect(await run(1024)).toMatchObject({ sys_id: SERVER, operation: 'NO_CHANGE' });
		expect(named('lnx-app-01')).toEqual([expect.objectContaining({ ram: '1024', os: 'Linux Red Hat' })]);
	});

	it('finds an item by its sys_id, by the source’s own key and by lookup items', async () => {
		const byId = await s.n8n.run(report({ sys_id: SERVER, ram: 5 }));
		expect(byId.json[0]).toMatchObject({ sys_id: SERVER, operation: 'UPDATE' });
		const options = { source_native_key: 'k-1', source_feed: 'feed', source_recency_timestamp: '2026-01-02T03:04:05Z' };
		const keyed = await s.n8n.run(report({ name: 'keyed' }, { options }));
		const again = await s.n8n.run(report({ ram: 7 }, { options }));
		expect(again.json[0]).toMatchObject({ sys_id: keyed.json[0]?.sys_id, operation: 'UPDATE' });
		make('cmdb_serial_number', { cmdb_ci: SERVER, serial_number: 'X1', serial_number_type: 'uuid' });
		const lookup = JSON.stringify([
			{ className: 'cmdb_serial_number', values: { serial_number: 'X1', serial_number_type: 'uuid' } },
		]);
		const looked = await s.n8n.run(report({ name: 'renamed' }, { options: { lookup } }));
		expect(looked.json[0]).toMatchObject({ sys_id: SERVER, operation: 'UPDATE' });
		expect(named('renamed')).toHaveLength(1);
	});

	it('changes the class of an item, unless it is told not to', async () => {
		const sys_id = make('cmdb_ci_server', { name: 'classless' });
		const kept = await s.n8n.run(
			report({ name: 'classless', ram: 1 }, { options: { settings: ['updateWithoutUpgrade'] } }),
		);
		expect(kept.json[0]).toMatchObject({ sys_id, operation: 'UPDATE' });
		const moved = await s.n8n.run(report({ name: 'classless' }));
		expect(moved.json[0]).toMatchObject({ sys_id, operation: 'UPDATE_WITH_UPGRADE' });
		expect(named('classless')).toEqual([expect.objectContaining({ sys_class_name: 'cmdb_ci_linux_server' })]);
	});

	it('only says what it would do where that is asked for', async () => {
		await signedIn();
		const options = { simulate: true };
		const { json } = await s.n8n.run(each({ options }), {
			items: [
				{ name: 'not yet', ram: '1' },
				{ name: 'lnx-app-01', ram: '1' },
			],
		});
		expect(json).toEqual([
			expect.objectContaining({ sys_id: null, operation: 'INSERT', simulated: true }),
			expect.objectContaining({ sys_id: SERVER, operation: 'UPDATE', simulated: true }),
		]);
		expect(named('not yet')).toEqual([]);
		expect(named('lnx-app-01')).toEqual([expect.objectContaining({ ram: '32768' })]);
		expect(s.emulator.stats().requests).toMatchObject({ 'ire.queryEnhanced': 1 });
	});

	it('tells values that were not stored, as a hint, as an error or not at all', async () => {
		const values = { name: 'lnx-app-01', os_name: 'Linux', support_group: 'No Such Group', ram: '64' };
		const run = async (notStored: string) =>
			await s.n8n.run(report(values, { options: { resolveNames: false, notStored } }));
		const hinted = await run('hint');
		expect(hinted.json[0]).toMatchObject({ sys_id: SERVER, operation: 'UPDATE' });
		expect(hinted.hints).toEqual([
			'Not stored: os_name is not a column of cmdb_ci_linux_server.',
			'Not stored: support_group was sent as "No Such Group" and is empty.',
		]);
		const failed = await run('error');
		expect(failed.error?.message).toBe('Not stored: os_name, support_group');
		expect(named('lnx-app-01')).toEqual([expect.objectContaining({ ram: '64' })]);
		s.emulator.resetStats();
		expect((await run('ignore')).hints).toEqual([]);
		expect(s.emulator.stats().requests).toEqual({ 'ire.enhanced': 1 });
	});

	it('is done where it cannot be looked at afterwards, which is told', async () => {
		const fault = {
			match: { path: '/table/cmdb_ci_linux_server/', method: 'GET' },
			action: { kind: 'status', status: 403 },
		};
		s.emulator.setFaults([fault as never]);
		const { json, hints } = await s.n8n.run(report({ name: 'unseen' }));
		expect(json[0]).toMatchObject({ operation: 'INSERT', sys_id: named('unseen')[0]?.sys_id });
		expect(hints).toEqual([expect.stringContaining('It could not be checked whether all values were stored')]);
	});

	it('has ServiceNow sum up what it did', async () => {
		const { json } = await s.n8n.run(report({ name: 'summed' }, { options: { generate_summary: true } }));
		expect(json[0]?.summary).toMatchObject({ cmdb_ci_linux_server: { inserted: 1, errors: 0 } });
	});
});

describe('Relations of a reported item', () => {
	it('are made in the same payload, in both directions, and only once', async () => {
		const relations = {
			relation: [
				outbound('Depends on::Used by', by('name', 'ora-main-01')),
				outbound('Runs on::Runs', by('name', 'web-shop'), 'inbound'),
				{
					direction: 'outbound',
					relationType: by('id', '1a9cb166f1571100a92eb60da2bce5c5'),
					target: by('name', 'mail-01'),
				},
			],
		};
		const parameters = report({ name: 'related' }, { relations });
		const { json, error } = await s.n8n.run(parameters);
		expect(error).toBeUndefined();
		const [item] = named('related');
		const targets = ['ora-main-01', 'web-shop', 'mail-01'].map((name) => named(name)[0]?.sys_id);
		expect(json[0]?.relations).toEqual([
			{ operation: 'INSERT', direction: 'outbound', type: 'Depends on::Used by', target_sys_id: targets[0] },
			{ operation: 'INSERT', direction: 'inbound', type: 'Runs on::Runs', target_sys_id: targets[1] },
			{ operation: 'INSERT', direction: 'outbound', type: 'Depends on::Used by', target_sys_id: targets[2] },
		]);
		expect(s.emulator.store.find('cmdb_rel_ci', { parent: String(item?.sys_id) })).toHaveLength(2);
		expect(s.emulator.store.find('cmdb_rel_ci', { child: String(item?.sys_id) })).toHaveLength(1);
		const again = await s.n8n.run(parameters);
		expect((again.json[0]?.relations as Array<{ operation: string }>).map(({ operation }) => operation)).toEqual(
			Array.from({ length: 3 }, () => 'NO_CHANGE'),
		);
		// Named by a general class, a related item would be moved to it.
		expect(named('ora-main-01')).toEqual([expect.objectContaining({ sys_class_name: 'cmdb_ci_db_ora_instance' })]);
	});

	it('give an item of a dependent class the host that it needs', async () => {
		const more = { table: by('name', 'cmdb_ci_db_mssql_instance') };
		const values = { name: 'sql', instance_name: 'ONE' };
		const alone = await s.n8n.run(report(values, more));
		expect(alone.error?.message).toMatch(/^In payload no relations defined for dependent class/);
		expect(alone.error?.description).toContain('Add a relation to the item that this one runs on');
		const relations = { relation: [outbound('Runs on::Runs', by('name', 'win-sql-01'))] };
		const { json } = await s.n8n.run(report(values, { ...more, relations }));
		expect(json[0]).toMatchObject({ operation: 'INSERT', sys_id: expect.stringMatching(SYS_ID) });
		expect(named('sql')).toHaveLength(1);
	});

	it('that cannot be made fail the item in ServiceNow’s words, which say that it is stored', async () => {
		const relations = { relation: [outbound('Loves::Loved by', by('name', 'ora-main-01'))] };
		const { error } = await s.n8n.run(report({ name: 'unloved' }, { relations }));
		expect(error?.message).toMatch(/^No such relationship with name \[Loves::Loved by\] exist/);
		expect(error?.description).toContain(`The item itself is stored (INSERT, sys_id ${named('unloved')[0]?.sys_id})`);
	});
});

describe('A failure inside an answer of success', () => {
	it('fails its item in ServiceNow’s words, with what was tried and what to do, and no other item', async () => {
		for (let count = 0; count < 5; count++) make('cmdb_ci_linux_server', { name: 'quintuple' });
		const items = [{ name: 'good-1' }, { ram: '1' }, { name: 'quintuple' }, { name: 'good-2' }];
		const { output } = await s.n8n.run(each(), { items, ...keepOn });
		const [good, nameless, many, other] = output.map(({ json }) => json);
		expect([good, other]).toMatchObject([{ operation: 'INSERT' }, { operation: 'INSERT' }]);
		expect(nameless?.error).toMatch(/^In payload missing minimum set of input values/);
		expect(nameless?.message).toContain('Give the attributes by which the class is identified');
		expect(many?.error).toBe('Found duplicate records in table [cmdb_ci_hardware] using fields [name].');
		expect(many?.message).toContain('Hardware Rule by name in cmdb_ci_hardware: MULTI_MATCH');
		expect(output.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([0, 1, 2, 3]);
		expect([named('good-1').length, named('good-2').length, named('quintuple').length]).toEqual([1, 1, 5]);
	});

	it('is one of the source, of the class, or of a partial payload, which is kept', async () => {
		const guess = await s.n8n.run(report({ name: 'x' }, { dataSource: source('Guesswork') }));
		expect(guess.error?.message).toContain('In payload invalid data source [Guesswork] exist.');
		const noClass = await s.n8n.run(report({ name: 'x' }, { table: by('name', 'cmdb_ci_nothing') }));
		expect(noClass.error?.message).toBe('Invalid className [cmdb_ci_nothing]');
		expect(named('x')).toEqual([]);
		const partial = await s.n8n.run(report({ ram: '8' }, { options: { partial_payloads: true } }));
		expect(partial.error?.message).toMatch(/^In payload missing minimum set of input values/);
		expect(partial.error?.description).toContain('ServiceNow keeps it as a partial payload');
		expect(s.emulator.store.find('cmdb_ire_partial_payloads', {})).toHaveLength(1);
	});

	it('is told by the instance as a whole where the user lacks the role, once for all items', async () => {
		await signedIn();
		const fault = {
			match: { path: '/identifyreconcile' },
			action: { kind: 'status', status: 403, message: 'User Not Authorized' },
		};
		s.emulator.setFaults([fault as never]);
		const { json } = await s.n8n.run(each(), { items: [{ name: 'a' }, { name: 'b' }, { name: 'c' }], ...keepOn });
		expect(json.map(({ error }) => error)).toEqual([
			'User Not Authorized',
			'User Not Authorized',
			'User Not Authorized',
		]);
		expect(s.emulator.stats().total).toBe(1);
	});
});

describe('Input that cannot be used', () => {
	it.each([
		[{ table: by('list', '={{ $json.none }}') }, /^Class: Nothing is chosen/],
		[{ dataSource: source('={{ $json.none }}') }, /^Data Source: Nothing is chosen/],
		[{ fields: mapped({}) }, /^Fields: There is nothing to write/],
		[{ options: { source_feed: 'x' } }, /^Native Key: It is empty/],
		[{ options: { lookup: '{"className":"x"}' } }, /^Lookup Items: This is no list of lookup items/],
		[{ options: { lookup: '[{"className":"x"}]' } }, /^Lookup Items: This is no list of lookup items/],
		[{ options: { lookup: '[' } }, /^Lookup Items: /],
		[{ options: { lookup: '[{"className":"no class","values":{}}]' } }, /^Lookup Items: "no class" is not the name/],
		[{ relations: { relation: [outbound('Runs on::Runs', by('id', 'x'))] } }, /^Related Item: "x" is not a sys_id/],
		[{ relations: { relation: [outbound('Runs on::Runs', by('id', SERVER), 'sideways')] } }, /^Direction: /],
	])('is refused before any request: %j', async (more, message) => {
		s.emulator.resetStats();
		const { error } = await s.n8n.run(report({ name: 'refused' }, more as Record<string, unknown>));
		expect(error?.message).toMatch(message);
		expect(requestCount(s)).toBe(0);
	});
});
