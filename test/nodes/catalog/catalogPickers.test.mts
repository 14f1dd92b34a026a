import type { ILoadOptionsFunctions, INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { catalogVariables } from '../../../nodes/ServiceNowPlatform/methods/catalogVariables.ts';
import { listSearch } from '../../../nodes/ServiceNowPlatform/methods/listSearch.ts';
import { CATALOG, done, requestedItem, runCatalog } from '../../support/catalog.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const itemId = (name: string) => String(s.stored('sc_cat_item', { name })?.sys_id);

const context = (parameters: Record<string, unknown>): ILoadOptionsFunctions =>
	s.n8n.loadOptions({
		authentication: 'serviceNowPlatformServiceOAuth2Api',
		resource: 'catalog',
		...parameters,
	} as INodeParameters);

describe('Pickers of the catalog', () => {
	type Search = keyof typeof listSearch;
	const find = async (method: Search, filter?: string, token?: string): Promise<INodeListSearchResult> =>
		await (
			listSearch[method] as (
				this: ILoadOptionsFunctions,
				filter?: string,
				token?: string,
			) => Promise<INodeListSearchResult>
		).call(context({}), filter, token);
	const names = async (method: Search, filter?: string) => (await find(method, filter)).results.map(({ name }) => name);

	it('list what can be ordered, what makes records, or both', async () => {
		expect(await names('searchCatalogItems', 'laptop')).toEqual([
			'Developer Laptop – Hardware',
			'Standard Laptop – Hardware',
		]);
		expect(await names('searchCatalogItems')).not.toContain('Report an Incident – Services');
		expect(await names('searchRecordProducers')).toContain('Report an Incident – Services');
		expect(await names('searchAllCatalogItems')).toEqual(
			expect.arrayContaining(['Report an Incident – Services', 'New Hire – Services', 'Tablet – Tablets']),
		);
	});

	it('link to the page of an item, and go on page by page', async () => {
		const { results, paginationToken } = await find('searchCatalogItems', 'tablet');
		expect(results).toMatchObject([
			{ value: CATALOG.TABLET, url: expect.stringContaining(`sysparm_id=${CATALOG.TABLET}`) },
		]);
		expect(paginationToken).toBe('50');
		expect(await find('searchCatalogItems', 'tablet', paginationToken as string)).toEqual({ results: [] });
	});

	it('pass over pages with nothing to show, but not for ever', async () => {
		const { store } = s.emulator;
		for (let n = 0; n < 260; n++) {
			store.put('sc_cat_item_guide', {
				name: ` guide ${String(n).padStart(3, '0')}`,
				active: 'true',
				order: '-1',
				sys_class_name: 'sc_cat_item_guide',
			});
		}
		await find('searchCatalogs');
		s.emulator.resetStats();
		expect(await find('searchCatalogItems')).toEqual({ results: [], paginationToken: '150' });
		expect(requestCount(s)).toBe(3);
		expect((await find('searchCatalogItems', '', '150')).results.length).toBeGreaterThan(0);
	});

	it('list catalogs, categories, requests and the cart', async () => {
		expect(await names('searchCatalogs', 'technical')).toEqual(['Technical Catalog']);
		expect(await names('searchCategories', 'hardw')).toEqual(['Hardware – Service Catalog']);
		await done(runCatalog(s, 'addToCart', { item: by('list', CATALOG.TABLET), quantity: 2 }));
		expect(await names('searchCartItems')).toEqual(['2 × Tablet']);
		const [order] = await done(runCatalog(s, 'submitCart'));
		expect((await names('searchRequests', String(order?.request_number)))[0]).toContain('Integration User');
	});

	it('open with one request', async () => {
		for (const method of [
			'searchCatalogItems',
			'searchRecordProducers',
			'searchCatalogs',
			'searchCategories',
			'searchRequests',
			'searchCartItems',
		] as const) {
			await find(method);
			s.emulator.resetStats();
			await find(method);
			expect([method, requestCount(s)]).toEqual([method, 1]);
		}
	});

	it('show ServiceNow’s words when they fail', async () => {
		s.emulator.setFaults([
			{ match: { path: '/servicecatalog/items' }, action: { kind: 'status', status: 403, message: 'Closed' } },
		]);
		await expect(find('searchCatalogItems')).rejects.toMatchObject({ message: 'Closed' });
	});
});

describe('The form of an item', () => {
	const fields = async (method: keyof typeof catalogVariables, parameters: Record<string, unknown>) =>
		await catalogVariables[method].call(context(parameters));

	it('asks what the item asks, in the form that fits', async () => {
		const { fields: form } = await fields('getItemVariables', {
			item: by('list', itemId('Access to a Shared Folder')),
		});
		expect(form).toMatchObject([
			{ id: 'folder', displayName: 'Folder*', type: 'string', required: false },
			{
				id: 'access',
				type: 'options',
				required: false,
				options: [{ name: 'Read', value: 'read' }, { value: 'write' }],
			},
			{ id: 'until', type: 'dateTime' },
			{ id: 'owner', displayName: 'Owner of the folder* (name, email, ID)', type: 'string', required: false },
		]);
	});

	it('leaves a question of yes and no to the item, unless it is answered', async () => {
		const { fields: form } = await fields('getItemVariables', { item: by('name', 'New Server') });
		expect(form.find(({ id }) => id === 'backup')).toMatchObject({
			type: 'options',
			options: [{ value: true }, { value: false }],
			required: false,
		});
	});

	it('has the questions of variable sets, those of several rows as JSON', async () => {
		const { fields: form } = await fields('getItemVariables', { item: by('list', itemId('Accounts for a Team')) });
		expect(form.map(({ id, displayName, type }) => [id, displayName, type])).toEqual([
			['team', 'Team* (name, ID)', 'string'],
			['cost_center', 'Cost center*', 'string'],
			['approved_on', 'Approved on', 'dateTime'],
			['accounts', 'Accounts as JSON', 'string'],
		]);
	});

	it('is that of the producer, the item of the cart, or the requested item', async () => {
		const producer = await fields('getProducerVariables', { item: by('list', CATALOG.PRODUCER) });
		expect(producer.fields.map(({ id }) => id)).toEqual(['urgency', 'comments']);
		const { sys_id, number } = await requestedItem(s, 'Developer Laptop', { memory: '32' });
		for (const record of [by('id', sys_id), by('number', number)]) {
			const { fields: form } = await fields('getRequestedItemVariables', { resource: 'requestedItem', record });
			expect(form.map(({ id, required }) => [id, required])).toEqual([
				['memory', false],
				['requester', false],
			]);
		}
		const [added] = await done(runCatalog(s, 'addToCart', { item: by('list', CATALOG.PHONE), quantity: 1 }));
		const cart = await fields('getCartItemVariables', { cartItem: by('list', String(added?.cart_item_id)) });
		expect(cart.fields.map(({ id }) => id)).toEqual(['storage', 'keep_number']);
	});

	it.each([
		['nothing is chosen yet', by('list', ''), 'Choose the item first'],
		['an expression chooses it', by('id', '={{ $json.item }}'), 'chosen by an expression'],
		['it asks nothing', by('list', CATALOG.TABLET), 'asks nothing'],
		['it cannot be read', by('id', 'a'.repeat(32)), 'cannot be read'],
	])('says so where %s', async (_, item, notice) => {
		expect(await fields('getItemVariables', { item })).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringContaining(notice),
		});
	});

	it('is had with at most three requests', async () => {
		await fields('getItemVariables', { item: by('name', 'Phone') });
		s.emulator.resetStats();
		await fields('getItemVariables', { item: by('name', 'Phone') });
		expect(requestCount(s)).toBe(2);
	});
});
