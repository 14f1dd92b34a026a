/** api-reference/rest-apis/c_ServiceCatalogAPI.md: what is on offer. */
import { describeEmulator, login, useInstance } from '../instance.mts';
import { expectKeys } from '../shape.mts';
import catalogSample from '../samples/service-catalog-07-get-sn-sc-servicecatalog-catalogs-sys-id.json';
import catalogsSample from '../samples/service-catalog-05-get-sn-sc-servicecatalog-catalogs.json';
import categorySample from '../samples/service-catalog-08-get-sn-sc-servicecatalog-categories-sys-id.json';
import displaySample from '../samples/service-catalog-23-post-sn-sc-servicecatalog-variables-sys-id-display-value.json';
import guideSample from '../samples/service-catalog-25-put-sn-sc-servicecatalog-items-sys-id-submit-guide.json';
import itemSample from '../samples/service-catalog-11-get-sn-sc-servicecatalog-items-sys-id.json';

type Json = Record<string, unknown>;

const BASE = '/api/sn_sc/servicecatalog';
const SERVICE_CATALOG = 'e0d08b13c3330100c8b837659bba8fb4';
const TECHNICAL_CATALOG = '742ce428d7211100f2d224837e61036d';
const HARDWARE = 'd258b953c611227a0146101fb1be7c31';
const TABLET = '060f3afa3731300054b6a3549dbe5d3e';
const LAPTOP = '04b7e94b4f7b4200086eeed18110c7fd';
const GUIDE = '6690750f4f7b4200086eeed18110c761';
const ADMIN = '6816f79cc0a8016401c5a33be04be441';

describeEmulator('the offer of the catalog', () => {
	const instance = useInstance();
	const read = async <T = Json,>(path: string, as?: string): Promise<T> => {
		const answer = await instance.call(`${BASE}${path}`, as === undefined ? {} : { as });
		expect(answer.status).toBe(200);
		return answer.json<{ result: T }>().result;
	};
	const names = async (query: string, as?: string) =>
		(await read<Json[]>(`/items?${query}`, as)).map(({ name }) => name);
	const idOf = (table: string, where: Record<string, string>) =>
		instance.emulator.store.one(table, where)?.sys_id ?? '';
	const variablesOf = async (name: string) =>
		(await read(`/items/${idOf('sc_cat_item', { name })}`)).variables as Json[];

	it('lists catalogs as documented', async () => {
		const catalogs = await read<Json[]>('/catalogs?sysparm_limit=10');
		for (const catalog of catalogs) expectKeys(catalog, catalogsSample.response.body.result[0]);
		expect(catalogs.map(({ sys_id }) => sys_id)).toEqual([SERVICE_CATALOG, TECHNICAL_CATALOG]);
		expect(catalogs[0]).toMatchObject({ has_categories: true, has_items: true });
	});

	it('finds catalogs by a word of their title', async () => {
		expect(await read<Json[]>('/catalogs?sysparm_text=technical')).toMatchObject([{ sys_id: TECHNICAL_CATALOG }]);
		expect(await read<Json[]>('/catalogs?sysparm_limit=1')).toHaveLength(1);
	});

	it('shows one catalog with its top categories as documented', async () => {
		const catalog = await read(`/catalogs/${SERVICE_CATALOG}`);
		expectKeys(catalog, catalogSample.response.body.result);
		const titles = (catalog.categories as Json[]).map(({ title }) => title);
		expect(titles).toContain('Hardware');
		expect(titles).not.toContain('Tablets');
	});

	it('lists the categories of a catalog with the number of their items', async () => {
		const categories = await read<Json[]>(`/catalogs/${SERVICE_CATALOG}/categories`);
		const hardware = categories.find(({ sys_id }) => sys_id === HARDWARE);
		expect(hardware).toMatchObject({ title: 'Hardware', full_description: null, count: expect.any(Number) });
		expect(hardware?.subcategories).toMatchObject([{ title: 'Tablets' }]);
		const top = await read<Json[]>(`/catalogs/${SERVICE_CATALOG}/categories?sysparm_top_level_only=true`);
		expect(top.map(({ title }) => title)).not.toContain('Tablets');
		const second = await read<Json[]>(`/catalogs/${SERVICE_CATALOG}/categories?sysparm_limit=1&sysparm_offset=1`);
		expect(second).toEqual([categories[1]]);
	});

	it('shows one category with those below it as documented', async () => {
		const category = await read(`/categories/${HARDWARE}`);
		expectKeys(category, categorySample.response.body.result);
		expect(category.child_categories).toMatchObject([
			{ title: 'Tablets', count: 1, parent: HARDWARE, subcategories: [], isParentCategory: false },
		]);
	});

	it.each([`/catalogs/${TABLET}`, `/catalogs/${TABLET}/categories`, `/categories/${TABLET}`, `/items/${HARDWARE}`])(
		'answers 400 to a wrong id in %s',
		async (path) => {
			const { status, json } = await instance.call(`${BASE}${path}`);
			expect(status).toBe(400);
			expect(json()).toMatchObject({ error: { message: 'Invalid Request' }, status: 'failure' });
		},
	);

	it('lists items, typed', async () => {
		const [first] = await read<Json[]>('/items?sysparm_text=tablet');
		expect(first).toMatchObject({ name: 'Tablet', show_price: true, price: '$600.00', order: 0, type: 'catalog_item' });
	});

	it('searches the name and the short description', async () => {
		expect(await names('sysparm_text=smartphone')).toEqual(['Phone']);
		expect(await names('sysparm_text=%22office+work%22')).toEqual(['Standard Laptop']);
		expect(await names('sysparm_text=no+such+thing')).toEqual([]);
	});

	it('narrows the list to a catalog, a category and a type', async () => {
		expect(await names(`sysparm_catalog=${TECHNICAL_CATALOG}`)).toContain('New Server');
		expect(await names(`sysparm_catalog=${TECHNICAL_CATALOG}`)).not.toContain('Phone');
		expect(await names(`sysparm_category=${HARDWARE}`)).toContain('Phone');
		expect(await names('sysparm_type=Record%20Producer')).toContain('Report an Incident');
		expect(await names('sysparm_type=Record%20Producer')).not.toContain('Phone');
		expect(await names('sysparm_type=Order%20Guide')).toEqual(['New Hire']);
		expect(await names('sysparm_type=anything')).toContain('Phone');
	});

	it('pages through the items', async () => {
		const all = await names('sysparm_limit=100');
		expect(await names('sysparm_limit=3&sysparm_offset=2')).toEqual(all.slice(2, 5));
	});

	it('offers neither inactive items nor those of a role that the caller lacks', async () => {
		expect(await names('')).not.toContain('Pager');
		expect(await names('', login('itil'))).toContain('Standby Phone');
		expect(await names('', login('employee'))).not.toContain('Standby Phone');
	});

	it('shows one item as documented', async () => {
		const item = await read(`/items/${TABLET}`);
		expectKeys(item, itemSample.response.body.result);
		expect(item).toMatchObject({
			sys_id: TABLET,
			recurring_price: '$0.00',
			recurring_frequency: null,
			category: { title: 'Tablets' },
			categories: [{ sys_id: HARDWARE, active: true, title: 'Hardware', category: { title: 'Tablets', active: true } }],
			variables: [],
			ui_policy: [],
			client_script: { onChange: [], onSubmit: [], onLoad: [] },
			data_lookup: [],
		});
	});

	it('puts the variables of a container inside it', async () => {
		const [container, text] = await variablesOf('Standard Laptop');
		const [documented] = guideSample.response.body.result[0]?.variables ?? [];
		expectKeys(container ?? {}, documented ?? {});
		expect(container).toMatchObject({ type: 0, friendly_type: 'container_start' });
		expect(container?.children).toMatchObject([
			{ name: 'acrobat', type: 7, display_type: 'CheckBox', value: false, displayvalue: 'false' },
			{ name: 'photoshop', type: 7, pricing_implications: false },
		]);
		expect(text).toMatchObject({ name: 'additional_software', type: 2, friendly_type: 'multi_line_text', value: '' });
	});

	it('shows choices, references, defaults and what is mandatory', async () => {
		const [title, , members, site, department, level, scale] = await variablesOf('Project Workspace');
		expect(title).toMatchObject({ mandatory: true, friendly_type: 'wide_single_line_text' });
		expect(members).toMatchObject({ friendly_type: 'list_collector', reference: 'sys_user' });
		expect(site).toMatchObject({ reference: 'cmn_location' });
		expect((site?.choices as Json[]).map(({ label }) => label)).toEqual(['Amsterdam', 'Berlin', 'London']);
		expect((department?.choices as Json[]).map(({ value }) => value)).toContain('D10');
		expect(level).toMatchObject({ value: 'internal', displayvalue: 'Internal', pricing_implications: true });
		expect(level?.choices).toContainEqual({ label: 'Public', value: 'public', index: 1 });
		expect(scale?.choices).toHaveLength(5);
		const [storage] = await variablesOf('Phone');
		expect(storage?.choices).toContainEqual({ label: '-- None --', value: '', index: 0 });
		const [owner] = await variablesOf('Standby Phone');
		expect(owner).toMatchObject({ friendly_type: 'requested_for', value: ADMIN, displayvalue: 'System Administrator' });
	});

	it('tells the display value of a variable', async () => {
		const display = async (name: string, sysparm_value: string) => {
			const path = `${BASE}/variables/${idOf('item_option_new', { name })}/display_value`;
			const answer = await instance.call(path, { method: 'POST', body: { sysparm_value } });
			return answer.json<{ result: unknown }>().result;
		};
		expect(await display('hiring_manager', ADMIN)).toBe('System Administrator');
		expect(typeof displaySample.response.body.result).toBe('string');
		expect(await display('members', `${ADMIN},${idOf('sys_user', { user_name: 'itil' })}`)).toBe(
			'System Administrator, ITIL User',
		);
		expect(await display('memory', '64')).toBe('64 GB');
		const unknown = await instance.call(`${BASE}/variables/${TABLET}/display_value`, { method: 'POST', body: {} });
		expect(unknown.status).toBe(404);
	});

	it('proposes the items of an order guide as documented', async () => {
		const path = `${BASE}/items/${GUIDE}/submit_guide`;
		const propose = async (variables: Json) => {
			const answer = await instance.call(path, { method: 'PUT', body: { variables } });
			return { status: answer.status, items: answer.json<{ result: Json[] }>().result };
		};
		const { status, items } = await propose(guideSample.request.body.variables);
		expect(status).toBe(200);
		expectKeys(items[0] ?? {}, guideSample.response.body.result[0] ?? {});
		expect(items.map(({ name, order }) => [name, order])).toEqual([
			['Standard Laptop', '100'],
			['Second Screen', '200'],
		]);
		const more = await propose({ ...guideSample.request.body.variables, remote: 'Yes', standard_package: 'Yes' });
		expect(more.items.map(({ name }) => name)).toEqual([
			'Standard Laptop',
			'Second Screen',
			'Developer Laptop',
			'Office Licence',
		]);
		expect((await propose({ hiring_manager: '' })).status).toBe(400);
		expect(items[0]?.sys_id).toBe(LAPTOP);
	});
});
