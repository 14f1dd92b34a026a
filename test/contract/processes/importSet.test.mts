/** api-reference/rest-apis/c_ImportSetAPI.md */
import { setTimeout as sleep } from 'node:timers/promises';
import { describeEmulator, login, useInstance } from '../instance.mts';
import { expectKeys } from '../shape.mts';
import getSample from '../samples/import-set-01-get-now-import-stagingtablename-sys-id.json';
import multipleSample from '../samples/import-set-03-post-now-import-stagingtablename-insertmultiple.json';
import postSample from '../samples/import-set-02-post-now-import-stagingtablename.json';

type Json = Record<string, unknown>;

interface Answer {
	import_set: string;
	staging_table: string;
	result: Json[];
}

const BASE = '/api/now/import';
const PATIENCE = 5000;

describeEmulator('import sets', () => {
	const instance = useInstance();
	const store = () => instance.emulator.store;
	const post = (path: string, body: Json | string, as?: string) =>
		instance.call(`${BASE}/${path}`, { method: 'POST', body, ...(as !== undefined && { as }) });
	const row = async (table: string, body: Json) => {
		const answer = await post(table, body);
		expect(answer.status).toBe(201);
		return answer.json<Answer>();
	};
	const only = async (table: string, body: Json) => (await row(table, body)).result[0] ?? {};
	const rowsOf = (sys_import_set: string) =>
		store()
			.find('sys_import_set_row', { sys_import_set })
			.sort((left, right) => Number(left.sys_import_row) - Number(right.sys_import_row));

	async function processed(sys_id: string): Promise<void> {
		for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(25)) {
			if (store().one('sys_import_set', { sys_id })?.state === 'processed') return;
		}
		throw new Error(`Import set ${sys_id} was not processed in time`);
	}

	it('answers the documented row as documented, in lenient JSON too', async () => {
		const answer = await post('imp_user', postSample.request.body_text);
		expect(answer.status).toBe(201);
		const body = answer.json<Answer>();
		expectKeys(body, postSample.response.body);
		const [result] = body.result;
		expect(body).toMatchObject({ import_set: 'ISET0010001', staging_table: 'imp_user' });
		expect(result).toEqual({
			...postSample.response.body.result[0],
			sys_id: result?.sys_id,
			record_link: `${instance.url}/api/now/table/sys_user/${String(result?.sys_id)}`,
		});
		expect(store().one('sys_user', { sys_id: String(result?.sys_id) })).toMatchObject({
			user_name: 'john.public',
			name: 'John Public',
		});
	});

	it('updates the record that the key names, and ignores a row that changes nothing', async () => {
		const first = await only('imp_user', { user_id: 'ann.new', first_name: 'Ann', last_name: 'New' });
		const again = { user_id: 'ann.new', last_name: 'Newer' };
		const second = await only('imp_user', again);
		expect(second).toMatchObject({ status: 'updated', sys_id: first.sys_id, display_value: 'Ann Newer' });
		expect(await only('imp_user', again)).toMatchObject({
			status: 'ignored',
			sys_id: first.sys_id,
			status_message: 'No field values changed',
		});
	});

	it('clears a field with an empty one only where the map says so', async () => {
		const made = await only('imp_user', { user_id: 'cy.new', first_name: 'Cy', title: 'Tester' });
		const title = async (sent: string) => {
			await only('imp_user', { user_id: 'cy.new', title: sent });
			return store().one('sys_user', { sys_id: String(made.sys_id) })?.title;
		};
		expect(await title('')).toBe('Tester');
		const map = store().one('sys_transform_map', { source_table: 'imp_user' });
		store().put('sys_transform_map', { ...map, copy_empty_fields: 'true' });
		expect(await title('')).toBe('');
		store().put('sys_transform_map', { ...map });
	});

	it('inserts whenever the key is empty', async () => {
		const body = { u_short_description: 'No number', u_caller: 'employee', u_assignment_group: 'No such group' };
		const [first, second] = [await only('u_incident_import', body), await only('u_incident_import', body)];
		expect([first.status, second.status]).toEqual(['inserted', 'inserted']);
		expect(first).toMatchObject({ display_name: 'number', display_value: expect.stringMatching(/^INC\d+$/) });
		expect(store().one('incident', { sys_id: String(first.sys_id) })).toMatchObject({
			caller_id: '681ccaf9c0a8016400b98a06818d57c7',
			assignment_group: '',
		});
		expect(first.sys_id).not.toBe(second.sys_id);
	});

	it('shows a row again, as documented', async () => {
		const made = await row('imp_user', { user_id: 'bea.new', first_name: 'Bea' });
		const [staged] = store().find('imp_user', { user_id: 'bea.new' });
		const answer = await instance.call(`${BASE}/imp_user/${staged?.sys_id ?? ''}`);
		expect([answer.status, answer.json()]).toEqual([200, made]);
		expectKeys(answer.json(), getSample.response.body);
		expect(staged).toMatchObject({ sys_import_state: 'inserted', sys_target_table: 'sys_user' });
		expect((await instance.call(`${BASE}/imp_user/${'0'.repeat(32)}`)).status).toBe(404);
	});

	it('keeps one import set open for rows that come one at a time', async () => {
		const [first, second] = [await row('imp_user', { user_id: 'a.b' }), await row('imp_user', { user_id: 'c.d' })];
		expect(second.import_set).toBe(first.import_set);
	});

	it('gives one result for each transform map', async () => {
		const body = {
			u_name: 'Crane',
			u_colour: 'Red',
			u_bought: '24/12/2024',
			u_vendor: 'New Vendor Inc',
			u_fault: 'Stuck',
		};
		const { result } = await row('u_equipment_import', body);
		expect(result).toMatchObject([
			{ transform_map: 'Equipment', table: 'u_equipment', status: 'inserted', display_value: 'Crane' },
			{ transform_map: 'Equipment Ticket', table: 'u_vendor_ticket', status: 'inserted', display_name: 'number' },
		]);
		expect(store().one('u_equipment', { sys_id: String(result[0]?.sys_id) })).toMatchObject({
			u_colour: 'red',
			u_bought_on: '2024-12-24',
		});
		const vendor = store().one('core_company', { name: 'New Vendor Inc' })?.sys_id;
		expect(store().one('u_vendor_ticket', { sys_id: String(result[1]?.sys_id) })?.u_vendor).toBe(vendor);
	});

	it('tells of a mandatory field without a value in the result, and of nothing in the status', async () => {
		const { result } = await row('u_equipment_import', { u_colour: 'red', u_fault: 'Broken' });
		expect(result).toMatchObject([
			{ status: 'error', error_message: expect.stringContaining('u_name'), display_value: '' },
			{ status: 'error', error_message: expect.stringContaining('u_vendor') },
		]);
		const [staged] = store().find('u_equipment_import', { u_fault: 'Broken' });
		expect(result[0]).toMatchObject({
			sys_id: staged?.sys_id,
			record_link: `${instance.url}/api/now/table/u_equipment_import/${staged?.sys_id ?? ''}`,
		});
		expect(staged).toMatchObject({ sys_import_state: 'error', sys_row_error: '1' });
	});

	it('tells of a mapped field that does not exist, a rejected choice and an unreadable date', async () => {
		expect(await only('u_equipment_import', { u_name: 'Crane', u_colour: 'mauve' })).toMatchObject({
			status: 'ignored',
			status_message: expect.stringContaining('mauve'),
		});
		expect(await only('u_equipment_import', { u_name: 'Crane', u_bought: '2024/24' })).toMatchObject({
			status: 'error',
			error_message: expect.stringContaining('2024/24'),
		});
		const entry = store().one('sys_transform_entry', { source_field: 'u_extra' });
		store().put('sys_transform_entry', { sys_id: entry?.sys_id ?? '', target_field: 'u_gone' });
		expect(await only('u_equipment_import', { u_name: 'Crane' })).toMatchObject({
			status: 'error',
			error_message: "Field 'u_gone' does not exist in 'u_equipment'",
		});
		store().put('sys_transform_entry', { sys_id: entry?.sys_id ?? '', target_field: 'u_notes' });
	});

	it("tells of a refusal by the target's own rules", async () => {
		store().setProperty('emulator.business_rule.abort.sys_user', 'Guard');
		expect(await only('imp_user', { user_id: 'new.one' })).toMatchObject({
			status: 'error',
			error_message: expect.stringContaining("aborted by Business Rule 'Guard"),
		});
		store().setProperty('emulator.business_rule.abort.sys_user', '');
	});

	it('stores texts only: a nested object loses its colons', async () => {
		const { result } = await row('u_equipment_import', {
			u_name: 'Winch',
			u_extra: { weight: 12, parts: ['hook', { name: 'rope' }], spare: null },
		});
		expect(store().one('u_equipment', { sys_id: String(result[0]?.sys_id) })?.u_notes).toBe(
			'{weight=12, parts=[hook, {name=rope}], spare=}',
		);
	});

	it.each(['incident', 'no_such_table'])('answers 400 for %s, which is no staging table', async (table) => {
		expect((await post(table, {})).status).toBe(400);
	});

	it('asks for the right to create rows of the staging table', async () => {
		expect((await post('imp_user', { user_id: 'x' }, login('employee'))).status).toBe(403);
		expect((await post('imp_user', { user_id: 'ann.new' }, login('integration.user'))).status).toBe(201);
	});

	describe('insertMultiple', () => {
		const TABLE = 'u_employee_import_set_table';
		const many = async (query: string, body: Json = multipleSample.request.body) => {
			const answer = await post(`${TABLE}/insertMultiple${query}`, body);
			expect(answer.status).toBe(201);
			return answer.json<{ import_set_id: string; multi_import_set_id: string }>();
		};

		it('answers at once as documented and transforms later', async () => {
			const answer = await many('');
			expect(Object.keys(answer)).toEqual(Object.keys(multipleSample.response.body));
			expect(rowsOf(answer.import_set_id)).toMatchObject([
				{ sys_import_state: 'pending', u_name: 'Tom', u_address: 'Hollywood', u_id: '123' },
				{ sys_import_state: 'pending', u_name: 'Irene' },
			]);
			await processed(answer.import_set_id);
			expect(rowsOf(answer.import_set_id)).toMatchObject([
				{ sys_import_state: 'inserted' },
				{ sys_import_state: 'inserted' },
			]);
			expect(store().one('sys_user', { employee_number: '123' })).toMatchObject({ first_name: 'Tom' });
			expect(store().one('sys_multi_import_set', { sys_id: answer.multi_import_set_id })?.state).toBe('processed');
		});

		it('takes column names, and transforms before it answers, where a record says so', async () => {
			const { sys_id = '' } = store().put('sys_rest_insert_multiple', {
				source_table: TABLE,
				column_mapping: 'column_name',
				transformation: 'synchronous',
			});
			const { import_set_id } = await many('', { records: [{ u_id: '9', u_name: 'Nina', Address: 'ignored' }] });
			expect(rowsOf(import_set_id)).toMatchObject([{ sys_import_state: 'inserted', u_address: '' }]);
			store().remove('sys_rest_insert_multiple', sys_id);
		});

		it('joins import sets, and runs one after the other', async () => {
			const first = await many('');
			const query = `?multi_import_set_id=${first.multi_import_set_id}&run_after=${first.import_set_id}`;
			const second = await many(query, { records: [{ ID: '123', Address: 'Sunset' }] });
			expect(second.multi_import_set_id).toBe(first.multi_import_set_id);
			await processed(second.import_set_id);
			expect(rowsOf(second.import_set_id)).toMatchObject([{ sys_import_state: 'updated' }]);
			expect((await post(`${TABLE}/insertMultiple?run_after=nothing`, { records: [] })).status).toBe(400);
		});

		it('wants a list of records', async () => {
			expect((await post(`${TABLE}/insertMultiple`, { ID: '1' })).status).toBe(400);
		});
	});
});
