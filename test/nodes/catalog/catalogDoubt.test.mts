/** Orders are not idempotent: whatever happens to the answer, none is placed twice. */
import type { Fault } from '../../emulator/fault.mts';
import { actAs } from '../../support/actAs.mts';
import { answers, CATALOG, done, runCatalog } from '../../support/catalog.mts';
import { by, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const count = (table: string) => s.emulator.store.find(table, {}).length;
/** Breaks the answer to the first request of a kind, with the work done or not. */
const lose = (path: string, when: 'before' | 'after' = 'after') =>
	s.emulator.setFaults([{ match: { path, method: 'POST', nth: 1 }, action: { kind: 'reset', when } }]);
const posts = (name: string) => s.emulator.stats().requests[name] ?? 0;
const tablet = { item: by('list', CATALOG.TABLET), quantity: 1 };
const lastRequest = () =>
	s.emulator.store
		.find('sc_request', {})
		.map(({ number = '' }) => number)
		.sort()
		.at(-1);

describe('An order whose answer is lost', () => {
	it('is not sent again, and the user is told what to look at', async () => {
		const before = count('sc_request');
		lose('/order_now$');
		const { error, json } = await runCatalog(s, 'orderNow', tablet);
		expect(json).toEqual([]);
		expect(count('sc_request')).toBe(before + 1);
		expect(posts('catalog.items.order')).toBe(1);
		expect(error?.description).toContain(
			'It is not known whether ServiceNow did the work: it may have been done. The order was not sent again.',
		);
		expect(error?.description).toContain(`this user ordered this item as: RITM`);
		expect(error?.description).toContain(`of ${lastRequest()} (`);
	});

	it('is not sent again where it was not placed, either', async () => {
		const before = count('sc_request');
		lose('/order_now$', 'before');
		const { error } = await runCatalog(s, 'orderNow', tablet);
		expect(count('sc_request')).toBe(before);
		expect(posts('catalog.items.order')).toBe(1);
		expect(error?.description).toContain('In the last 10 minutes this user has not ordered this item');
	});

	const failures: Array<[string, Fault['action']]> = [
		['a failure of the server', { kind: 'status', status: 500, message: 'Broken', work: true }],
		['a gateway', { kind: 'status', status: 502, work: true }],
		['a cancelled transaction', { kind: 'cancelled', work: true }],
		['a queued request', { kind: 'accepted-202' }],
		['half an answer', { kind: 'truncate', bytes: 20 }],
	];
	it.each(failures)('stays one order after %s', async (_, action) => {
		const before = count('sc_request');
		s.emulator.setFaults([{ match: { path: '/order_now$', nth: 1 }, action }]);
		const { error } = await runCatalog(s, 'orderNow', tablet);
		expect(count('sc_request')).toBeLessThanOrEqual(before + 1);
		expect(s.emulator.store.find('sc_req_item', { cat_item: CATALOG.TABLET }).length).toBeLessThanOrEqual(2);
		expect(error?.description).toContain('was not sent again');
	});

	it('is asked for by its unique value, and returned when it is there', async () => {
		lose('/order_now$');
		const before = count('sc_request');
		const [result] = await done(
			runCatalog(s, 'orderNow', {
				item: by('name', 'New Server'),
				quantity: 1,
				...answers({ hostname: 'web-77', os: 'linux' }),
				options: { onceBy: 'hostname' },
			}),
		);
		expect(count('sc_request')).toBe(before + 1);
		expect(result).toMatchObject({ request_number: lastRequest(), existing: false, items: [{ quantity: '1' }] });
	});

	it('does not hide that looking for it failed as well', async () => {
		s.emulator.setFaults([
			{ match: { path: '/order_now$', nth: 1 }, action: { kind: 'reset', when: 'after' } },
			{ match: { path: '/table/sc_req_item' }, action: { kind: 'status', status: 403, message: 'Not for you' } },
		]);
		const { error } = await runCatalog(s, 'orderNow', tablet);
		expect(error?.description).toContain('Looking for it failed as well: Not for you');
	});

	it('is sent again only where ServiceNow turned it away before any work', async () => {
		const before = count('sc_request');
		s.emulator.setFaults([{ match: { path: '/order_now$', nth: 1 }, action: { kind: 'rate-limit', retryAfter: 1 } }]);
		await done(runCatalog(s, 'orderNow', tablet));
		expect(count('sc_request')).toBe(before + 1);
	});
});

describe('Order Once per Value Of', () => {
	const server = (hostname: string) => ({
		item: by('name', 'New Server'),
		quantity: 1,
		...answers({ hostname, os: 'linux' }),
		options: { onceBy: 'hostname' },
	});

	it('returns the order that is there instead of a second one', async () => {
		const before = count('sc_request');
		const [first] = await done(runCatalog(s, 'orderNow', server('web-78')));
		const [second] = await done(runCatalog(s, 'orderNow', server('web-78')));
		expect(count('sc_request')).toBe(before + 1);
		expect([first?.existing, second?.existing]).toEqual([false, true]);
		expect(second?.request_number).toBe(first?.request_number);
		await done(runCatalog(s, 'orderNow', server('web-79')));
		expect(count('sc_request')).toBe(before + 2);
	});

	it('holds among the items of one run', async () => {
		const before = count('sc_request');
		const parameters = {
			item: by('name', 'New Server'),
			quantity: 1,
			variablesMode: 'form',
			variables: { mappingMode: 'autoMapInputData', value: null },
			options: { onceBy: 'hostname' },
		};
		const items = ['a', 'b', 'a'].map((hostname) => ({ hostname, os: 'linux' }));
		const json = await done(runCatalog(s, 'orderNow', parameters, { items }));
		expect(count('sc_request')).toBe(before + 2);
		expect(json.map(({ existing }) => existing)).toEqual([false, false, true]);
		expect(json[2]?.request_id).toBe(json[0]?.request_id);
	});

	it('refuses a variable without a value', async () => {
		const before = count('sc_request');
		const { error } = await runCatalog(s, 'orderNow', { ...server('x'), options: { onceBy: 'needed_by' } });
		expect(error?.message).toBe('Order Once per Value Of: The variable "needed_by" has no value');
		expect(count('sc_request')).toBe(before);
	});

	it('orders nothing where earlier orders cannot be read', async () => {
		const before = count('sc_request');
		await actAs(s, 'employee');
		s.emulator.setFaults([
			{ match: { path: '/table/sc_item_option_mtom' }, action: { kind: 'status', status: 403, message: 'Closed' } },
		]);
		const { error } = await runCatalog(s, 'orderNow', server('web-80'));
		expect(error?.message).toBe('Closed');
		expect(error?.description).toContain('Nothing was ordered');
		expect(count('sc_request')).toBe(before);
	});
});

describe('With the two-step checkout', () => {
	beforeEach(() => s.emulator.store.setProperty('glide.sc.checkout.twostep', 'true'));

	it('Order Now orders all the same, for the chosen person', async () => {
		const user = s.stored('sys_user', { user_name: 'beth.anglin' })?.sys_id;
		const [result] = await done(
			runCatalog(s, 'orderNow', { ...tablet, quantity: 3, requestedFor: by('id', String(user)) }),
		);
		expect(s.stored('sc_request', { sys_id: String(result?.request_id) })).toMatchObject({ requested_for: user });
		expect(result).toMatchObject({ items: [{ quantity: '3', 'cat_item.name': 'Tablet' }] });
		expect(count('sc_cart_item')).toBe(0);
	});

	it('several items become a request each, one after the other', async () => {
		const before = count('sc_request');
		const json = await done(runCatalog(s, 'orderNow', tablet, { items: [{}, {}, {}] }));
		expect(new Set(json.map(({ request_number }) => request_number)).size).toBe(3);
		expect(count('sc_request')).toBe(before + 3);
		expect(json.map(({ items }) => (items as unknown[]).length)).toEqual([1, 1, 1]);
	});

	it('Order Now does not order what else is in the cart, and leaves the cart as it was', async () => {
		await done(runCatalog(s, 'addToCart', { item: by('list', CATALOG.PHONE), quantity: 2 }));
		const before = count('sc_request');
		const { error } = await runCatalog(s, 'orderNow', tablet);
		expect(error?.message).toBe(
			'Cart: The cart of the signed-in user holds something else, which would be ordered too: 2 × Phone',
		);
		expect(error?.description).toContain('the item was taken out of the cart again');
		expect(count('sc_request')).toBe(before);
		expect(s.emulator.store.find('sc_cart_item', {})).toMatchObject([{ cat_item: CATALOG.PHONE }]);
	});

	it('goes on where the item was put into the cart and the answer was lost', async () => {
		const before = count('sc_request');
		lose('/order_now$');
		const [result] = await done(runCatalog(s, 'orderNow', tablet));
		expect(count('sc_request')).toBe(before + 1);
		expect(result).toMatchObject({ request_number: lastRequest(), items: [{ quantity: '1' }] });
	});

	it('a lost second step is not repeated', async () => {
		const before = count('sc_request');
		lose('/submit_order$');
		const { error } = await runCatalog(s, 'orderNow', tablet);
		expect(count('sc_request')).toBe(before + 1);
		expect(error?.description).toContain('The cart is empty now.');
		expect(error?.description).toContain(String(lastRequest()));
	});
});

describe('Submit Cart whose answer is lost', () => {
	it('orders once, and names the newest requests', async () => {
		await done(runCatalog(s, 'addToCart', tablet));
		const before = count('sc_request');
		lose('/submit_order$');
		const { error } = await runCatalog(s, 'submitCart');
		expect(count('sc_request')).toBe(before + 1);
		expect(error?.description).toContain(`this user placed orders as: ${lastRequest()} (`);
	});

	it('says that the cart is still full where nothing was ordered', async () => {
		await done(runCatalog(s, 'addToCart', tablet));
		lose('/submit_order$', 'before');
		const { error } = await runCatalog(s, 'submitCart');
		expect(error?.description).toContain('The cart still holds 1 × Tablet');
	});
});

describe('Add to Cart whose answer is lost', () => {
	it('finds the item in the cart by the id that was chosen for it', async () => {
		lose('/add_to_cart$');
		const [result] = await done(runCatalog(s, 'addToCart', tablet));
		const entries = s.emulator.store.find('sc_cart_item', {});
		expect(entries).toHaveLength(1);
		expect(result).toMatchObject({ cart_item_id: entries[0]?.sys_id, catalog_item_id: CATALOG.TABLET });
	});

	it('tells what the cart holds where it is not there', async () => {
		await done(runCatalog(s, 'addToCart', { item: by('list', CATALOG.PHONE), quantity: 1 }));
		s.emulator.setFaults([{ match: { path: '/add_to_cart$', nth: 1 }, action: { kind: 'reset', when: 'before' } }]);
		const { error } = await runCatalog(s, 'addToCart', tablet);
		expect(error?.description).toContain('The cart holds now: 1 × Phone. Nothing is ordered before Submit Cart.');
		expect(count('sc_cart_item')).toBe(1);
	});
});

describe('Submit Record Producer whose answer is lost', () => {
	const producer = { item: by('list', CATALOG.PRODUCER), ...answers({ urgency: '2', comments: 'No mail' }) };

	it('finds the record by the id that was chosen for it', async () => {
		const before = count('incident');
		lose('/submit_producer$');
		const [result] = await done(runCatalog(s, 'submitProducer', producer));
		expect(count('incident')).toBe(before + 1);
		expect(result).toMatchObject({ table: 'incident', recovered: true, number: expect.stringMatching(/^INC/) });
		expect(s.stored('incident', { sys_id: String(result?.sys_id) })).toMatchObject({ number: result?.number });
	});

	it('makes none where it is not there, and says where to look', async () => {
		const before = count('incident');
		lose('/submit_producer$', 'before');
		const { error } = await runCatalog(s, 'submitProducer', producer);
		expect(count('incident')).toBe(before);
		expect(error?.description).toContain('Look at the newest records of incident');
	});
});

testsOf('catalog', 'orderNow');
