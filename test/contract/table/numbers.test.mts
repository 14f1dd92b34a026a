/** platform-administration/r_FieldTypes.md and currency-administration/currency-values-scripts.md. */
import { describeEmulator } from '../instance.mts';
import { connect } from './tableClient.mts';
import type { Client, Json } from './tableClient.mts';

const EQUIPMENT = '/api/now/table/u_equipment';
let client: Client;

beforeAll(async () => {
	client = await connect();
});
afterAll(() => client.close());

async function create(values: Json, query: Record<string, string> = {}, as = 'admin'): Promise<Json> {
	const { status, record } = await client.call('POST', EQUIPMENT, { body: { u_name: 'number', ...values }, query, as });
	expect(status).toBe(201);
	return record;
}

const stored = async (element: string, value: unknown) => (await create({ [element]: value }))[element];

describeEmulator('numbers', () => {
	it.each([
		['u_serial', '9007199254740993', '9007199254740993'],
		['u_serial', '-0009223372036854775807', '-9223372036854775807'],
		['u_quantity', '3.9', '3'],
		['u_quantity', '1,234', '1234'],
		['u_quantity', 'three', ''],
		['u_quantity', '.5', '0'],
		['u_weight', '1.255', '1.26'],
		['u_weight', '12.50', '12.5'],
		['u_weight', '-0.004', '0'],
		['u_weight', '1e3', '1000'],
		['u_ratio', '0.123456789', '0.1234568'],
		['u_cost', '1499.99995', '1500'],
		['u_cost', '0.12345', '0.1235'],
		['u_list_price', '12.3456', '12.3456'],
	])('of %s are stored to the last digit: %s as %s', async (element, value, expected) => {
		expect(await stored(element, value)).toBe(expected);
	});

	it('are found and sorted to the last digit', async () => {
		for (const u_serial of ['9007199254740993', '9007199254740992', '9007199254740991']) {
			await create({ u_serial, u_notes: 'long' });
		}
		const find = async (query: string) => {
			const sysparm_query = `u_notes=long^${query}`;
			const { records } = await client.call('GET', EQUIPMENT, { query: { sysparm_query, sysparm_fields: 'u_serial' } });
			return records.map(({ u_serial }) => String(u_serial).slice(-1)).join('');
		};
		expect(await find('u_serial=9007199254740993')).toBe('3');
		expect(await find('u_serial>9007199254740992')).toBe('3');
		expect(await find('u_serial<9007199254740991.5')).toBe('1');
		expect(await find('ORDERBYDESCu_serial')).toBe('321');
	});
});

// platform-administration/t_AutoNumberingRecordsInATable.md
describeEmulator('numbered columns', () => {
	it('get the next number whatever they are called, unless one is given', async () => {
		const [first, second] = [await create({}), await create({})];
		expect(first.u_number).toMatch(/^EQP\d{7}$/);
		expect(Number(String(second.u_number).slice(3))).toBe(Number(String(first.u_number).slice(3)) + 1);
		expect(await stored('u_number', 'MINE')).toBe('MINE');
	});
});

// Neither documented nor recorded; empty, like all that is not of its type.
describeEmulator('moments that do not exist', () => {
	it.each([
		['u_bought_on', '2025-02-30', ''],
		['u_bought_on', '2024-02-29', '2024-02-29'],
		['u_serviced_at', '2025-04-31 10:00:00', ''],
		['u_serviced_at', '2025-04-30 24:00:00', ''],
		['u_serviced_at', '2025-13-01', ''],
		['u_opens', '25:00', ''],
		['u_opens', '23:59', '1970-01-01 23:59:00'],
		['u_downtime', '1970-01-32 00:00:00', ''],
	])('are empty: %s of %s is stored as %s', async (element, value, expected) => {
		expect(await stored(element, value)).toBe(expected);
	});
});

describeEmulator('amounts', () => {
	/** A user whose country makes a locale of its own. */
	const abroad = 'change.manager';

	beforeAll(() => {
		const store = client.emulator?.store;
		const user = store?.one('sys_user', { user_name: abroad });
		store?.put('sys_user', { ...user, country: 'DE' });
		const rules = { name: 'u_equipment', roles: '', active: 'true' };
		for (const operation of ['read', 'create', 'write']) store?.put('sys_security_acl', { ...rules, operation });
	});

	const read = async (sys_id: unknown, as: string) => {
		const query = { sysparm_fields: 'u_list_price', sysparm_display_value: 'all' };
		const { record } = await client.call('GET', `${EQUIPMENT}/${String(sys_id)}`, { query, as });
		return record.u_list_price;
	};

	it('are in the currency of the session unless another one stands before them', async () => {
		const { sys_id } = await create({ u_list_price: 'EUR;12.50' });
		expect(await read(sys_id, 'admin')).toEqual({ value: '15.625', display_value: '$15.625' });
		expect(client.emulator?.store.one('fx_currency_instance', { id: String(sys_id) })).toMatchObject({
			amount: '12.5',
			currency: 'EUR',
			reference_amount: '15.625',
			reference_currency: 'USD',
		});
		const plain = await create({ u_list_price: '12.50' });
		expect(await read(plain.sys_id, 'admin')).toEqual({ value: '12.5', display_value: '$12.50' });
	});

	it('are shown in the currency and the form of the one who asks', async () => {
		const { sys_id } = await create({ u_list_price: 'EUR;1234.5' });
		const shown = (await read(sys_id, abroad)) as Record<string, string>;
		expect(shown.value).toBe('1234.5');
		expect(shown.display_value?.replace(/\s/g, ' ')).toBe('1.234,50 €');
		const dollars = await create({ u_list_price: '125' });
		expect(await read(dollars.sys_id, abroad)).toMatchObject({ value: '100' });
	});

	it.each([
		['$1,234.50', '1234.5'],
		['1,234.50', '1234.5'],
		// Groups may have any length to Java, and nothing but digits stands behind the point.
		['12,50', '1250'],
		['1.234,50', '1.234'],
		['€12', ''],
		['twelve', ''],
		['XXX;12', ''],
		['USD;12,50', '1250'],
		['eur;1', '1.25'],
		['-5', '-5'],
	])('are read as an American writes them: %s is %s', async (value, expected) => {
		expect(await stored('u_list_price', value)).toBe(expected);
	});

	it.each([
		['12,50', '12.5'],
		['1.234,50', '1234.5'],
		['USD;12,50', '10'],
	])('are read in the locale of the caller as display values: %s is %s euros', async (value, expected) => {
		const { sys_id } = await create({ u_list_price: value }, { sysparm_input_display_value: 'true' }, abroad);
		expect(await read(sys_id, abroad)).toMatchObject({ value: expected });
	});

	it('forget their other currency with the next amount, and with the record', async () => {
		const store = client.emulator?.store;
		const { sys_id } = await create({ u_list_price: 'GBP;8' });
		const id = String(sys_id);
		expect(store?.find('fx_currency_instance', { id })).toHaveLength(1);
		await client.call('PATCH', `${EQUIPMENT}/${id}`, { body: { u_list_price: '3' } });
		expect(store?.find('fx_currency_instance', { id })).toHaveLength(0);
		await client.call('PATCH', `${EQUIPMENT}/${id}`, { body: { u_list_price: 'GBP;8' } });
		await client.call('DELETE', `${EQUIPMENT}/${id}`);
		expect(store?.find('fx_currency_instance', { id })).toHaveLength(0);
	});
});
