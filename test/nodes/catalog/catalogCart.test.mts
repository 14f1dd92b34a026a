import { actAs } from '../../support/actAs.mts';
import { answers, answersOf, CATALOG, done, rowsOf, runCatalog } from '../../support/catalog.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const add = async (item: string, more: Record<string, unknown> = {}) =>
	(await done(runCatalog(s, 'addToCart', { item: by('list', item), quantity: 1, ...more })))[0] as Record<
		string,
		unknown
	>;
const entries = () => s.emulator.store.find('sc_cart_item', {});
const userId = (user_name: string) => String(s.stored('sys_user', { user_name })?.sys_id);
const cartItem = (id: unknown) => ({ cartItem: by('id', String(id)) });

describe('Add to Cart', () => {
	it('puts the item in with its answers, and names its entry among others of its kind', async () => {
		const first = await add(CATALOG.PHONE, answers({ storage: '256' }));
		const second = await add(CATALOG.PHONE, { quantity: 3 });
		expect(second).toMatchObject({ catalog_item_id: CATALOG.PHONE, cart_id: first.cart_id, subtotal: '$3,299.96' });
		expect(s.stored('sc_cart_item', { sys_id: String(second.cart_item_id) })).toMatchObject({ quantity: '3' });
		expect(s.stored('sc_cart_item', { sys_id: String(first.cart_item_id) })).toMatchObject({
			quantity: '1',
			price: '899.99',
		});
	});

	it('keeps the order of the items, whatever travels together', async () => {
		const quantities = Array.from({ length: 8 }, (_, index) => index + 1);
		const { output } = await runCatalog(
			s,
			'addToCart',
			{ item: by('list', CATALOG.TABLET), quantity: '={{ $json.n }}' },
			{ items: quantities.map((n) => ({ n })) },
		);
		expect(
			entries()
				.sort((a, b) => Number(a.order) - Number(b.order))
				.map(({ quantity }) => Number(quantity)),
		).toEqual(quantities);
		expect(output.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual(quantities.map((n) => n - 1));
		expect(s.emulator.stats().maxConcurrent).toBe(1);
	});

	it('refuses what lacks a mandatory answer, and adds nothing', async () => {
		const { error } = await runCatalog(s, 'addToCart', { item: by('name', 'Developer Laptop'), quantity: 1 });
		expect(error?.message).toBe('Variables: Mandatory variables have no value: Memory (memory)');
		expect(entries()).toEqual([]);
	});

	it('refuses a quantity of none, and sends nothing', async () => {
		s.emulator.resetStats();
		const { error } = await runCatalog(s, 'addToCart', { item: by('list', CATALOG.TABLET), quantity: -1 });
		expect(error?.message).toMatch(/^Quantity: /);
		expect(requestCount(s)).toBe(0);
	});
});

describe('Get Cart', () => {
	it('lists the items in one list, whatever they cost again', async () => {
		await add(CATALOG.TABLET, { quantity: 2 });
		await add(CATALOG.PHONE);
		const [cart] = await done(runCatalog(s, 'getCart', { output: 'simplified' }));
		expect(cart).toMatchObject({ subtotal_price: '$1,999.99', subtotal_recurring_price: '$29.00', item_count: 2 });
		expect(
			(cart?.items as Array<Record<string, unknown>>).map(({ item_name, quantity }) => [item_name, quantity]).sort(),
		).toEqual([
			['Phone', '1'],
			['Tablet', '2'],
		]);
	});

	it('returns ServiceNow’s own form when asked for it', async () => {
		await add(CATALOG.PHONE);
		const [cart] = await done(runCatalog(s, 'getCart', { output: 'raw' }));
		expect(cart).toMatchObject({ monthly: { frequency_label: 'Monthly', items: [{ item_name: 'Phone' }] } });
	});

	it('of nobody’s cart is empty', async () => {
		expect(await done(runCatalog(s, 'getCart', { output: 'simplified' }))).toMatchObject([
			{ item_count: 0, items: [] },
		]);
	});
});

describe('Update Cart Item', () => {
	it('changes quantity and answers', async () => {
		const { cart_item_id } = await add(CATALOG.PHONE, answers({ storage: '128', keep_number: true }));
		const [cart] = await done(
			runCatalog(s, 'updateCartItem', { ...cartItem(cart_item_id), quantity: 4, ...answers({ storage: '256 GB' }) }),
		);
		expect(cart).toMatchObject({ cart_item_id, item_count: 1, items: [{ quantity: '4' }] });
		expect(s.stored('sc_cart_item', { sys_id: String(cart_item_id) })).toMatchObject({
			quantity: '4',
			price: '899.99',
		});
		const answered = s.emulator.store.find('sc_item_option', { cart_item: String(cart_item_id) });
		expect(answered.map(({ value }) => value).sort()).toEqual(['256', 'Yes']);
	});

	it('refuses what is not in the cart, before it changes anything', async () => {
		await add(CATALOG.TABLET);
		const { error } = await runCatalog(s, 'updateCartItem', { ...cartItem(CATALOG.TABLET), quantity: 2 });
		expect(error?.message).toContain('Cart Item: The cart of the signed-in user has no item');
		expect(s.emulator.stats().requests['catalog.cart.update']).toBeUndefined();
	});

	it('shows ServiceNow’s words', async () => {
		const { cart_item_id } = await add(CATALOG.TABLET);
		s.emulator.setFaults([
			{
				match: { path: '/cart/[0-9a-f]{32}$', method: 'PUT' },
				action: { kind: 'status', status: 400, message: 'Mandatory Variables are required' },
			},
		]);
		const { error } = await runCatalog(s, 'updateCartItem', { ...cartItem(cart_item_id), quantity: 2 });
		expect(error).toMatchObject({ message: 'Mandatory Variables are required', httpCode: '400' });
	});
});

describe('Remove From Cart and Empty Cart', () => {
	it('take out one, and then all', async () => {
		const { cart_item_id } = await add(CATALOG.TABLET);
		await add(CATALOG.PHONE);
		await add(CATALOG.LAPTOP);
		expect(await done(runCatalog(s, 'removeCartItem', cartItem(cart_item_id)))).toEqual([
			{ deleted: true, cart_item_id },
		]);
		expect(
			entries()
				.map(({ cat_item }) => cat_item)
				.sort(),
		).toEqual([CATALOG.LAPTOP, CATALOG.PHONE].sort());
		expect(await done(runCatalog(s, 'emptyCart'))).toEqual([{ emptied: true, removed: 2 }]);
		expect(entries()).toEqual([]);
		expect(await done(runCatalog(s, 'emptyCart'))).toEqual([{ emptied: true, removed: 0 }]);
	});

	it('leave the carts of others alone', async () => {
		await add(CATALOG.TABLET);
		await actAs(s, 'itil');
		expect(await done(runCatalog(s, 'emptyCart'))).toEqual([{ emptied: true, removed: 0 }]);
		expect(entries()).toHaveLength(1);
	});

	it('tell of an item that is not there', async () => {
		const { error } = await runCatalog(s, 'removeCartItem', cartItem(CATALOG.TABLET));
		expect(error).toMatchObject({ message: 'Invalid Request', httpCode: '400' });
	});

	it('refuse what is no id, and send nothing', async () => {
		s.emulator.resetStats();
		for (const id of ['={{ "" }}', 'x/empty', '..']) {
			const { error } = await runCatalog(s, 'removeCartItem', cartItem(id));
			expect(error?.message).toMatch(/^Cart Item: /);
		}
		expect(requestCount(s)).toBe(0);
	});
});

describe('Submit Cart', () => {
	it.each(['false', 'true'])('orders everything in it (two-step checkout: %s)', async (twoStep) => {
		s.emulator.store.setProperty('glide.sc.checkout.twostep', twoStep);
		await add(CATALOG.TABLET, { quantity: 2 });
		await done(
			runCatalog(s, 'addToCart', {
				item: by('name', 'Accounts for a Team'),
				quantity: 1,
				...answers({ team: 'Network', cost_center: 'C1', accounts: [{ user: 'itil' }] }),
			}),
		);
		const [result] = await done(runCatalog(s, 'submitCart'));
		const request = String(result?.request_id);
		expect(s.stored('sc_request', { sys_id: request })).toMatchObject({
			number: result?.request_number,
			price: '1200',
		});
		const ordered = s.emulator.store.find('sc_req_item', { request });
		expect((result?.items as unknown[]).length).toBe(2);
		const accounts = ordered.find(({ cat_item }) => cat_item !== CATALOG.TABLET)?.sys_id ?? '';
		expect(answersOf(s, accounts)).toMatchObject({ cost_center: 'C1' });
		expect(rowsOf(s, accounts)).toMatchObject([{ user: userId('itil') }]);
		expect(entries()).toEqual([]);
	});

	it('hands on address and instructions, and leaves the person as the cart has it', async () => {
		await add(CATALOG.TABLET, { requestedFor: by('id', userId('beth.anglin')) });
		const options = { delivery_address: 'Gate 2', special_instructions: 'Ring twice' };
		const [result] = await done(runCatalog(s, 'submitCart', { options }));
		expect(s.stored('sc_request', { sys_id: String(result?.request_id) })).toMatchObject({
			...options,
			requested_for: userId('beth.anglin'),
		});
	});

	it('orders for whom it is told', async () => {
		await add(CATALOG.TABLET);
		const requestedFor = { __rl: true, mode: 'email', value: 'abel.tuter@example.com' };
		const [result] = await done(runCatalog(s, 'submitCart', { requestedFor }));
		expect(s.stored('sc_request', { sys_id: String(result?.request_id) })).toMatchObject({
			requested_for: userId('abel.tuter'),
		});
	});

	it('shows ServiceNow’s words for an empty cart', async () => {
		const { error } = await runCatalog(s, 'submitCart');
		expect(error).toMatchObject({ message: 'Cart is empty', httpCode: '400' });
	});

	it('orders nothing where it cannot tell for whom', async () => {
		await add(CATALOG.TABLET);
		s.emulator.setFaults([
			{ match: { path: '/table/sc_cart\\?' }, action: { kind: 'status', status: 403, message: 'No' } },
		]);
		const { error } = await runCatalog(s, 'submitCart', { options: { special_instructions: 'x' } });
		expect(error?.message).toMatch(/^Requested For: /);
		expect(entries()).toHaveLength(1);
	});
});

describe('Submit Record Producer', () => {
	it('makes the record, and returns where it is', async () => {
		const [result] = await done(
			runCatalog(s, 'submitProducer', {
				item: by('name', 'Report an Incident'),
				...answers({ urgency: 'Medium', comments: 'Mail is slow' }),
			}),
		);
		expect(result).toMatchObject({
			table: 'incident',
			number: expect.stringMatching(/^INC/),
			record: `api/now/table/incident/${String(result?.sys_id)}`,
		});
		expect(s.stored('incident', { sys_id: String(result?.sys_id) })).toMatchObject({ urgency: '2' });
		expect(s.stored('sys_journal_field', { element_id: String(result?.sys_id) })).toMatchObject({
			value: 'Mail is slow',
		});
	});

	it('finds records by name', async () => {
		const [result] = await done(
			runCatalog(s, 'submitProducer', {
				item: by('name', 'Ask a Vendor'),
				...answers({ u_vendor: 'Northwind North America', short_description: 'When?' }),
			}),
		);
		expect(s.stored('u_vendor_ticket', { sys_id: String(result?.sys_id) })).toMatchObject({
			u_vendor: s.stored('core_company', { name: 'Northwind North America' })?.sys_id,
		});
	});

	it.each([
		[
			'what lacks an answer',
			{ item: by('list', CATALOG.PRODUCER), ...answers({ urgency: '2' }) },
			'Variables: Mandatory variables have no value: What happened? (comments)',
		],
		['an item to order', { item: by('id', CATALOG.TABLET) }, 'Catalog Item: "Tablet" is an item to order'],
	])('refuses %s, and makes nothing', async (_, parameters, message) => {
		const before = s.emulator.store.find('incident', {}).length;
		const { error } = await runCatalog(s, 'submitProducer', parameters);
		expect(error?.message).toBe(message);
		expect(s.emulator.store.find('incident', {})).toHaveLength(before);
	});

	it('shows ServiceNow’s words for a producer that is not there', async () => {
		const { error } = await runCatalog(s, 'submitProducer', { item: by('id', 'a'.repeat(32)) });
		expect(error).toMatchObject({ message: 'Requested resource cannot be found', httpCode: '404' });
	});
});

testsOf(
	'catalog',
	'addToCart',
	'emptyCart',
	'getCart',
	'removeCartItem',
	'submitCart',
	'submitProducer',
	'updateCartItem',
);
