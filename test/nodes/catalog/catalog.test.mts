import { actAs } from '../../support/actAs.mts';
import { answers, CATALOG, done, runCatalog } from '../../support/catalog.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const search = async (parameters: Record<string, unknown> = {}) =>
	await done(runCatalog(s, 'searchItems', { returnAll: true, output: 'simplified', ...parameters }));
const names = async (parameters: Record<string, unknown> = {}) => (await search(parameters)).map(({ name }) => name);

describe('Search Items', () => {
	it('finds by words, and says what is asked of an item', async () => {
		expect(await search({ text: 'smartphone' })).toEqual([
			{
				sys_id: CATALOG.PHONE,
				name: 'Phone',
				short_description: 'Smartphone with a company contract',
				type: 'catalog_item',
				category: 'Hardware',
				catalogs: ['Service Catalog'],
				price: '$799.99',
				recurring_price: '$29.00',
				recurring_frequency: 'Monthly',
			},
		]);
	});

	it('returns ServiceNow’s own form when asked for it', async () => {
		const [phone] = await search({ text: 'smartphone', output: 'raw' });
		expect(phone).toMatchObject({ show_price: true, sys_class_name: 'sc_cat_item', category: { title: 'Hardware' } });
	});

	it('narrows the search to a catalog, a category and a type', async () => {
		expect(await names({ options: { catalog: by('id', CATALOG.SERVICE_CATALOG) } })).not.toContain('New Server');
		const title = (value: string) => ({ __rl: true, mode: 'title', value });
		expect(await names({ options: { catalog: title('Technical Catalog') } })).toContain('New Server');
		expect(await names({ options: { category: title('hardware') } })).toContain('Phone');
		expect(await names({ options: { category: title('hardware') } })).not.toContain('Report an Incident');
		expect(await names({ options: { type: 'record_producer' } })).toEqual(
			expect.arrayContaining(['Report an Incident', 'Ask a Vendor']),
		);
		expect(await names({ options: { type: 'order_guide' } })).toEqual(['New Hire']);
		expect(await names({ options: { type: 'catalog_item' } })).not.toEqual(expect.arrayContaining(['New Hire']));
		expect(await names({ options: { type: 'catalog_item' } })).toContain('Phone');
	});

	it('returns all when asked, page by page, and no more than the limit otherwise', async () => {
		const { store } = s.emulator;
		for (let n = 0; n < 230; n++)
			store.put('sc_cat_item', { name: `Extra ${n}`, active: 'true', sys_class_name: 'sc_cat_item' });
		const everything = store.find('sc_cat_item', { active: 'true' }).length;
		expect(await names()).toHaveLength(everything);
		expect(await names({ returnAll: false, limit: 7 })).toHaveLength(7);
		const orderable = await names({ returnAll: false, limit: 150, options: { type: 'catalog_item' } });
		expect(orderable).toHaveLength(150);
		expect(new Set(orderable).size).toBe(150);
	});

	it('shows only what is offered to the user', async () => {
		expect(await names()).toContain('Standby Phone');
		await actAs(s, 'employee');
		expect(await names()).not.toContain('Standby Phone');
	});

	it('returns nothing for words that nothing has', async () => {
		expect(await search({ text: 'no such thing at all' })).toEqual([]);
	});

	it('refuses a limit that is none, and sends nothing', async () => {
		s.emulator.resetStats();
		const { error } = await runCatalog(s, 'searchItems', { returnAll: false, limit: 0 });
		expect(error?.message).toMatch(/^Limit: /);
		expect(requestCount(s)).toBe(0);
	});
});

describe('Get Item', () => {
	const get = async (parameters: Record<string, unknown>) =>
		(await done(runCatalog(s, 'getItem', { output: 'simplified', ...parameters })))[0];

	it('lists the variables that a person would fill in, whatever stands around them', async () => {
		const item = await get({ item: by('name', 'Standard Laptop') });
		expect(item).toMatchObject({ name: 'Standard Laptop', category: 'Hardware' });
		expect(item?.variables).toEqual([
			expect.objectContaining({
				name: 'acrobat',
				label: 'PDF editor',
				type: 'CheckBox',
				group: 'Optional software',
				default: 'false',
				mandatory: false,
			}),
			expect.objectContaining({ name: 'photoshop', group: 'Optional software' }),
			expect.objectContaining({ name: 'additional_software', type: 'Multi Line Text', group: '', default: '' }),
		]);
	});

	it('tells choices, references, defaults and what is mandatory', async () => {
		const { variables } = (await get({ item: by('name', 'Access to a Shared Folder') })) as { variables: unknown[] };
		expect(variables).toEqual([
			expect.objectContaining({ name: 'folder', mandatory: true }),
			expect.objectContaining({
				name: 'access',
				default: 'read',
				choices: [
					{ value: '', label: '-- None --' },
					{ value: 'read', label: 'Read' },
					{ value: 'write', label: 'Read and write' },
				],
			}),
			expect.objectContaining({ name: 'until', type: 'Date' }),
			expect.objectContaining({ name: 'owner', type: 'Reference', reference: 'sys_user', mandatory: true }),
		]);
	});

	it('tells the columns of a multi-row variable set', async () => {
		const { variables } = (await get({ item: by('name', 'Accounts for a Team') })) as { variables: unknown[] };
		expect(variables).toContainEqual(
			expect.objectContaining({
				name: 'accounts',
				type: 'Multi-Row Variable Set',
				columns: [
					expect.objectContaining({ name: 'user', reference: 'sys_user', mandatory: true }),
					expect.objectContaining({ name: 'level' }),
					expect.objectContaining({ name: 'remote' }),
				],
			}),
		);
	});

	it('gets record producers, too', async () => {
		expect(await get({ item: by('id', CATALOG.PRODUCER) })).toMatchObject({ type: 'record_producer' });
	});

	it.each([
		`${'https://x.service-now.com'}/sp?id=sc_cat_item&sys_id=${CATALOG.TABLET}`,
		`https://x/now/nav/ui/classic/params/target/com.glideapp.servicecatalog_cat_item_view.do%3Fv%3D1%26sysparm_id%3D${CATALOG.TABLET}`,
	])('takes the address %s', async (url) => {
		expect(await get({ item: by('url', url) })).toMatchObject({ name: 'Tablet' });
	});

	it('shows ServiceNow’s words for an item that is not there', async () => {
		const { error } = await runCatalog(s, 'getItem', { item: by('id', 'a'.repeat(32)) });
		expect(error).toMatchObject({ message: 'Invalid Request', httpCode: '400' });
	});

	it('returns ServiceNow’s own form when asked for it', async () => {
		const item = await get({ item: by('id', CATALOG.LAPTOP), output: 'raw' });
		expect(item).toMatchObject({
			client_script: { onLoad: [] },
			variables: [{ friendly_type: 'container_start' }, {}],
		});
	});

	it('passes over retired items of the same name', async () => {
		s.emulator.store.put('sc_cat_item', { name: 'Tablet', active: 'false' });
		expect(await get({ item: by('name', 'tablet') })).toMatchObject({ sys_id: CATALOG.TABLET });
	});

	it('refuses a name that several items have', async () => {
		s.emulator.store.put('sc_cat_item', { name: 'Tablet', active: 'true' });
		const { error } = await runCatalog(s, 'getItem', { item: by('name', 'Tablet') });
		expect(error?.message).toBe('More than one active record of sc_cat_item has the name Tablet');
		expect(error?.description).toContain(CATALOG.TABLET);
	});
});

describe('Get Request Status', () => {
	const status = async (request: Record<string, unknown>) =>
		(await done(runCatalog(s, 'getRequestStatus', { request })))[0] ?? {};
	async function ordered() {
		await done(runCatalog(s, 'addToCart', { item: by('list', CATALOG.TABLET), quantity: 1 }));
		await done(runCatalog(s, 'addToCart', { item: by('list', CATALOG.PHONE), quantity: 2, ...answers({}) }));
		const [order] = await done(runCatalog(s, 'submitCart'));
		return order as { request_id: string; request_number: string; items: Array<{ sys_id: string; number: string }> };
	}

	it('tells how far a request, its items and their tasks are', async () => {
		const { request_id, request_number, items } = await ordered();
		const result = await status(by('number', request_number));
		expect(result).toMatchObject({
			sys_id: request_id,
			number: request_number,
			request_state: 'in_process',
			request_state_label: 'Approved',
			approval: 'approved',
			approval_label: 'Approved',
			requested_for_label: 'Integration User',
			active: true,
			closed: false,
			open_items: items.map(({ number }) => number).sort(),
			waiting_for_approval: [],
		});
		const phone = (result.items as Array<Record<string, unknown>>).find(({ cat_item }) => cat_item === CATALOG.PHONE);
		expect(phone).toMatchObject({
			cat_item_label: 'Phone',
			quantity: '2',
			stage: 'fulfillment',
			stage_label: 'Fulfillment',
			state: '1',
			state_label: 'Open',
			tasks: [
				{
					number: expect.stringMatching(/^SCTASK/),
					state_label: 'Open',
					active: true,
					assignment_group_label: 'Catalog Fulfillment',
				},
			],
		});
		expect(result.open_tasks).toHaveLength(2);
	});

	it('takes few requests, however many items there are', async () => {
		const { request_id, request_number } = await ordered();
		const { store } = s.emulator;
		for (let n = 0; n < 40; n++) {
			const { sys_id = '' } = store.put('sc_req_item', { request: request_id, number: `RITM09${n}`, active: 'true' });
			store.put('sc_task', { request_item: sys_id, request: request_id, number: `SCTASK09${n}`, active: 'true' });
		}
		s.emulator.resetStats();
		expect((await status(by('number', request_number))).items).toHaveLength(42);
		expect(requestCount(s)).toBe(2);
	});

	it('of a requested item shows that item alone', async () => {
		const { request_id, request_number, items } = await ordered();
		const [first] = items;
		const keys = [
			by('number', String(first?.number)),
			by('id', String(first?.sys_id)),
			by('url', `https://x/sp?id=ticket&table=sc_req_item&sys_id=${first?.sys_id}`),
		];
		for (const key of keys) {
			const result = await status(key);
			expect(result).toMatchObject({ sys_id: request_id, number: request_number, open_items: [first?.number] });
			expect(result.items).toMatchObject([{ sys_id: first?.sys_id, tasks: [{}] }]);
			expect(result.open_tasks).toHaveLength(1);
		}
		expect(await status(by('id', request_id))).toMatchObject({ items: [{}, {}] });
		expect(await status(by('url', `https://x/sc_request.do?sys_id=${request_id}`))).toMatchObject({ items: [{}, {}] });
	});

	it('follows the work', async () => {
		const { request_number, items } = await ordered();
		for (const { sys_id } of items) {
			const task = s.stored('sc_task', { request_item: sys_id });
			s.emulator.store.update(s.emulator.store.system, 'sc_task', task?.sys_id ?? '', { state: '3' });
		}
		expect(await status(by('number', request_number))).toMatchObject({
			closed: true,
			request_state: 'closed_complete',
			open_items: [],
			open_tasks: [],
			items: [{ stage: 'complete', active: false }, { stage: 'complete' }],
		});
	});

	it('names those who are asked for an approval', async () => {
		const { request_id, request_number } = await ordered();
		const { store } = s.emulator;
		store.put('sc_request', { sys_id: request_id, approval: 'requested' });
		const approver = String(s.stored('sys_user', { user_name: 'beth.anglin' })?.sys_id);
		store.put('sysapproval_approver', { sysapproval: request_id, approver, state: 'requested' });
		expect(await status(by('number', request_number))).toMatchObject({
			waiting_for_approval: [{ record: request_number, approver, approver_label: 'Beth Anglin' }],
		});
	});

	it('of a request without items is that of the request', async () => {
		const { sys_id = '' } = s.emulator.store.put('sc_request', { number: 'REQ7654321', active: 'true' });
		expect(await status(by('number', 'REQ7654321'))).toMatchObject({ sys_id, items: [], closed: false });
	});

	it('is an error where there is no such request', async () => {
		const { error } = await runCatalog(s, 'getRequestStatus', { request: by('number', 'REQ9999999') });
		expect(error?.message).toBe('No request and no requested item has the number REQ9999999');
	});

	it('refuses what is no number or address, and sends nothing', async () => {
		s.emulator.resetStats();
		for (const request of [
			by('number', 'x^ORnumberISNOTEMPTY'),
			by('url', 'https://x/incident.do?sys_id=1'),
			by('id', '1'),
		]) {
			const { error } = await runCatalog(s, 'getRequestStatus', { request });
			expect(error?.message).toMatch(/^Request: /);
		}
		expect(requestCount(s)).toBe(0);
	});
});

testsOf('catalog', 'getItem', 'getRequestStatus', 'searchItems');
