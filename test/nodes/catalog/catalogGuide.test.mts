/** Order guides: a few questions, the items that they call for, and one order of all of them. */
import { answers, answersOf, CATALOG, done, runCatalog } from '../../support/catalog.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const GUIDE = by('list', CATALOG.GUIDE);
const HIRED = { hiring_manager: 'beth.anglin', standard_package: 'Yes', laptop_type: 'Developer', remote: 'Yes' };
const ITEMS = [
	{ sys_id: CATALOG.LAPTOP, quantity: 2, variables: { acrobat: true } },
	{ sys_id: CATALOG.TABLET, sysparm_quantity: '1' },
];
const propose = async (values: Record<string, unknown>, more: Record<string, unknown> = {}) =>
	await runCatalog(s, 'submitGuide', { item: GUIDE, ...answers(values), ...more });
const checkOut = async (items: unknown, more: Record<string, unknown> = {}) =>
	await runCatalog(s, 'checkoutGuide', { item: GUIDE, items, placeOrder: true, ...more });
const count = (table: string) => s.emulator.store.find(table, {}).length;
const itemsOf = (request: unknown) => s.emulator.store.find('sc_req_item', { request: String(request) });
const lose = (path: string, when: 'before' | 'after' = 'after') =>
	s.emulator.setFaults([{ match: { path, method: 'POST', nth: 1 }, action: { kind: 'reset', when } }]);
const posts = (name: string) => s.emulator.stats().requests[name] ?? 0;
const atOnce = () => s.emulator.store.put('sc_cat_item_guide', { sys_id: CATALOG.GUIDE, two_step: 'true' });

describe('Submit Order Guide', () => {
	it('returns the items that the answers call for, and orders nothing', async () => {
		const before = count('sc_request');
		const [result] = await done(propose(HIRED));
		expect(result).toMatchObject({ order_guide: CATALOG.GUIDE, name: 'New Hire', item_count: 4 });
		expect(result?.items).toMatchObject([
			{ sys_id: CATALOG.LAPTOP, name: 'Standard Laptop', order: '100', category: 'Hardware', quantity: '1' },
			{ name: 'Second Screen', order: '200' },
			{ name: 'Developer Laptop', order: '300' },
			{ name: 'Office Licence', order: '600' },
		]);
		const [laptop] = result?.items as Array<{ variables: unknown[] }>;
		expect(laptop?.variables).toContainEqual(expect.objectContaining({ name: 'acrobat', mandatory: false }));
		expect([count('sc_request'), count('sc_cart_item')]).toEqual([before, 0]);
	});

	it('returns what ServiceNow sent where that is asked for, and takes the guide by name', async () => {
		const [result] = await done(
			propose({ hiring_manager: 'beth.anglin' }, { item: by('name', 'New Hire'), output: 'raw' }),
		);
		expect(result?.items).toMatchObject([{ show_price: true, ui_policy: [] }, { name: 'Second Screen' }]);
	});

	it('asks again after a lost answer: nothing is stored', async () => {
		s.emulator.setFaults([{ match: { path: '/submit_guide$', nth: 1 }, action: { kind: 'reset', when: 'after' } }]);
		expect(await done(propose(HIRED))).toMatchObject([{ item_count: 4 }]);
	});

	it.each([
		['a mandatory question is open', { hiring_group: 'Network' }, {}, 'Mandatory variables have no value'],
		['the item is none', HIRED, { item: by('list', CATALOG.TABLET) }, '"Tablet" is no order guide'],
		['the id is none', HIRED, { item: by('id', '../cart') }, '"../cart" is not a sys_id'],
	])('submits nothing where %s', async (_, values, more, message) => {
		const { error } = await propose(values, more);
		expect(error?.message).toContain(message);
		expect(posts('catalog.items.submitGuide')).toBe(0);
	});
});

describe('Checkout Order Guide', () => {
	it('orders the items in one request', async () => {
		const before = count('sc_request');
		const [result] = await done(checkOut(JSON.stringify(ITEMS)));
		expect(count('sc_request')).toBe(before + 1);
		expect(result).toMatchObject({ table: 'sc_request', request_number: expect.stringMatching(/^REQ\d{7}$/) });
		const ritms = itemsOf(result?.request_id);
		expect(ritms.sort((a, b) => Number(b.quantity) - Number(a.quantity))).toMatchObject([
			{ cat_item: CATALOG.LAPTOP, quantity: '2', order_guide: CATALOG.GUIDE },
			{ cat_item: CATALOG.TABLET, quantity: '1', order_guide: CATALOG.GUIDE },
		]);
		expect(answersOf(s, ritms[0]?.sys_id ?? '')).toMatchObject({ acrobat: 'true' });
		expect(result?.items).toHaveLength(2);
		expect(count('sc_cart_item')).toBe(0);
	});

	it('takes the items as Submit Order Guide returns them, with answers for those that ask for them', async () => {
		const [proposal] = await done(propose({ hiring_manager: 'beth.anglin' }));
		const parameters = { item: GUIDE, items: '={{ $json.items }}', placeOrder: true };
		const bare = await runCatalog(s, 'checkoutGuide', parameters, { items: [proposal as never] });
		expect(bare.error?.message).toBe('Variables: Mandatory variables have no value: Reason (reason) of Second Screen');
		const options = { sharedAnswers: '{"reason": "New here", "other": 1}' };
		const [result] = await done(
			runCatalog(s, 'checkoutGuide', { ...parameters, options }, { items: [proposal as never] }),
		);
		const screen = String(s.stored('sc_cat_item', { name: 'Second Screen' })?.sys_id);
		const ritm = itemsOf(result?.request_id).find(({ cat_item }) => cat_item === screen);
		expect(answersOf(s, ritm?.sys_id ?? '')).toMatchObject({ reason: 'New here' });
		expect(itemsOf(result?.request_id)).toHaveLength(2);
	});

	it('orders at once where the guide has two steps', async () => {
		atOnce();
		const before = count('sc_request');
		const [result] = await done(checkOut(ITEMS));
		expect(count('sc_request')).toBe(before + 1);
		expect(itemsOf(result?.request_id)).toHaveLength(2);
		expect(posts('catalog.cart.submit')).toBe(0);
	});

	it('leaves the items in the cart where that is asked for', async () => {
		const before = count('sc_request');
		const [cart] = await done(checkOut(ITEMS, { placeOrder: false }));
		expect(cart).toMatchObject({ item_count: 2, subtotal_price: expect.stringContaining('$') });
		expect([count('sc_request'), count('sc_cart_item')]).toEqual([before, 2]);
	});

	it('does not order what else is in the cart', async () => {
		await done(runCatalog(s, 'addToCart', { item: by('list', CATALOG.PHONE), quantity: 2 }));
		const before = count('sc_request');
		const { error } = await checkOut(ITEMS);
		expect(error?.message).toContain('which would be ordered too: 2 × Phone');
		expect([count('sc_request'), count('sc_cart_item')]).toEqual([before, 1]);
		expect(posts('catalog.items.checkoutGuide')).toBe(0);
	});

	it.each([
		['no items', '[]', 'Items: It is not a list of items'],
		['something else', '{"a": 1}', 'Items: It is not a list of items'],
		['text that is no JSON', 'x', 'Items: This is not JSON'],
		['an id that is none', [{ sys_id: '../../cart' }], 'Items: "../../cart" is not a sys_id'],
		['no id', [{ quantity: 1 }], 'Items: '],
		['a quantity that is none', [{ ...ITEMS[0], quantity: 0 }], 'Items: "0" is not a quantity'],
	])('sends nothing for %s', async (_, items, message) => {
		s.emulator.resetStats();
		const { error } = await checkOut(items);
		expect(error?.message).toContain(message);
		expect(requestCount(s)).toBe(0);
	});

	it('orders nothing where an item cannot be ordered, or its form is not complete', async () => {
		const server = String(s.stored('sc_cat_item', { name: 'New Server' })?.sys_id);
		const wrong = [[{ sys_id: CATALOG.PRODUCER }], [{ sys_id: CATALOG.GUIDE }], [ITEMS[0], { sys_id: server }]];
		for (const items of wrong) expect((await checkOut(items)).error).toBeDefined();
		expect(posts('catalog.items.checkoutGuide')).toBe(0);
	});
});

describe('Checkout Order Guide whose answer is lost', () => {
	it('goes on where the items came into the cart, and orders once', async () => {
		const before = count('sc_request');
		lose('/checkout_guide$');
		const [result] = await done(checkOut(ITEMS));
		expect(count('sc_request')).toBe(before + 1);
		expect(itemsOf(result?.request_id)).toHaveLength(2);
		expect(posts('catalog.items.checkoutGuide')).toBe(1);
	});

	it.each([
		['was placed', 'after' as const, 1],
		['was not placed', 'before' as const, 0],
	])('is not sent again where the order %s, and says where to look', async (_, when, placed) => {
		atOnce();
		const before = count('sc_request');
		lose('/checkout_guide$', when);
		const { error } = await checkOut(ITEMS);
		expect(count('sc_request')).toBe(before + placed);
		expect(posts('catalog.items.checkoutGuide')).toBe(1);
		expect(error?.description).toContain(
			'It is not known whether ServiceNow did the work: it may have been done. The order was not sent again.',
		);
	});
});

testsOf('catalog', 'checkoutGuide', 'submitGuide');
