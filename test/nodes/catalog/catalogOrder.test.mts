import { actAs } from '../../support/actAs.mts';
import { answers, answersOf, CATALOG, done, runCatalog } from '../../support/catalog.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const idOf = (table: string, where: Record<string, string>) => String(s.stored(table, where)?.sys_id);
const itemId = (name: string) => idOf('sc_cat_item', { name });
const userId = (user_name: string) => idOf('sys_user', { user_name });
const run = async (parameters: Record<string, unknown>, options = {}) =>
	await runCatalog(s, 'orderNow', { quantity: 1, ...parameters }, options);
const order = async (parameters: Record<string, unknown>, options = {}) =>
	(await done(run(parameters, options)))[0] as Record<string, unknown>;
const itemsOf = (request: unknown) => s.emulator.store.find('sc_req_item', { request: String(request) });
const requests = () => s.emulator.store.find('sc_request', {}).length;

describe('Order Now', () => {
	it('makes a request with its item, and returns both', async () => {
		const result = await order({ item: by('list', CATALOG.PHONE), quantity: 2, ...answers({ storage: '256' }) });
		expect(result).toMatchObject({ table: 'sc_request', request_number: expect.stringMatching(/^REQ\d{7}$/) });
		expect(result).toMatchObject({ number: result.request_number, sys_id: result.request_id });
		const [ritm, ...others] = itemsOf(result.request_id);
		expect(others).toEqual([]);
		expect(result.items).toEqual([
			expect.objectContaining({ sys_id: ritm?.sys_id, number: ritm?.number, 'cat_item.name': 'Phone', quantity: '2' }),
		]);
		expect(s.stored('sc_request', { sys_id: String(result.request_id) })).toMatchObject({ price: '1799.98' });
		expect(answersOf(s, ritm?.sys_id ?? '')).toMatchObject({ storage: '256' });
	});

	it.each([
		['name', 'Tablet'],
		['id', CATALOG.TABLET],
		['url', `https://x.service-now.com/com.glideapp.servicecatalog_cat_item_view.do?v=1&sysparm_id=${CATALOG.TABLET}`],
	] as const)('takes the item by %s', async (mode, value) => {
		const { request_id } = await order({ item: by(mode, value) });
		expect(itemsOf(request_id)).toMatchObject([{ cat_item: CATALOG.TABLET }]);
	});

	it('asks for the item and its form once, however many are ordered, and orders each by itself', async () => {
		await order({ item: by('list', CATALOG.TABLET) });
		s.emulator.resetStats();
		const { json, output } = await run(
			{
				item: by('name', 'Access to a Shared Folder'),
				variablesMode: 'form',
				variables: { mappingMode: 'autoMapInputData', value: null },
			},
			{ items: [1, 2, 3].map((n) => ({ folder: `Team ${n}`, owner: 'beth.anglin', other: 'x' })) },
		);
		expect(output.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([0, 1, 2]);
		expect(json.map(({ request_id }) => answersOf(s, itemsOf(request_id)[0]?.sys_id ?? '').folder)).toEqual([
			'Team 1',
			'Team 2',
			'Team 3',
		]);
		expect(s.emulator.stats().requests).toMatchObject({ 'catalog.items.get': 1, 'catalog.items.order': 3 });
	});

	it.each(['beth.anglin', 'beth.anglin@example.com'])('orders for %s', async (name) => {
		const mode = name.includes('@') ? 'email' : 'user_name';
		const { request_id } = await order({
			item: by('list', CATALOG.TABLET),
			requestedFor: { __rl: true, mode, value: name },
		});
		expect(s.stored('sc_request', { sys_id: String(request_id) })).toMatchObject({
			requested_for: userId('beth.anglin'),
			opened_by: userId('integration.user'),
		});
	});

	it('orders for further people, who are looked up together', async () => {
		await order({ item: by('list', CATALOG.TABLET) });
		const before = requests();
		s.emulator.resetStats();
		await order({ item: by('name', 'Standby Phone'), options: { alsoRequestFor: 'itil; pacific.user@example.com' } });
		expect(requests()).toBe(before + 3);
		const people = s.emulator.store.find('sc_request', {}).map(({ requested_for }) => requested_for);
		expect(people).toEqual(expect.arrayContaining([userId('itil'), userId('pacific.user')]));
		// The item by its name, both people, and the requested items.
		expect(s.emulator.stats().requests['table.list']).toBe(3);
	});

	it('tells of a name that the form does not have', async () => {
		const { hints, error } = await run({ item: by('list', CATALOG.TABLET), ...answers({ colour: 'red' }) });
		expect(error).toBeUndefined();
		expect(hints).toEqual([
			expect.stringContaining('"colour" is not among the variables that the form of Tablet shows'),
		]);
	});

	it('returns the order although its items cannot be read', async () => {
		s.emulator.setFaults([
			{ match: { path: '^/api/now/table/sc_req_item' }, action: { kind: 'status', status: 403, message: 'No' } },
		]);
		const { json, hints } = await run({ item: by('list', CATALOG.TABLET) });
		expect(json).toMatchObject([{ request_number: expect.stringMatching(/^REQ/) }]);
		expect(json[0]).not.toHaveProperty('items');
		expect(hints).toEqual(['Ordered, but the requested items cannot be read: No']);
	});

	it('leaves them out when told to', async () => {
		const result = await order({ item: by('list', CATALOG.TABLET), options: { requestedItems: false } });
		expect(result).not.toHaveProperty('items');
	});

	it('shows ServiceNow’s words for what it refuses', async () => {
		await actAs(s, 'employee');
		const { error } = await run({ item: by('id', itemId('Standby Phone')) });
		expect(error).toMatchObject({ message: 'Security constraints prevent ordering of Item', httpCode: '400' });
	});
});

describe('Order Now refuses', () => {
	it.each([
		['no item', { item: by('list', '={{ "" }}') }, 'Catalog Item: Nothing is chosen'],
		['what is no id', { item: by('id', '../cart') }, 'Catalog Item: "../cart" is not a sys_id'],
		['another page', { item: by('url', 'https://x/incident.do?sys_id=1') }, 'is not the address of a catalog item'],
		[
			'no quantity',
			{ item: by('list', CATALOG.TABLET), quantity: 0 },
			'Quantity: 0 is not a whole number of at least 1',
		],
		['half a quantity', { item: by('list', CATALOG.TABLET), quantity: 1.5 }, 'Quantity: 1.5 is not a whole number'],
		[
			'broken JSON',
			{ item: by('list', CATALOG.TABLET), variablesMode: 'json', variablesJson: '{' },
			'Variables: This is not JSON',
		],
		[
			'a list',
			{ item: by('list', CATALOG.TABLET), variablesMode: 'json', variablesJson: '[]' },
			'Variables: It is not an object',
		],
		[
			'a name twice',
			{
				item: by('list', CATALOG.TABLET),
				variablesMode: 'pairs',
				variablePairs: { pairs: [{ name: 'a' }, { name: 'a' }] },
			},
			'Variables: "a" is given twice',
		],
		[
			'too many people',
			{
				item: by('list', CATALOG.TABLET),
				options: { alsoRequestFor: Array.from({ length: 51 }, (_, n) => `u${n}`).join() },
			},
			'Also Request For: 51 people are named',
		],
	])('%s, and sends nothing', async (_, parameters, message) => {
		s.emulator.resetStats();
		const { error } = await run(parameters);
		expect(error?.message).toContain(message);
		expect(requestCount(s)).toBe(0);
	});

	it('a form whose stored schema demands more, and sends nothing', async () => {
		const schema = [
			{ id: 'memory', displayName: 'Memory (memory)', required: true, display: true, defaultMatch: false },
		];
		const variables = { mappingMode: 'autoMapInputData', value: null, schema };
		s.emulator.resetStats();
		const { error } = await run({ item: by('list', itemId('Developer Laptop')), variablesMode: 'form', variables });
		expect(error?.message).toBe('Variables: Mandatory variables have no value: Memory (memory)');
		expect(requestCount(s)).toBe(0);
	});

	it.each([
		[
			'a mandatory variable without a value',
			'Developer Laptop',
			{},
			'Variables: Mandatory variables have no value: Memory (memory)',
		],
		[
			'what is none of the choices',
			'Developer Laptop',
			{ memory: '16' },
			'Memory (memory): "16" is not one of its choices',
		],
		[
			'what is neither true nor false',
			'New Server',
			{ hostname: 'a', os: 'linux', backup: 'maybe' },
			'Back up every night (backup): "maybe" is neither',
		],
		[
			'a record that is not there',
			'Developer Laptop',
			{ memory: '64', requester: 'Nobody' },
			'Who is it for? (requester): No user',
		],
		[
			'rows that are none',
			'Accounts for a Team',
			{ team: 'Network', cost_center: 'C', accounts: 'x' },
			'Accounts (accounts): It is not a list of rows',
		],
		[
			'an unknown column',
			'Accounts for a Team',
			{ team: 'Network', cost_center: 'C', accounts: [{ x: 1 }] },
			'Accounts (accounts): It has no column "x"',
		],
		[
			'a row that lacks something',
			'Accounts for a Team',
			{ team: 'Network', cost_center: 'C', accounts: [{ level: 'full' }] },
			'accounts, row 1: User (user)',
		],
		['a record producer', 'Report an Incident', {}, 'Catalog Item: "Report an Incident" is a record producer'],
		['an order guide', 'New Hire', { hiring_manager: 'admin' }, 'Catalog Item: "New Hire" is an order guide'],
		['a name that nothing has', 'No Such Thing', {}, 'No active record of sc_cat_item has the name No Such Thing'],
		['a person who is not there', 'Tablet', {}, 'Requested For: No user has the user name or email "nobody"'],
	])('%s, and orders nothing', async (_, name, values, message) => {
		const before = requests();
		const { error } = await run({
			item: by('name', name),
			...answers(values),
			...(name === 'Tablet' ? { requestedFor: { __rl: true, mode: 'user_name', value: 'nobody' } } : {}),
		});
		expect(error?.message).toContain(message);
		expect(requests()).toBe(before);
		expect(s.emulator.stats().requests['catalog.items.order']).toBeUndefined();
	});
});
