/** servicenow-platform/service-catalog/c_ServiceCatalogVariableSets.md, c_ScriptableServiceCatalogVariables.md: variable sets. */
import { describeEmulator, useInstance } from '../instance.mts';

type Json = Record<string, unknown>;

const BASE = '/api/sn_sc/servicecatalog';
const ADMIN = '6816f79cc0a8016401c5a33be04be441';
const PRODUCER = '3f1dd0320a0a0b99000a53f7604a2ef9';

describeEmulator('variable sets', () => {
	const instance = useInstance();
	const store = () => instance.emulator.store;
	const item = () => store().one('sc_cat_item', { name: 'Accounts for a Team' })?.sys_id ?? '';
	const call = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: Json) => {
		const answer = await instance.call(`${BASE}${path}`, { method, ...(body && { body }) });
		return { status: answer.status, result: answer.json<{ result: Json }>().result };
	};
	const accounts = [
		{ user: ADMIN, level: 'full', remote: 'true' },
		{ user: ADMIN, level: 'basic', remote: 'false' },
	];
	const variables = () => ({
		team: store().one('sys_user_group', { name: 'Network' })?.sys_id,
		cost_center: 'C1',
		accounts: JSON.stringify(accounts),
	});
	/** The rows of the set as they are kept with a record. */
	const rowsOf = (parent_id: string) => {
		const rows: Json[] = [];
		for (const cell of store().find('sc_multi_row_question_answer', { parent_id })) {
			const name = store().one('item_option_new', { sys_id: cell.item_option_new ?? '' })?.name ?? '';
			const index = Number(cell.row_index) - 1;
			rows[index] = { ...rows[index], [name]: cell.value };
		}
		return rows;
	};
	const ritmOf = (request: unknown) => store().one('sc_req_item', { request: String(request) })?.sys_id ?? '';

	it('of one row stand in a container, those of several rows hold their columns', async () => {
		const { result } = await call('GET', `/items/${item()}`);
		expect(result.variables).toMatchObject([
			{ name: 'team' },
			{ name: 'approval_details', friendly_type: 'container_start', children: [{ name: 'cost_center' }, {}] },
			{ name: 'accounts', label: 'Accounts', children: [{ name: 'user' }, { name: 'level' }, { name: 'remote' }] },
		]);
	});

	it('of one row are answered like other variables', async () => {
		const { status } = await call('POST', `/items/${item()}/order_now`, {
			sysparm_quantity: 1,
			variables: { team: variables().team },
		});
		expect(status).toBe(400);
	});

	it('of several rows take a JSON array, and keep each cell', async () => {
		const { result } = await call('POST', `/items/${item()}/order_now`, {
			sysparm_quantity: 1,
			variables: variables(),
		});
		const ritm = ritmOf(result.request_id);
		expect(rowsOf(ritm)).toEqual(accounts);
		expect(store().find('sc_multi_row_question_answer', { parent_id: ritm })[0]).toMatchObject({
			parent_table_name: 'sc_req_item',
			row_index: '1',
			variable_set: store().one('item_option_new_set', { internal_name: 'accounts' })?.sys_id,
		});
	});

	it('of several rows come through the cart', async () => {
		const added = await call('POST', `/items/${item()}/add_to_cart`, { sysparm_quantity: 1, variables: variables() });
		const [entry] = added.result.items as Json[];
		const path = `/cart/${String(entry?.cart_item_id)}`;
		expect((await call('PUT', path, { sysparm_quantity: 2, variables: { cost_center: 'C2' } })).status).toBe(201);
		const { result } = await call('POST', '/cart/submit_order');
		expect(rowsOf(ritmOf(result.request_id))).toEqual(accounts);
		expect(rowsOf(String(entry?.cart_item_id))).toEqual([]);
	});

	// As the portal's own page asks for it.
	it('of several rows read as people see them', async () => {
		const set = store().one('item_option_new_set', { internal_name: 'accounts' })?.sys_id ?? '';
		const { result } = await call('POST', `/variables/${set}/display_value`, {
			sysparm_value: JSON.stringify(accounts.slice(0, 1)),
		});
		expect(JSON.parse(String(result))).toEqual([{ user: 'System Administrator', level: 'Full', remote: 'true' }]);
	});

	// Not in the documentation: what the portal's own page sends, to hang files on the record before it is there.
	it('let a producer’s record have the id that the request brings', async () => {
		const sysparm_item_guid = 'c0ffee00c0ffee00c0ffee00c0ffee01';
		const { result } = await call('POST', `/items/${PRODUCER}/submit_producer`, {
			sysparm_item_guid,
			variables: { urgency: '2', comments: 'x' },
		});
		expect(result.sys_id).toBe(sysparm_item_guid);
	});
});
