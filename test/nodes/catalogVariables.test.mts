/** Variables of requested items, and the pickers and forms of the catalog. */
import type { ILoadOptionsFunctions, INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { catalogVariables } from '../../nodes/ServiceNowPlatform/methods/catalogVariables.ts';
import { listSearch } from '../../nodes/ServiceNowPlatform/methods/listSearch.ts';
import { actAs } from '../support/actAs.mts';
import { answers, answersOf, CATALOG, done, runCatalog } from '../support/catalog.mts';
import { by, mapped, requestCount, type Stage, stage } from '../support/instance.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const userId = (user_name: string) => String(s.stored('sys_user', { user_name })?.sys_id);
const itemId = (name: string) => String(s.stored('sc_cat_item', { name })?.sys_id);
const run = async (operation: string, parameters: Record<string, unknown>, options = {}) =>
	await s.n8n.run({ resource: 'requestedItem', operation, ...parameters } as never, options);

async function ritm(name: string, values: Record<string, unknown>): Promise<{ sys_id: string; number: string }> {
	const [order] = await done(runCatalog(s, 'orderNow', { item: by('name', name), quantity: 1, ...answers(values) }));
	return (order?.items as Array<{ sys_id: string; number: string }>)[0] ?? { sys_id: '', number: '' };
}

describe('Get Variables', () => {
	const team = async () =>
		await ritm('Accounts for a Team', {
			team: 'Network',
			cost_center: 'C1',
			accounts: [
				{ user: 'itil', level: 'full', remote: true },
				{ user: 'beth.anglin', level: 'basic' },
			],
		});

	it('returns the answers by name, and with what people see', async () => {
		const { sys_id, number } = await ritm('Developer Laptop', { memory: '64', requester: 'beth.anglin' });
		const [result] = await done(run('getVariables', { record: by('number', number), displayValues: true }));
		expect(result).toMatchObject({ sys_id, number, variables: { memory: '64', requester: userId('beth.anglin') } });
		expect(result?.answers).toEqual([
			{ name: 'memory', label: 'Memory', type: 'Select Box', value: '64', display_value: '64 GB' },
			{
				name: 'requester',
				label: 'Who is it for?',
				type: 'Reference',
				value: userId('beth.anglin'),
				display_value: 'Beth Anglin',
			},
		]);
	});

	it('puts multi-row variable sets together', async () => {
		const { sys_id } = await team();
		const [result] = await done(run('getVariables', { record: by('id', sys_id), displayValues: true }));
		expect(result?.variables).toMatchObject({
			cost_center: 'C1',
			accounts: [
				{ user: userId('itil'), level: 'full', remote: 'true' },
				{ user: userId('beth.anglin'), level: 'basic', remote: '' },
			],
		});
		expect(result?.answers).toContainEqual(
			expect.objectContaining({
				name: 'accounts',
				type: 'Multi-Row Variable Set',
				display_value: [
					{ user: 'ITIL User', level: 'Full', remote: 'true' },
					{ user: 'Beth Anglin', level: 'Basic', remote: '' },
				],
			}),
		);
	});

	it('takes two requests without display values, and one more with them', async () => {
		const { sys_id } = await team();
		s.emulator.resetStats();
		await done(run('getVariables', { record: by('id', sys_id), displayValues: false }));
		expect(requestCount(s)).toBe(2);
		s.emulator.resetStats();
		await done(run('getVariables', { record: by('id', sys_id), displayValues: true }));
		expect(requestCount(s)).toBe(3);
	});

	it('returns the stored value where the display value cannot be had', async () => {
		const { sys_id } = await ritm('Developer Laptop', { memory: '64' });
		s.emulator.setFaults([
			{ match: { path: '/display_value$' }, action: { kind: 'status', status: 403, message: 'No' } },
		]);
		const [result] = await done(run('getVariables', { record: by('id', sys_id), displayValues: true }));
		expect(result?.answers).toContainEqual(expect.objectContaining({ name: 'memory', display_value: '64' }));
	});

	it('of an item without any are none, and of no item ServiceNow’s words', async () => {
		const { sys_id, number } = await ritm('Tablet', {});
		expect(await done(run('getVariables', { record: by('id', sys_id) }))).toMatchObject([
			{ number, variables: {}, answers: [] },
		]);
		const { error } = await run('getVariables', { record: by('id', 'a'.repeat(32)) });
		expect(error).toMatchObject({ message: 'No Record found', httpCode: '404' });
	});
});

describe('Set Variables', () => {
	const laptop = async () => await ritm('Developer Laptop', { memory: '32' });

	it('changes what is given, by name, label or reference, and nothing else', async () => {
		const { sys_id, number } = await laptop();
		const [result] = await done(
			run('setVariables', { record: by('number', number), ...answers({ memory: '64 GB', requester: 'beth.anglin' }) }),
		);
		expect(result).toMatchObject({ sys_id, number, changed: ['memory', 'requester'], variables: { memory: '64' } });
		expect(answersOf(s, sys_id)).toEqual({ memory: '64', requester: userId('beth.anglin') });
	});

	it('writes only what is new', async () => {
		const { sys_id } = await laptop();
		s.emulator.resetStats();
		const [result] = await done(
			run('setVariables', { record: by('id', sys_id), variablesMode: 'form', variables: mapped({ memory: '32' }) }),
		);
		expect(result?.changed).toEqual([]);
		expect(s.emulator.stats().requests['table.update']).toBeUndefined();
	});

	it('maps the input automatically, past what it has besides', async () => {
		const { sys_id } = await laptop();
		const variables = { mappingMode: 'autoMapInputData', value: null };
		await done(
			run(
				'setVariables',
				{ record: by('id', sys_id), variablesMode: 'form', variables },
				{ items: [{ memory: '64', id: 7 }] },
			),
		);
		expect(answersOf(s, sys_id)).toMatchObject({ memory: '64' });
	});

	it.each([
		[
			'an unknown name',
			'Developer Laptop',
			{ memory: '64', colour: 'red' },
			'Variables: The requested item has no variable "colour"',
		],
		['what is no choice', 'Developer Laptop', { memory: '16' }, 'Memory (memory): "16" is not one of its choices'],
		[
			'a table of answers',
			'Accounts for a Team',
			{ accounts: [] },
			'Accounts (accounts): A multi-row variable set cannot be written here',
		],
		['nothing', 'Developer Laptop', {}, 'Variables: There is nothing to write'],
	])('refuses %s, and writes nothing', async (_, name, values, message) => {
		const given =
			name === 'Developer Laptop'
				? { memory: '32' }
				: { team: 'Network', cost_center: 'C1', accounts: [{ user: 'itil' }] };
		const { sys_id } = await ritm(name, given);
		const { error } = await run('setVariables', { record: by('id', sys_id), ...answers(values) });
		expect(error?.message).toContain(message);
		expect(s.emulator.stats().requests['table.update']).toBeUndefined();
	});

	it('tells what was written before ServiceNow refused the next', async () => {
		const { sys_id } = await laptop();
		s.emulator.setFaults([
			{
				match: { path: '/sc_item_option/', method: 'PATCH', nth: 2 },
				action: { kind: 'status', status: 403, message: 'Operation Failed' },
			},
		]);
		const { error } = await run('setVariables', {
			record: by('id', sys_id),
			...answers({ memory: '64', requester: 'itil' }),
		});
		expect(error?.message).toBe('Operation Failed');
		expect(error?.description).toContain('The variable was Who is it for? (requester). Written before: memory.');
		expect(answersOf(s, sys_id)).toMatchObject({ memory: '64', requester: '' });
	});

	it('says so where ServiceNow drops the value in silence', async () => {
		const { sys_id } = await laptop();
		const rule = { name: 'sc_item_option.value', operation: 'write', roles: 'nobody', active: 'true' };
		s.emulator.store.put('sys_security_acl', rule);
		const { error } = await run('setVariables', { record: by('id', sys_id), ...answers({ memory: '64' }) });
		expect(error?.message).toBe('Not stored: memory');
		expect(answersOf(s, sys_id)).toMatchObject({ memory: '32' });
	});

	it('shows ServiceNow’s words to those who may not write', async () => {
		const { sys_id } = await laptop();
		await actAs(s, 'auditor');
		const { error } = await run('setVariables', { record: by('id', sys_id), ...answers({ memory: '64' }) });
		expect(error?.httpCode).toBe('403');
		expect(answersOf(s, sys_id)).toMatchObject({ memory: '32' });
	});
});

const context = (parameters: Record<string, unknown>): ILoadOptionsFunctions =>
	s.n8n.loadOptions({
		authentication: 'serviceNowPlatformOAuth2Api',
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
			{ id: 'folder', displayName: 'Folder (folder)', type: 'string', required: true },
			{
				id: 'access',
				type: 'options',
				required: false,
				options: [{ name: 'Read', value: 'read' }, { value: 'write' }],
			},
			{ id: 'until', type: 'dateTime' },
			{ id: 'owner', displayName: 'Owner of the folder (owner) → sys_user', type: 'string', required: true },
		]);
	});

	it('starts check boxes as the item does', async () => {
		const { fields: form } = await fields('getItemVariables', { item: by('name', 'New Server') });
		expect(form.find(({ id }) => id === 'backup')).toMatchObject({
			type: 'boolean',
			defaultValue: true,
			required: false,
		});
	});

	it('has the questions of variable sets, those of several rows as JSON', async () => {
		const { fields: form } = await fields('getItemVariables', { item: by('list', itemId('Accounts for a Team')) });
		expect(form.map(({ id, displayName, type }) => [id, displayName, type])).toEqual([
			['team', 'Team (team) → sys_user_group', 'string'],
			['cost_center', 'Cost center (cost_center)', 'string'],
			['approved_on', 'Approved on (approved_on)', 'dateTime'],
			['accounts', 'Accounts (accounts) as JSON', 'string'],
		]);
	});

	it('is that of the producer, the item of the cart, or the requested item', async () => {
		const producer = await fields('getProducerVariables', { item: by('list', CATALOG.PRODUCER) });
		expect(producer.fields.map(({ id }) => id)).toEqual(['urgency', 'comments']);
		const { sys_id, number } = await ritm('Developer Laptop', { memory: '32' });
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
