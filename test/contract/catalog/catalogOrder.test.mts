/** api-reference/rest-apis/c_ServiceCatalogAPI.md: ordering, record producers and the variables of what was ordered. */
import { describeEmulator, login, useInstance } from '../instance.mts';
import { expectKeys } from '../shape.mts';
import delegationSample from '../samples/service-catalog-10-get-sn-sc-servicecatalog-items-item-sys-id-delegation-user-sys-id.json';
import invalidSample from '../samples/service-catalog-19-post-sn-sc-servicecatalog-items-item-sys-id-get-invalid-delegated-user.json';
import notConfiguredSample from '../samples/service-catalog-20-post-sn-sc-servicecatalog-items-item-sys-id-get-invalid-delegated-user.json';
import producerSample from '../samples/service-catalog-22-post-sn-sc-servicecatalog-items-sys-id-submit-producer.json';
import addressSample from '../samples/service-catalog-04-get-sn-sc-servicecatalog-cart-delivery-address-user-id.json';

type Json = Record<string, unknown>;

const BASE = '/api/sn_sc/servicecatalog';
const LAPTOP = '04b7e94b4f7b4200086eeed18110c7fd';
const PRODUCER = '3f1dd0320a0a0b99000a53f7604a2ef9';
const ADMIN = '6816f79cc0a8016401c5a33be04be441';
const ITIL = '681b365ec0a80164000fb0b05854a0cd';
const EMPLOYEE = '681ccaf9c0a8016400b98a06818d57c7';

describeEmulator('orders', () => {
	const instance = useInstance();
	const store = () => instance.emulator.store;
	const itemId = (name: string) => store().one('sc_cat_item', { name })?.sys_id ?? '';
	const post = async (path: string, body: Json = {}, as?: string) => {
		const answer = await instance.call(`${BASE}${path}`, { method: 'POST', body, ...(as !== undefined && { as }) });
		return { status: answer.status, body: answer.json<{ result: Json; error?: Json }>() };
	};
	const order = (name: string, body: Json, as?: string) => post(`/items/${itemId(name)}/order_now`, body, as);
	const requestOf = async (name: string, body: Json, as?: string) => {
		const { status, body: answer } = await order(name, body, as);
		expect(status).toBe(200);
		return store().one('sc_request', { sys_id: String(answer.result.request_id) }) ?? {};
	};
	const itemsOf = (request: string) => store().find('sc_req_item', { request });
	const answersOf = (request_item: string) =>
		Object.fromEntries(
			store()
				.find('sc_item_option_mtom', { request_item })
				.map(({ sc_item_option = '' }) => store().one('sc_item_option', { sys_id: sc_item_option }) ?? {})
				.map((option) => [
					store().one('item_option_new', { sys_id: option.item_option_new ?? '' })?.name ?? '',
					option.value,
				]),
		);

	it('answers an order with the request that it made', async () => {
		const { status, body } = await order('Phone', { sysparm_quantity: 1, variables: { storage: '256' } });
		expect(status).toBe(200);
		const { sys_id, number } = body.result;
		expect(body).toEqual({
			result: { sys_id, number, request_number: number, request_id: sys_id, table: 'sc_request' },
		});
		expect(number).toMatch(/^REQ\d{7,}$/);
	});

	it('makes request, item, task and answers, with numbers, prices and stages', async () => {
		const variables = { storage: '256', keep_number: 'Yes', no_such_variable: 'x' };
		const request = await requestOf('Phone', { sysparm_quantity: '2', variables }, login('employee'));
		expect(request).toMatchObject({
			requested_for: EMPLOYEE,
			opened_by: EMPLOYEE,
			sys_created_by: 'employee',
			price: '1799.98',
			request_state: 'in_process',
			stage: 'requested',
			delivery_address: '12 Wharf Row\nBoston, MA, 02110\nUSA',
		});
		const [ritm, ...others] = itemsOf(request.sys_id ?? '');
		expect(others).toEqual([]);
		expect(ritm).toMatchObject({
			number: expect.stringMatching(/^RITM\d{7,}$/),
			...{ request: request.sys_id, parent: request.sys_id },
			cat_item: itemId('Phone'),
			quantity: '2',
			price: '899.99',
			recurring_price: '29',
			recurring_frequency: 'monthly',
			stage: 'fulfillment',
		});
		expect(answersOf(ritm?.sys_id ?? '')).toEqual({ storage: '256', keep_number: 'Yes' });
		expect(store().find('sc_task', { request_item: ritm?.sys_id ?? '' })).toMatchObject([
			{ number: expect.stringMatching(/^SCTASK\d{7,}$/), request: request.sys_id, state: '1', active: 'true' },
		]);
	});

	it('fills in defaults and keeps the other variables empty', async () => {
		const variables = { folder: '\\\\files\\team', owner: ADMIN };
		const request = await requestOf('Access to a Shared Folder', { sysparm_quantity: '1', variables });
		const [ritm] = itemsOf(request.sys_id ?? '');
		expect(answersOf(ritm?.sys_id ?? '')).toEqual({ ...variables, access: 'read', until: '' });
	});

	it.each([undefined, '', '0', '-1', 'two', 1.5])('refuses the quantity %s', async (sysparm_quantity) => {
		const before = store().find('sc_request', {}).length;
		const { status, body } = await order('Tablet', { sysparm_quantity });
		expect([status, body.error]).toEqual([400, { message: 'Invalid quantity value', detail: '' }]);
		expect(store().find('sc_request', {})).toHaveLength(before);
	});

	it('refuses an order without its mandatory variables', async () => {
		const { status, body } = await order('Developer Laptop', { sysparm_quantity: 1 });
		expect([status, body.error]).toEqual([400, { message: 'Mandatory Variables are required', detail: '' }]);
	});

	it.each(['Pager', 'Report an Incident', 'New Hire'])('does not let %s be ordered', async (name) => {
		const { status, body } = await order(name, { sysparm_quantity: 1 });
		expect([status, body.error?.message]).toEqual([400, 'Security constraints prevent ordering of Item']);
	});

	it('answers 400 to an item that does not exist', async () => {
		const { status } = await post(`/items/${ADMIN}/order_now`, { sysparm_quantity: 1 });
		expect(status).toBe(400);
	});

	it('orders for somebody else, unless the properties forbid it', async () => {
		const body = { sysparm_quantity: 1, sysparm_requested_for: ITIL };
		expect(await requestOf('Tablet', body, login('employee'))).toMatchObject({
			requested_for: ITIL,
			opened_by: EMPLOYEE,
		});
		store().setProperty('glide.sc.req_for.roles.default', 'deny');
		expect((await order('Tablet', body, login('employee'))).status).toBe(400);
		store().setProperty('glide.sc.req_for.roles', 'itil');
		expect((await order('Tablet', body, login('employee'))).status).toBe(400);
		expect((await order('Tablet', body, login('itil'))).status).toBe(200);
		store().setProperty('glide.sc.req_for.roles', '');
		store().setProperty('glide.sc.req_for.roles.default', 'allow');
	});

	it('makes a request for each of several people, or none at all', async () => {
		const requests = () =>
			store()
				.find('sc_request', {})
				.sort((left, right) => ((left.number ?? '') < (right.number ?? '') ? -1 : 1));
		const before = requests().length;
		const also = (users: string[]) => ({ sysparm_quantity: 1, sysparm_also_request_for: users.join(',') });
		const pacific = store().one('sys_user', { user_name: 'pacific.user' })?.sys_id ?? '';
		await requestOf('Standby Phone', also([ITIL, pacific]));
		const made = requests().slice(before);
		expect(made.map(({ requested_for }) => requested_for)).toEqual([ADMIN, ITIL, pacific]);
		const [theirs] = itemsOf(made[1]?.sys_id ?? '');
		expect(answersOf(theirs?.sys_id ?? '')).toEqual({ requested_for: ITIL });
		expect((await order('Standby Phone', also([ITIL, EMPLOYEE]))).status).toBe(400);
		expect((await order('Standby Phone', also(Array.from({ length: 51 }, () => ITIL)))).status).toBe(400);
		expect((await order('Tablet', also([ITIL]))).status).toBe(400);
		expect(requests()).toHaveLength(before + 3);
	});

	it('tells who may not have an item, as documented', async () => {
		const ask = (name: string) =>
			post(`/items/${itemId(name)}/get_invalid_delegated_users`, { sysparm_also_request_for: `${ITIL},${EMPLOYEE}` });
		const { status, body } = await ask('Standby Phone');
		expect([status, body]).toEqual([200, { result: { invalidUsers: ['Joe Employee'] } }]);
		expectKeys(body, invalidSample.response.body);
		expect((await ask('Standard Laptop')).body).toEqual(notConfiguredSample.response.body);
	});

	it('tells whether a user may have an item, as documented', async () => {
		const ask = async (user: string) =>
			(await instance.call(`${BASE}/items/${itemId('Standby Phone')}/delegation/${user}`)).json();
		expect(await ask(ITIL)).toEqual(delegationSample.response.body);
		expect(await ask(EMPLOYEE)).toEqual({ result: { result: false } });
	});

	it('gives the delivery address of a user', async () => {
		const answer = await instance.call(`${BASE}/cart/delivery_address/${EMPLOYEE}`);
		expect([answer.status, answer.json()]).toEqual([200, { result: '12 Wharf Row\nBoston, MA, 02110\nUSA' }]);
		expect(addressSample.response.body.result.split('\n')).toHaveLength(3);
		expect((await instance.call(`${BASE}/cart/delivery_address/${LAPTOP}`)).status).toBe(400);
	});

	it('closes the item and the request with the last of their tasks', async () => {
		const request = await requestOf('Tablet', { sysparm_quantity: 1 });
		const requestId = request.sys_id ?? '';
		const [task] = store().find('sc_task', { request: requestId });
		await instance.call(`/api/now/table/sc_task/${task?.sys_id ?? ''}`, { method: 'PATCH', body: { state: '3' } });
		expect(itemsOf(requestId)).toMatchObject([{ state: '3', stage: 'complete', active: 'false' }]);
		expect(store().one('sc_request', { sys_id: requestId })).toMatchObject({
			state: '3',
			stage: 'closed_complete',
			request_state: 'closed_complete',
			active: 'false',
		});
	});

	describe('record producers', () => {
		it('make a record as documented', async () => {
			const { status, body } = await post(
				`/items/${PRODUCER}/submit_producer`,
				producerSample.request.body,
				login('employee'),
			);
			expect(status).toBe(200);
			expectKeys(body, producerSample.response.body);
			const sys_id = String(body.result.sys_id);
			expect(body.result).toMatchObject({
				number: expect.stringMatching(/^INC\d{7,}$/),
				table: 'incident',
				parent_table: 'task',
				parent_id: null,
				record: `api/now/table/incident/${sys_id}`,
				redirect_url: `incident.do?sys_id=${sys_id}&sysparm_view=ess`,
			});
			expect(store().one('incident', { sys_id })).toMatchObject({ urgency: '2', opened_by: EMPLOYEE });
			expect(store().find('sys_journal_field', { element_id: sys_id })).toMatchObject([
				{ element: 'comments', value: producerSample.request.body.variables.comments },
			]);
		});

		it('want their mandatory variables, and to be there', async () => {
			expect((await post(`/items/${PRODUCER}/submit_producer`, { variables: { urgency: '2' } })).status).toBe(400);
			expect((await post(`/items/${LAPTOP}/submit_producer`, {})).status).toBe(400);
			expect((await post(`/items/${ADMIN}/submit_producer`, {})).status).toBe(404);
		});
	});

	// Field recording; the call is not in the documentation.
	describe('variables of a record', () => {
		const update = async (table: string, sys_id: string, body: Json, as?: string) =>
			await instance.call(`${BASE}/variables/${table}/${sys_id}`, {
				method: 'PUT',
				body,
				...(as !== undefined && { as }),
			});

		it('are written by name, and unknown names are passed over', async () => {
			const request = await requestOf('Standard Laptop', { sysparm_quantity: 1, variables: { acrobat: 'true' } });
			const [ritm] = itemsOf(request.sys_id ?? '');
			const id = ritm?.sys_id ?? '';
			const { status, text } = await update('sc_req_item', id, { photoshop: 'true', nothing: 'x' }, login('itil'));
			expect([status, text]).toEqual([200, '']);
			expect(answersOf(id)).toMatchObject({ acrobat: 'true', photoshop: 'true' });
			const [task] = store().find('sc_task', { request_item: id });
			expect((await update('sc_task', task?.sys_id ?? '', { photoshop: 'false' })).status).toBe(200);
			expect((await update('sc_req_item', id, { variables: { photoshop: 'false' } })).status).toBe(200);
			expect(answersOf(id)).toMatchObject({ photoshop: 'true' });
			expect((await update('sc_req_item', id, { photoshop: 'false' }, login('employee'))).status).toBe(404);
			expect((await update('sc_req_item', 'nonsense', {})).status).toBe(400);
		});

		it('of a producer stay with the record that it made', async () => {
			const { body } = await post(`/items/${PRODUCER}/submit_producer`, producerSample.request.body);
			const table_sys_id = String(body.result.sys_id);
			expect((await update('incident', table_sys_id, { urgency: '3' })).status).toBe(200);
			const kept = store().find('question_answer', { table_name: 'incident', table_sys_id });
			expect(kept.map(({ value }) => value).sort()).toEqual(['3', 'This is sample incident']);
		});
	});
});
