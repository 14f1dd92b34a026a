/** api-reference/rest-apis/change-management-api.md: its samples, on equal input. */
import { documented, first, isRecord, replay } from '../documented.mts';
import { describeEmulator, login, useInstance } from '../instance.mts';

const BASE = '/api/sn_chg_rest/v1/change';
const SOME_CHANGE = 'b0dbda5347c12200e0ef563dbb9a718f';
const OTHER_CHANGE = '1c87925347c12200e0ef563dbb9a7177';
const TASK = '12629ec4b750230096c3e4f6ee11a9d5';

type Typed = Record<string, { display_value: string; value: unknown; display_value_internal?: string }>;

describeEmulator('the samples of the Change Management API', () => {
	const instance = useInstance();
	const store = () => instance.emulator.store;

	const give = (sys_id: string, values: Record<string, string>) => {
		store().remove('change_request', sys_id);
		store().insert(store().system, 'change_request', { sys_id, ...values });
	};

	const sampled = async (name: string, path?: string): Promise<Typed> =>
		first((await replay(instance, name, path)).json<{ result: unknown }>().result) as Typed;

	/** Hand-written samples have numbers as text and the id bare. */
	const expectValues = (actual: Typed, name: string) => {
		for (const [key, value] of Object.entries(first(documented(name).result))) {
			if (key.startsWith('__meta')) continue;
			const wanted = isRecord(value) ? value.value : value;
			expect([key, String(actual[key]?.value)]).toEqual([key, String(wanted).trim()]);
			if (isRecord(value)) expect(actual[key]?.display_value).toBe(String(value.display_value).trim());
		}
	};

	/** Samples recorded from an instance: every key is there, and every value of its type. */
	const expectShape = (actual: Typed, name: string) => {
		for (const [key, value] of Object.entries(first(documented(name).result) as Typed)) {
			expect(Object.keys(actual)).toContain(key);
			expect([key, Object.keys(actual[key] ?? {}).sort()]).toEqual([key, Object.keys(value).sort()]);
			const [got, wanted] = [actual[key]?.value, value.value];
			if (got !== '' && wanted !== '') expect([key, typeof got]).toEqual([key, typeof wanted]);
		}
	};

	it('deletes a change with 200 and the whole record', async () => {
		give(SOME_CHANGE, { type: 'standard', short_description: 'Reboot the server at 6 am' });
		expectShape(await sampled('change-management-02'), 'change-management-02');
		expect((await instance.call(`${BASE}/${SOME_CHANGE}`)).status).toBe(404);
	});

	it.each([
		['change-management-04', 'emergency'],
		['change-management-05', 'normal'],
	])('deletes a change of one type (%s)', async (name, type) => {
		give(SOME_CHANGE, { type, short_description: 'Remove server' });
		expectValues(await sampled(name), name);
	});

	it('lists changes with typed values', async () => {
		const answer = await replay(instance, 'change-management-08');
		const { result } = answer.json<{ result: Typed[] }>();
		for (const record of result) expectShape(record, 'change-management-08');
		const numbers = result.map(({ number }) => String(number?.value));
		expect(numbers).toEqual([...numbers].sort());
		expect(result.every(({ active }) => active?.value === true)).toBe(true);
	});

	it.each([
		['change-management-16', 'emergency', 'Reboot server'],
		['change-management-20', 'normal', 'Add network switch to cabinet'],
		['change-management-22', 'standard', 'Add network switch to cabinet'],
	])('lists the changes of one type (%s)', async (name, type, short_description) => {
		give(OTHER_CHANGE, { type, short_description, number: 'CHG0000000' });
		const answer = await replay(instance, name);
		const { result } = answer.json<{ result: Typed[] }>();
		expect(new Set(result.map((record) => record.type?.value))).toEqual(new Set([type]));
		expectValues(result[0] ?? {}, name);
	});

	it.each([
		['change-management-17', 'emergency', 'Reboot server', SOME_CHANGE],
		['change-management-23', 'standard', 'Add network switch to cabinet', OTHER_CHANGE],
	])('gets a change of one type (%s)', async (name, type, short_description, sys_id) => {
		give(sys_id, { type, short_description });
		expectValues(await sampled(name, `${BASE}/${type}/${sys_id}`), name);
		const wrongType = await instance.call(`${BASE}/normal/${sys_id}`);
		expect(wrongType.status).toBe(404);
	});

	it('creates by the name of a model, with the documented defaults', async () => {
		const record = await sampled('change-management-37');
		expectShape(record, 'change-management-37');
		const varying = /^(number|task_effective_number|sys_id|.*_on|.*_at)$/;
		for (const [key, value] of Object.entries(first(documented('change-management-37').result) as Typed)) {
			if (!varying.test(key)) expect([key, record[key]]).toEqual([key, value]);
		}
		expect(record.number?.value).toMatch(/^CHG\d{7,}$/);
	});

	it.each(['change-management-38', 'change-management-28', 'change-management-29'])(
		'takes encrypted_fields as no field of its own (%s)',
		async (name) => {
			give(SOME_CHANGE, { type: 'normal', short_description: 'old' });
			const record = await sampled(name);
			expect(record.short_description?.value).toBe('my short desc');
			expect(record.description?.value).toBe('my desc');
			expect(record.__meta).toBeUndefined();
		},
	);

	it('creates a normal change from the query string and names what it ignored', async () => {
		const record = await sampled('change-management-43');
		const { sys_id, ...rest } = record;
		expect(sys_id?.value).toMatch(/^[0-9a-f]{32}$/);
		expect(rest).toMatchObject({
			state: { value: -5, display_value: 'New' },
			type: { value: 'normal', display_value: 'Normal' },
			short_description: { value: 'Remove server', display_value: 'Remove server' },
			description: { value: 'test' },
			__meta: { ignoredFields: ['no_such_field'] },
		});
	});

	it('moves a normal change by the name of the state', async () => {
		give(SOME_CHANGE, { type: 'normal', short_description: 'Remove server' });
		const record = await sampled('change-management-34');
		expectValues(record, 'change-management-34');
		expect(record.__meta).toEqual({ ignoredFields: ['no_such_field'] });
	});

	it('changes a standard change from body and query string', async () => {
		give(OTHER_CHANGE, { type: 'standard', short_description: 'old' });
		const record = await sampled('change-management-35');
		expect(record).toMatchObject({
			sys_id: { value: OTHER_CHANGE },
			state: { value: -5, display_value: 'New' },
			short_description: { value: 'my short desc' },
			description: { value: 'Reboot my email server' },
		});
	});

	it('gets a model', async () => {
		const record = await sampled('change-management-19');
		expectShape(record, 'change-management-19');
		expect(record).toMatchObject({
			name: { value: 'Emergency', display_value: 'Emergency' },
			record_preset: { value: 'type=emergency^EQ' },
			active: { value: true },
		});
	});

	it('gets a template', async () => {
		const record = await sampled('change-management-25');
		expect(record.sys_id?.value).toBe('92b8544047810200e90d87e8dee490b0');
		expect(record.template).toEqual({ value: expect.stringMatching(/./), display_value: expect.stringMatching(/./) });
		expect(record.short_description?.value).not.toBe('');
	});

	it('creates, lists, changes and deletes tasks of a change', async () => {
		const path =
			'/api/sn_chg_rest/change/0f4ac6c4b750230096c3e4f6ee11a9fe/task?short_description=Retire%20node&no_such_field=test';
		const made = await sampled('change-management-46', path);
		expect(made).toMatchObject({
			parent: { value: '0f4ac6c4b750230096c3e4f6ee11a9fe', display_value: 'CHG0033046' },
			short_description: { value: 'Retire node' },
			__meta: { ignoredFields: ['no_such_field'] },
		});
		const changed = await sampled('change-management-32');
		expectValues(changed, 'change-management-32');
		const one = await instance.call(`${BASE}/0f4ac6c4b750230096c3e4f6ee11a9fe/task/${TASK}`);
		expectValues(one.json<{ result: Typed }>().result, 'change-management-32');
		expect(changed.__meta).toEqual({ ignoredFields: ['no_such_field'] });
		const listed = (await replay(instance, 'change-management-11')).json<{ result: Typed[] }>().result;
		expect(listed.map(({ sys_id }) => sys_id?.value)).toContain(TASK);
		expectValues(await sampled('change-management-01'), 'change-management-01');
	});

	it('pages by 500 and takes pairs, text search and an order instead of a query', async () => {
		const list = async (query: string) => (await instance.call(`${BASE}?${query}`)).json<{ result: Typed[] }>().result;
		expect(await list('sysparm_limit=2&sysparm_offset=1')).toHaveLength(2);
		const normal = await list('type=Normal&state=New');
		expect(normal.length).toBeGreaterThan(0);
		expect(new Set(normal.map(({ state }) => state?.value))).toEqual(new Set([-5]));
		const found = await list('textSearch=certificate');
		expect(found.length).toBeGreaterThan(0);
		expect(found.every((record) => JSON.stringify(record).toLowerCase().includes('certificate'))).toBe(true);
		const ordered = (await list('order=short_description')).map((record) => String(record.short_description?.value));
		expect(ordered[0]).toBe([...ordered].sort()[0]);
		expect((await instance.call(`${BASE}?sysparm_offset=-1`)).status).toBe(400);
	});

	it('shows dates in the zone of the caller, with their internal form', async () => {
		const answer = await instance.call(`${BASE}?sysparm_limit=1`, { as: login('pacific.user') });
		const { start_date } = answer.json<{ result: Typed[] }>().result[0] ?? {};
		expect(start_date?.value).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
		expect(start_date?.display_value).toMatch(/^\d\d-\d\d-\d{4} \d\d:\d\d:\d\d [AP]M$/);
		expect(start_date?.display_value_internal).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
		expect(start_date?.display_value_internal).not.toBe(start_date?.value);
	});

	it('creates a standard change from its template and keeps the template’s own fields', async () => {
		const path = `${BASE}/standard/92b8544047810200e90d87e8dee490b0?backout_plan=mine&justification=because`;
		const made = (await instance.call(path, { method: 'POST' })).json<{ result: Typed }>().result;
		expect(made).toMatchObject({
			type: { value: 'standard' },
			chg_model: { display_value: 'Standard' },
			backout_plan: { value: 'Undo the steps.' },
			justification: { value: 'because' },
			__meta: { ignoredFields: ['backout_plan'] },
		});
		const address = `${BASE}/standard/${String(made.sys_id?.value)}`;
		const body = { test_plan: 'none', short_description: 'Mine' };
		const changed = (await instance.call(address, { method: 'PATCH', body })).json<{ result: Typed }>().result;
		expect(changed).toMatchObject({
			test_plan: made.test_plan,
			short_description: { value: 'Mine' },
			__meta: { ignoredFields: ['test_plan'] },
		});
		expect((await instance.call(`${BASE}/standard/${SOME_CHANGE}`, { method: 'POST' })).status).toBe(404);
		expect((await instance.call(address, { method: 'DELETE' })).status).toBe(200);
		expect((await instance.call(address)).status).toBe(404);
	});

	// Also a sample of the page: an emergency change has no state Assess.
	it('creates an emergency change, which is authorised at once', async () => {
		const path = `${BASE}/emergency`;
		const body = { no_such_field: 'something', short_description: 'Reboot server' };
		const made = (await instance.call(path, { method: 'POST', body })).json<{ result: Typed }>().result;
		expect(made).toMatchObject({
			state: { value: -5, display_value: 'New' },
			type: { value: 'emergency', display_value: 'Emergency' },
			__meta: { ignoredFields: ['no_such_field'] },
		});
		const address = `${path}/${String(made.sys_id?.value)}`;
		const move = (state: string) => instance.call(address, { method: 'PATCH', body: { state } });
		expect((await move('assess')).status).toBe(400);
		expect((await move('authorize')).json()).toMatchObject({ result: { state: { value: -3 } } });
	});

	it('takes the default model where neither model nor type is given', async () => {
		const answer = await instance.call(BASE, { method: 'POST', body: { short_description: 'Default' } });
		expect(answer.json<{ result: Typed }>().result).toMatchObject({
			chg_model: { display_value: 'Normal' },
			type: { value: 'normal' },
		});
	});

	it('lists models and templates', async () => {
		const names = async (path: string) =>
			(await instance.call(`${BASE}/${path}`)).json<{ result: Typed[] }>().result.map(({ name }) => name?.value);
		expect(await names('model')).toEqual(['Emergency', 'Normal', 'Standard']);
		expect(await names('standard/template?active=true&sysparm_limit=1')).toHaveLength(1);
	});

	it('gives single records in a list of one where the instance is switched to the hand-written form', async () => {
		give(SOME_CHANGE, { type: 'normal', short_description: 'Wrapped' });
		store().setProperty('emulator.sn_chg_rest.list_of_one', 'true');
		const answer = await instance.call(`${BASE}/normal/${SOME_CHANGE}`);
		store().setProperty('emulator.sn_chg_rest.list_of_one', 'false');
		expect(answer.json()).toMatchObject({ result: [{ sys_id: SOME_CHANGE, type: { value: 'normal' } }] });
	});

	it('lets readers read, writers write and managers delete', async () => {
		give(SOME_CHANGE, { type: 'normal', short_description: 'Rights' });
		const path = `${BASE}/${SOME_CHANGE}`;
		expect((await instance.call(path, { as: login('itil') })).status).toBe(200);
		const refused = await instance.call(path, { as: login('employee') });
		expect([refused.status, refused.json()]).toMatchObject([403, { error: { message: 'User Not Authorized' } }]);
		expect((await instance.call(path, { method: 'DELETE', as: login('itil') })).status).toBe(403);
		expect((await instance.call(path, { method: 'DELETE', as: login('change.manager') })).status).toBe(200);
	});
});
