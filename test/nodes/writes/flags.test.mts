import { by, mapped, requestCount, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => {
	s.emulator.reset();
	s.emulator.store.put('incident', { correlation_id: 'flag', short_description: 'before' });
	s.emulator.resetStats();
});

// n8n does not convert what an expression gives.
const expression = (value: string) => `={{ ${value} }}`;
const run = async (parameters: Record<string, unknown>) => await s.n8n.run(parameters as never);
const updateMany = async (dryRun: unknown) =>
	await run({
		resource: 'record',
		operation: 'updateMany',
		table: by('name', 'incident'),
		options: { sysparm_query: 'correlation_id=flag' },
		fields: mapped({ short_description: 'after' }),
		dryRun,
		maxRecords: 10,
	});
const shown = () => s.stored('incident', { correlation_id: 'flag' })?.short_description;

describe('A dry run', () => {
	it.each(['"true"', '"TRUE"', '1', '"1"', '""', 'null', 'undefined', '$json.nothing'])(
		'of %s writes nothing',
		async (dryRun) => {
			const { json, error } = await updateMany(expression(dryRun));
			expect(error).toBeUndefined();
			expect(json).toMatchObject([{ updated: false }]);
			expect(shown()).toBe('before');
		},
	);

	it.each(['"false"', '0', '"0"', 'false'])('of %s is a real run', async (dryRun) => {
		expect((await updateMany(expression(dryRun))).json).toMatchObject([{ updated: true }]);
		expect(shown()).toBe('after');
	});

	it.each(['"no"', '2', '[]'])('of %s is refused, and nothing is sent', async (dryRun) => {
		const { error } = await updateMany(expression(dryRun));
		expect(error?.message).toMatch(/Dry Run/);
		expect(requestCount(s)).toBe(0);
	});
});

describe('A simulated Create or Update of configuration items', () => {
	const upsert = async (simulate: string) =>
		await run({
			resource: 'configurationItem',
			operation: 'upsert',
			table: by('list', 'cmdb_ci_linux_server'),
			dataSource: by('list', 'Manual Entry'),
			fields: mapped({ name: 'lnx-flag', serial_number: 'FLAG-1' }),
			options: { simulate: expression(simulate) },
		});
	const made = () => s.stored('cmdb_ci_linux_server', { name: 'lnx-flag' });

	it.each(['"true"', '1', '$json.nothing'])('by %s writes nothing', async (simulate) => {
		expect((await upsert(simulate)).error).toBeUndefined();
		expect(made()).toBeUndefined();
	});

	it('by "false" is a real one', async () => {
		await upsert('"false"');
		expect(made()).toMatchObject({ serial_number: 'FLAG-1' });
	});

	it('by anything else is refused, and nothing is sent', async () => {
		expect((await upsert('"maybe"')).error?.message).toMatch(/Simulate/);
		expect(requestCount(s)).toBe(0);
	});
});

describe('Yes and no from an expression', () => {
	it('returns all for "true"', async () => {
		const parameters = { resource: 'incident', operation: 'getAll', limit: 1 };
		const { json } = await run({ ...parameters, returnAll: expression('"true"') });
		expect(json).toHaveLength(s.emulator.store.find('incident', {}).length);
		expect((await run({ ...parameters, returnAll: expression('"false"') })).json).toHaveLength(1);
	});

	it('counts in options: names stay as they are for "false"', async () => {
		await run({
			resource: 'incident',
			operation: 'update',
			record: by('id', String(s.stored('incident', { correlation_id: 'flag' })?.sys_id)),
			fields: mapped({ caller_id: 'Abel Tuter' }),
			options: { resolveNames: expression('"false"'), notStored: 'ignore' },
		});
		expect(s.stored('incident', { correlation_id: 'flag' })?.caller_id).not.toBe(
			s.stored('sys_user', { user_name: 'abel.tuter' })?.sys_id,
		);
	});

	const target = { table: by('name', 'incident'), record: by('number', 'INC0000001') };

	it('is checked before a mail or an order is sent', async () => {
		const mail = { resource: 'email', operation: 'send', to: 'a@example.com', subject: 'a', text: 'a', ...target };
		expect((await run({ ...mail, hasRecord: expression('"maybe"') })).error?.message).toMatch(/Belongs to a Record/);
		const order = { resource: 'catalog', operation: 'submitCart', options: { requestedItems: expression('"maybe"') } };
		expect((await run(order)).error?.message).toMatch(/Return Requested Items/);
		expect(requestCount(s)).toBe(0);
	});

	it('hangs a mail on its record for "true"', async () => {
		const { sys_id } = s.stored('incident', { correlation_id: 'flag' }) ?? {};
		const { error } = await run({
			resource: 'email',
			operation: 'send',
			to: 'a@example.com',
			subject: 'flag',
			text: 'a',
			hasRecord: expression('"true"'),
			table: by('name', 'incident'),
			record: by('id', String(sys_id)),
		});
		expect(error).toBeUndefined();
		expect(s.stored('sys_email', { subject: 'flag' })).toMatchObject({ instance: sys_id });
	});

	it('switches Batch calls off for "false", and is refused for what it is not', async () => {
		const items = Array.from({ length: 3 }, (_, i) => ({ i }));
		const create = (batch: string) => ({
			resource: 'incident',
			operation: 'create',
			fields: mapped({ short_description: 'x' }),
			options: { batch: expression(batch) },
		});
		await s.n8n.run(create('"false"') as never, { items });
		expect(s.emulator.stats().requests['batch'] ?? 0).toBe(0);
		expect(s.emulator.store.find('incident', { short_description: 'x' })).toHaveLength(3);
		expect((await s.n8n.run(create('"maybe"') as never, { items })).error?.message).toMatch(/Batch/);
	});
});
