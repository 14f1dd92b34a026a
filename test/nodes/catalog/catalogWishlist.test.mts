import { answers, CATALOG, done, runCatalog } from '../../support/catalog.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const LAPTOP = by('list', CATALOG.LAPTOP);
const add = async (parameters: Record<string, unknown> = {}) =>
	await runCatalog(s, 'addToWishlist', { item: LAPTOP, quantity: 1, ...parameters });
const kept = () => s.emulator.store.find('sc_cart_item', {});

describe('The wish list', () => {
	it('keeps an item with its answers, and orders nothing', async () => {
		const before = s.emulator.store.find('sc_request', {}).length;
		const [result] = await done(add({ quantity: 2, ...answers({ acrobat: true }) }));
		expect(kept()).toMatchObject([{ cat_item: CATALOG.LAPTOP, quantity: '2' }]);
		const entry = { cart_item_id: kept()[0]?.sys_id, item_name: 'Standard Laptop', quantity: '2' };
		expect(result).toMatchObject({ catalog_item_id: CATALOG.LAPTOP, item_count: 1, items: [entry] });
		expect(await done(runCatalog(s, 'getWishlist'))).toMatchObject([{ item_count: 1, items: [entry] }]);
		expect((await done(runCatalog(s, 'getCart')))[0]).toMatchObject({ item_count: 0 });
		expect(s.emulator.store.find('sc_request', {})).toHaveLength(before);
	});

	it('takes an item whose form is not complete, and comes as ServiceNow sends it where that is asked for', async () => {
		await done(add({ item: by('name', 'New Server') }));
		const [list] = await done(runCatalog(s, 'getWishlist', { output: 'raw' }));
		expect(list?.items).toMatchObject([{ name: 'New Server', show_quantity: true }]);
	});

	it('is not added to again where the answer was lost, and the user is told what it holds', async () => {
		const match = { path: '/add_to_wishlist$', method: 'POST', nth: 1 };
		s.emulator.setFaults([{ match, action: { kind: 'reset', when: 'after' } }]);
		const { error } = await add();
		expect(kept()).toHaveLength(1);
		expect(error?.description).toContain('it was not sent again. The list holds now: 1 × Standard Laptop.');
	});

	it.each([
		['an item that is none', { item: by('id', '../cart') }, 'Catalog Item: "../cart" is not a sys_id'],
		['a quantity that is none', { quantity: 0 }, 'Quantity: 0 is not a whole number'],
	])('sends nothing for %s', async (_, parameters, message) => {
		s.emulator.resetStats();
		const { error } = await add(parameters);
		expect(error?.message).toContain(message);
		expect(requestCount(s)).toBe(0);
	});

	it('takes no order guide', async () => {
		const { error } = await add({ item: by('id', CATALOG.GUIDE) });
		expect(error?.message).toContain('is an order guide');
		expect(kept()).toEqual([]);
	});
});

testsOf('catalog', 'addToWishlist', 'getWishlist');
