import { by, mapped, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(async () => {
	s.emulator.reset();
	await s.n8n.signIn(s.clientCredentials());
});

const UNKNOWN = 'f'.repeat(32);
const get = (sys_id: string) => ({ resource: 'incident', operation: 'get', record: by('id', sys_id) }) as never;
const someIncident = () => String(s.emulator.store.find('incident', {})[0]?.sys_id);

describe('An error', () => {
	it('of an unknown record has ServiceNow’s words, what to do, the request and the item', async () => {
		const { error } = await s.n8n.run(get(UNKNOWN));
		expect(error?.message).toBe('No Record found');
		expect(error?.description).toContain("Record doesn't exist or ACL restricts the record retrieval");
		expect(error?.description).toContain('Check the id; or an access rule (ACL) hides the record');
		expect(error?.description).toContain(`GET /api/now/table/incident/${UNKNOWN}`);
		expect(error).toMatchObject({
			httpCode: '404',
			context: { itemIndex: 0, method: 'GET', status: 404, transaction: expect.stringMatching(/^[0-9a-f]{12}/) },
		});
	});

	it('of an unknown number names table and number', async () => {
		const { error } = await s.n8n.run({
			resource: 'incident',
			operation: 'update',
			record: by('number', 'INC9999999'),
			fields: mapped({ state: '2' }),
		} as never);
		expect(error?.message).toBe('No incident has the number INC9999999');
	});

	it('of a number that is not unique names it and changes nothing', async () => {
		const [first, second] = s.emulator.store.find('incident', {});
		s.emulator.store.put('incident', { ...second, number: String(first?.number) });
		const { error } = await s.n8n.run({
			resource: 'incident',
			operation: 'delete',
			record: by('number', String(first?.number)),
		} as never);
		expect(error?.message).toBe(`More than one incident has the number ${first?.number}`);
		expect(s.stored('incident', { sys_id: String(first?.sys_id) })).toBeDefined();
	});

	it('of an unknown table says that the technical name is meant', async () => {
		const { error } = await s.n8n.run({
			resource: 'record',
			operation: 'getAll',
			table: by('name', 'no_such_table'),
			returnAll: true,
		} as never);
		expect(error?.message).toBe('Invalid table no_such_table');
		expect(error?.description).toContain('technical name');
	});

	it('of a missing role tells what ServiceNow refused', async () => {
		const itil = s.emulator.store.one('sys_user', { user_name: 'itil' });
		const client = s.emulator.store.one('oauth_entity', { name: 'Client credentials' });
		s.emulator.store.put('oauth_entity', { ...client, user: String(itil?.sys_id) });
		const { error } = await s.n8n.run({
			resource: 'incident',
			operation: 'delete',
			record: by('id', someIncident()),
		} as never);
		expect(error).toMatchObject({ message: 'Operation Failed', httpCode: '403' });
		expect(error?.description).toContain('ACL Exception Delete Failed due to security constraints');
		expect(error?.description).toContain('role');
	});

	it('of a data policy names the fields', async () => {
		const { error } = await s.n8n.run({
			resource: 'incident',
			operation: 'update',
			record: by('id', someIncident()),
			fields: mapped({ state: '6', close_code: '', close_notes: '' }),
		} as never);
		expect(error?.description).toContain('mandatory');
		expect(error?.description).toContain('Fill in the fields that ServiceNow names.');
	});

	it('of a wrong secret explains access_denied and asks for one token only', async () => {
		await s.n8n.signIn({ ...s.clientCredentials(), clientSecret: 'wrong' });
		s.emulator.resetStats();
		const { error } = await s.n8n.run(get('=' + '{{ $json.id }}'), {
			items: Array.from({ length: 20 }, () => ({ id: someIncident() })),
		});
		expect(error?.message).toBe('ServiceNow did not issue a token: server_error, access_denied');
		expect(error?.description).toContain('glide.oauth.inbound.client.credential.grant_type.enabled');
		expect(error?.description).toContain('OAuth Application User');
		expect(s.emulator.stats().requests).toEqual({ 'oauth.token': 1 });
	});

	it('of a sleeping instance says so, whether the token or the data is asked for', async () => {
		s.emulator.setFaults([{ match: {}, action: { kind: 'hibernation' } }]);
		expect((await s.n8n.run(get(UNKNOWN))).error?.message).toBe('The ServiceNow instance is asleep');
		s.emulator.setFaults([]);
		await s.n8n.run(get(someIncident()));
		s.emulator.setFaults([{ match: {}, action: { kind: 'hibernation' } }]);
		const { error, output } = await s.n8n.run(get(someIncident()));
		expect(error?.message).toBe('The ServiceNow instance is asleep');
		expect(output).toEqual([]);
	});

	it.each([
		['a login page', { kind: 'login-page' as const }, 'ServiceNow answered with a login page instead of data'],
		[
			'a request that was only queued',
			{ kind: 'accepted-202' as const },
			'ServiceNow queued the request (202) without processing it',
		],
		[
			'a list that was cut off',
			{ kind: 'cancelled' as const, rows: true },
			'Transaction cancelled: maximum execution time exceeded',
		],
		['a cancelled request', { kind: 'cancelled' as const }, 'Transaction cancelled: maximum execution time exceeded'],
	])('is made of %s, not data', async (_, action, message) => {
		await s.n8n.run(get(someIncident()));
		s.emulator.setFaults([{ match: { path: '^/api/now/table/incident\\?' }, action }]);
		const { error, output } = await s.n8n.run({
			resource: 'incident',
			operation: 'getAll',
			returnAll: false,
			limit: 10,
		} as never);
		expect(error?.message).toBe(message);
		expect(output).toEqual([]);
	});

	it('of one item leaves the others alone when the node continues', async () => {
		const good = someIncident();
		const items = [{ id: good }, { id: UNKNOWN }, { id: 'nonsense' }, { id: good }];
		const run = await s.n8n.run(get('={{ $json.id }}'), { items, settings: { onError: 'continueRegularOutput' } });
		expect(run.error).toBeUndefined();
		expect(run.output.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([0, 1, 2, 3]);
		expect(run.json[0]).toMatchObject({ sys_id: good });
		expect(run.json[1]).toEqual({
			error: 'No Record found',
			message: expect.stringContaining('ACL'),
			details: expect.objectContaining({ status: 404, itemIndex: 1 }),
		});
		expect(run.json[2]).toMatchObject({ error: 'Incident: "nonsense" is not a sys_id' });
		expect(run.json[3]).toMatchObject({ sys_id: good });
	});

	it('goes to the error output with the input’s data', async () => {
		const good = someIncident();
		const run = await s.n8n.run(get('={{ $json.id }}'), {
			items: [{ id: good }, { id: UNKNOWN, from: 'me' }],
			settings: { onError: 'continueErrorOutput' },
		});
		expect(run.json).toEqual([expect.objectContaining({ sys_id: good })]);
		expect(run.errors.map(({ json }) => json)).toEqual([
			// With any further key an n8n before 2.34 would send it to the other output.
			{ id: UNKNOWN, from: 'me', error: 'No Record found', message: expect.any(String) },
		]);
	});
});
