/** api-reference/rest-apis/c_ServiceCatalogAPI.md: the cart and the wish list of the caller. */
import { describeEmulator, login, useInstance } from '../instance.mts';
import { expectKeys } from '../shape.mts';
import addSample from '../samples/service-catalog-16-post-sn-sc-servicecatalog-items-sys-id-add-to-cart.json';
import checkoutSample from '../samples/service-catalog-14-post-sn-sc-servicecatalog-cart-checkout.json';
import deleteSample from '../samples/service-catalog-01-delete-sn-sc-servicecatalog-cart-cart-item-id.json';
import emptySample from '../samples/service-catalog-02-delete-sn-sc-servicecatalog-cart-sys-id-empty.json';
import wishSample from '../samples/service-catalog-13-get-sn-sc-servicecatalog-wishlist-cart-item-id.json';
import wishlistSample from '../samples/service-catalog-17-post-sn-sc-servicecatalog-items-sys-id-add-to-wishlist.json';

type Json = Record<string, unknown>;

const BASE = '/api/sn_sc/servicecatalog';
const PHONE = '0d08837237153000158bbfc8bcbe5d02';
const LAPTOP = '04b7e94b4f7b4200086eeed18110c7fd';
const TABLET = '060f3afa3731300054b6a3549dbe5d3e';
const GUIDE = '6690750f4f7b4200086eeed18110c761';
const ADMIN = '6816f79cc0a8016401c5a33be04be441';

describeEmulator('the cart', () => {
	const instance = useInstance();
	const store = () => instance.emulator.store;
	const call = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: Json, as?: string) => {
		const answer = await instance.call(`${BASE}${path}`, {
			method,
			...(body && { body }),
			...(as !== undefined && { as }),
		});
		const parsed = answer.text === '' ? {} : answer.json<{ result?: Json; error?: Json }>();
		return { status: answer.status, result: parsed.result ?? {}, error: parsed.error };
	};
	const add = (item: string, body: Json = { sysparm_quantity: '1' }) =>
		call('POST', `/items/${item}/add_to_cart`, body);
	const items = ({ result }: { result: Json }, group: string) =>
		((result[group] as Json | undefined)?.items ?? []) as Json[];

	beforeEach(() => {
		for (const table of ['sc_cart', 'sc_cart_item']) {
			for (const { sys_id = '' } of store().find(table, {})) store().remove(table, sys_id);
		}
	});

	it('takes an item as documented', async () => {
		await add(PHONE, addSample.request.body);
		const { status, result } = await add(PHONE, addSample.request.body);
		expect(status).toBe(200);
		expectKeys(result, addSample.response.body.result);
		expect(result.subtotal).toBe('$1,599.98');
		expect(result.items).toMatchObject([
			{
				catalog_item_id: PHONE,
				quantity: '1',
				price: '$799.99',
				recurring_frequency: 'Monthly',
				recurring_price: '$29.00',
			},
			{ catalog_item_id: PHONE },
		]);
	});

	it.each([
		['Invalid quantity value', TABLET, {}],
		['Security constraints prevent ordering of Item', GUIDE, { sysparm_quantity: 1 }],
		['Mandatory Variables are required', 'Developer Laptop', { sysparm_quantity: 1 }],
	])('refuses with "%s"', async (message, item, body) => {
		const sys_id = store().one('sc_cat_item', { name: item })?.sys_id ?? item;
		const { status, error } = await add(sys_id, body);
		expect([status, error]).toEqual([400, { message, detail: '' }]);
	});

	it('groups its items by how often they cost something again', async () => {
		await add(TABLET);
		await add(PHONE, { sysparm_quantity: '2', variables: { storage: '256' } });
		const cart = await call('GET', '/cart');
		expect(cart.status).toBe(200);
		const documented: Json = { ...checkoutSample.response.body.result };
		for (const key of ['requested_for', 'requested_for_user', 'delivery_address', 'special_instructions']) {
			delete documented[key];
		}
		expectKeys(cart.result, documented);
		expect(cart.result).toMatchObject({ subtotal_price: '$2,399.98', subtotal_recurring_price: '$58.00' });
		expect(cart.result.none).toMatchObject({ subtotal_price: '$600.00', frequency_label: null });
		expect(cart.result.monthly).toMatchObject({ frequency_label: 'Monthly', subtotal_recurring_frequency: 'Monthly' });
		expect(items(cart, 'monthly')).toMatchObject([
			{ quantity: '2', price: '$899.99', subtotal: 1799.98, recurring_subtotal: 58, show_recurring_price: true },
		]);
		expect(items(cart, 'monthly')[0]?.variables).toEqual({ Storage: '256 GB', 'Keep the present number?': '' });
	});

	it('is empty at first, and each user has one of their own', async () => {
		await add(TABLET);
		const { status, result } = await call('GET', '/cart', undefined, login('itil'));
		expect([status, Object.keys(result)]).toEqual([200, expect.not.arrayContaining(['none'])]);
		expect(result.cart_id).toMatch(/^[0-9a-f]{32}$/);
	});

	it('changes the quantity and the answers of an item', async () => {
		await add(PHONE, { sysparm_quantity: '1', variables: { storage: '128', keep_number: 'No' } });
		const [entry] = items(await call('GET', '/cart'), 'monthly');
		const path = `/cart/${String(entry?.cart_item_id)}`;
		const changed = await call('PUT', path, { sysparm_quantity: '3', variables: { storage: '256' } });
		expect(changed.status).toBe(201);
		expect(items(changed, 'monthly')).toMatchObject([{ quantity: '3', subtotal: 2699.97 }]);
		expect(items(changed, 'monthly')[0]?.variables).toEqual({ Storage: '256 GB', 'Keep the present number?': 'No' });
		expect((await call('PUT', path, {})).error).toMatchObject({ message: 'Invalid quantity value' });
		expect((await call('PUT', path, { sysparm_quantity: 1 }, login('itil'))).status).toBe(400);
	});

	it('gives an item up', async () => {
		await add(TABLET);
		const [entry] = items(await call('GET', '/cart'), 'none');
		const path = `/cart/${String(entry?.cart_item_id)}`;
		expect((await call('DELETE', path, undefined, login('itil'))).status).toBe(400);
		expect((await call('DELETE', path)).status).toBe(deleteSample.response.status);
		expect((await call('DELETE', path)).status).toBe(400);
		expect(store().find('sc_item_option', { cart_item: String(entry?.cart_item_id) })).toEqual([]);
	});

	it('is emptied and removed by an administrator only', async () => {
		await add(TABLET);
		const { result } = await call('GET', '/cart');
		const path = `/cart/${String(result.cart_id)}/empty`;
		expect((await call('DELETE', path, undefined, login('itil'))).status).toBe(400);
		expect((await call('DELETE', path)).status).toBe(emptySample.response.status);
		expect((await call('DELETE', path)).status).toBe(400);
		expect(store().one('sc_cart', { sys_id: String(result.cart_id) })).toBeUndefined();
	});

	it.each(['/cart/submit_order', '/cart/checkout'])('cannot be ordered with %s when it is empty', async (path) => {
		const { status, error } = await call('POST', path);
		expect([status, error?.message]).toEqual([400, 'Cart is empty']);
	});

	it.each(['/cart/submit_order', '/cart/checkout'])('becomes one request with %s', async (path) => {
		await add(TABLET, { sysparm_quantity: '2' });
		await add(PHONE, { sysparm_quantity: '1', variables: { keep_number: 'Yes' } });
		const { status, result } = await call('POST', path);
		expect(status).toBe(200);
		expect(result).toEqual({ request_number: expect.stringMatching(/^REQ\d+$/), request_id: expect.any(String) });
		const request = String(result.request_id);
		expect(store().one('sc_request', { sys_id: request })).toMatchObject({ price: '1999.99' });
		const ordered = store().find('sc_req_item', { request });
		expect(new Set(ordered.map(({ cat_item }) => cat_item))).toEqual(new Set([TABLET, PHONE]));
		expect((await call('POST', path)).status).toBe(400);
	});

	it('remembers the further people that an item is for', async () => {
		const [itil, pacific] = ['itil', 'pacific.user'].map(
			(name) => store().one('sys_user', { user_name: name })?.sys_id,
		);
		const item = store().one('sc_cat_item', { name: 'Standby Phone' })?.sys_id ?? '';
		const before = new Set(
			store()
				.find('sc_request', {})
				.map(({ sys_id }) => sys_id),
		);
		await add(item, { sysparm_quantity: 1, sysparm_requested_for: itil, sysparm_also_request_for: pacific });
		const [entry] = items(await call('GET', '/cart'), 'none');
		await call('PUT', `/cart/${String(entry?.cart_item_id)}`, { sysparm_quantity: 2 });
		await call('POST', '/cart/submit_order');
		const made = store()
			.find('sc_request', {})
			.filter(({ sys_id }) => !before.has(sys_id));
		expect(new Set(made.map(({ requested_for, price }) => [requested_for, price].join()))).toEqual(
			new Set([`${String(itil)},180`, `${String(pacific)},180`]),
		);
	});

	it('shows with two steps what would be ordered, as documented, and orders in the second', async () => {
		store().setProperty('glide.sc.checkout.twostep', 'true');
		await add(TABLET);
		const { status, result } = await call('POST', '/cart/checkout');
		expect(status).toBe(200);
		expectKeys(result, checkoutSample.response.body.result);
		expect(result).toMatchObject({ requested_for_user: 'System Administrator' });
		expect((await call('POST', '/cart/submit_order')).result).toHaveProperty('request_number');
		store().setProperty('glide.sc.checkout.twostep', 'false');
	});

	// server-api-reference/c_CartJSScoped.md, orderNow: "adds the specified item to the cart and returns the sys_id of the cart".
	it('is where Order now puts the item with two steps', async () => {
		store().setProperty('glide.sc.checkout.twostep', 'true');
		const { status, result } = await call('POST', `/items/${TABLET}/order_now`, { sysparm_quantity: 2 });
		const cart = await call('GET', '/cart');
		expect([status, result]).toEqual([200, { cart_id: cart.result.cart_id }]);
		expect(items(cart, 'none')).toMatchObject([{ catalog_item_id: TABLET, quantity: '2' }]);
		store().setProperty('glide.sc.checkout.twostep', 'false');
	});

	// The same page, submitOrder: what is left out has its default.
	it('is ordered with the details that the request brings', async () => {
		const itil = store().one('sys_user', { user_name: 'itil' })?.sys_id ?? '';
		const submit = async (body: Json) => {
			await add(TABLET, { sysparm_quantity: 1, sysparm_requested_for: itil });
			const { result } = await call('POST', '/cart/submit_order', body);
			return store().one('sc_request', { sys_id: String(result.request_id) });
		};
		expect(await submit({})).toMatchObject({ requested_for: itil });
		const details = { delivery_address: 'Gate 2', special_instructions: 'Ring twice' };
		expect(await submit({ ...details, requested_for: itil })).toMatchObject({ ...details, requested_for: itil });
		expect(await submit(details)).toMatchObject({ ...details, requested_for: ADMIN });
	});

	// Not in the documentation: what the portal's own page sends, to hang files on the entry before it is there.
	it('gives an entry the id that the request brings', async () => {
		const cart_item_id = 'c0ffee00c0ffee00c0ffee00c0ffee00';
		const { result } = await add(TABLET, { sysparm_quantity: 1, sysparm_item_guid: cart_item_id });
		expect(result.items).toMatchObject([{ cart_item_id }]);
	});

	it('is filled by an order guide, which orders at once with two steps', async () => {
		const path = `/items/${GUIDE}/checkout_guide`;
		const body = {
			items: [{ sys_id: LAPTOP, sysparm_quantity: '3', variables: { acrobat: 'true' } }, { sys_id: TABLET }],
		};
		const cart = await call('POST', path, body);
		expect(cart.status).toBe(200);
		expect(cart.result).toMatchObject({ subtotal_price: '$3,900.00', subtotal_recurring_price: '$300.00' });
		expect(items(cart, 'yearly')).toMatchObject([
			{ quantity: '3', recurring_frequency: 'Annually', variables: { 'PDF editor': 'true', 'Photo editor': '' } },
		]);
		expect(items(cart, 'none')).toMatchObject([{ recurring_frequency: '' }]);
		store().put('sc_cat_item_guide', { sys_id: GUIDE, two_step: 'true' });
		expect((await call('POST', path, body)).result).toHaveProperty('request_number');
		expect((await call('POST', path, { items: [{ sys_id: GUIDE }] })).status).toBe(400);
		expect((await call('POST', path, { items: [{ sys_id: TABLET, sysparm_quantity: '-1' }] })).status).toBe(400);
	});

	it('has a wish list beside it, as documented', async () => {
		const added = await call('POST', `/items/${LAPTOP}/add_to_wishlist`, wishlistSample.request.body);
		expect(added.status).toBe(200);
		expectKeys(added.result, wishlistSample.response.body.result, ['variables']);
		const [entry] = added.result.items as Json[];
		const one = await call('GET', `/wishlist/${String(entry?.cart_item_id)}`);
		expectKeys(one.result, wishSample.response.body.result, ['variables']);
		expect(one.result).toMatchObject({ recurring_frequency: 'Annually', delivery_time: '2 Days' });
		const list = await call('GET', '/wishlist');
		expect(list.result.items).toMatchObject([{ item_name: 'Standard Laptop', subtotal: 1100, order_guide: '' }]);
		expect((await call('GET', '/cart')).result).not.toHaveProperty('yearly');
		expect((await call('GET', `/wishlist/${LAPTOP}`)).status).toBe(404);
	});
});
