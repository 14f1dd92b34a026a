/**
 * Values that a dropdown does not offer. r_AvailableSystemProperties.md has glide.rest.choice.allow_non_existing_value as
 * false by default; a vendor of drivers says that a new record gets the default then, and a developer instance refused a
 * resolution with a code that it does not have (2026).
 */
import { describeEmulator } from '../instance.mts';
import { connect } from './tableClient.mts';
import type { Client, Json } from './tableClient.mts';

const INCIDENT = '/api/now/table/incident';
const EQUIPMENT = '/api/now/table/u_equipment';
let client: Client;

beforeAll(async () => {
	client = await connect();
});
afterAll(() => client.close());

async function create(body: Json, query: Record<string, string> = {}, table = INCIDENT): Promise<Json> {
	const { status, record } = await client.call('POST', table, { body, query });
	expect(status).toBe(201);
	return record;
}

const change = async (record: Json, body: Json, query: Record<string, string> = {}) =>
	(await client.call('PATCH', `${INCIDENT}/${String(record.sys_id)}`, { body, query })).record;

describe('a value that a dropdown does not offer', () => {
	it('leaves a new record with its default', async () => {
		const record = await create({ category: 'no_such', impact: '9', contact_type: 'Carrier pigeon' });
		expect(record).toMatchObject({ category: 'inquiry', impact: '3', contact_type: 'phone' });
	});

	it('leaves a changed record as it was', async () => {
		const record = await create({ category: 'network', impact: '2', state: '2' });
		const body = { category: 'no_such', impact: '9', state: 'In Progress', short_description: 'changed' };
		const kept = { category: 'network', impact: '2', state: '2', short_description: 'changed' };
		expect(await change(record, body)).toMatchObject(kept);
	});

	it('is what a label is, unless display values are sent', async () => {
		const body = { category: 'Network', impact: '1 - High' };
		expect(await create(body)).toMatchObject({ category: 'inquiry', impact: '3' });
		const shown = { sysparm_input_display_value: 'true' };
		expect(await create(body, shown)).toMatchObject({ category: 'network', impact: '1' });
		expect(await create({ category: 'No Such' }, shown)).toMatchObject({ category: 'inquiry' });
	});

	it('resolves nothing', async () => {
		const record = await create({ short_description: 'to resolve' });
		const resolution = { state: '6', close_code: 'No such code', close_notes: 'done' };
		const path = `${INCIDENT}/${String(record.sys_id)}`;
		const refused = await client.call('PATCH', path, { body: resolution });
		expect(refused.status).toBe(403);
		expect(JSON.stringify(refused.body)).toContain('Data Policy Exception');
		expect(await change(record, { ...resolution, close_code: 'Solution provided' })).toMatchObject({ state: '6' });
	});

	it('may belong to another value that the list depends on', async () => {
		expect(await create({ category: 'network', subcategory: 'oracle' })).toMatchObject({ subcategory: 'oracle' });
	});
});

describe('values that a dropdown offers', () => {
	it('are taken in any form of a number', async () => {
		expect(await create({ impact: 2, urgency: '1.0' })).toMatchObject({ impact: '2', urgency: '1' });
	});

	it('are those of the class of the record, also through its parent table', async () => {
		const { sys_id } = await create({ short_description: 'through task' });
		const { record } = await client.call('PATCH', `/api/now/table/task/${String(sys_id)}`, { body: { state: '8' } });
		expect(record.state).toBe('8');
	});
});

describeEmulator('other lists', () => {
	const choice = '1';

	async function column(values: Record<string, string>): Promise<void> {
		const store = client.emulator?.store;
		const found = store?.one('sys_dictionary', { name: 'u_equipment', element: 'u_colour' });
		store?.put('sys_dictionary', { ...found, ...values });
	}

	afterEach(async () => {
		await column({ choice });
		client.emulator?.store.setProperty('glide.rest.choice.allow_non_existing_value', 'false');
	});

	it.each([
		['suggestions', '2'],
		['no list', '0'],
	])('take any text where they are %s', async (_what, kind) => {
		await column({ choice: kind });
		expect(await create({ u_name: 'any', u_colour: 'violet' }, {}, EQUIPMENT)).toMatchObject({ u_colour: 'violet' });
	});

	it.each(['false', 'true'])('take any value where the property allows it, with display values %s', async (shown) => {
		const query = { sysparm_input_display_value: shown };
		client.emulator?.store.setProperty('glide.rest.choice.allow_non_existing_value', 'true');
		expect(await create({ category: 'no_such' }, query)).toMatchObject({ category: 'no_such' });
		// A number stays a number.
		expect(await create({ impact: 'very high', urgency: '7' }, query)).toMatchObject({ impact: '', urgency: '7' });
	});

	it('refuse a value that is retired', async () => {
		const store = client.emulator?.store;
		const found = store?.one('sys_choice', { name: 'incident', element: 'category', value: 'database' });
		store?.put('sys_choice', { ...found, inactive: 'true' });
		expect(await create({ category: 'database' })).toMatchObject({ category: 'inquiry' });
		store?.put('sys_choice', { ...found, inactive: 'false' });
	});

	// "Does not apply to Change REST API": r_AvailableSystemProperties.md.
	it('take any text in the Change API', async () => {
		const path = '/api/sn_chg_rest/change/normal';
		const { record } = await client.call('POST', path, { body: { category: 'No such category' } });
		expect(record.category).toMatchObject({ value: 'No such category' });
	});
});
