import { describeEmulator } from '../instance.mts';
import { connect } from './tableClient.mts';
import type { Client } from './tableClient.mts';

const INCIDENT = '/api/now/table/incident';
const COUNT = 20;
let client: Client;
let ids: string[] = [];

beforeAll(async () => {
	client = await connect();
	for (let index = 0; index < COUNT; index += 1) {
		const body = { correlation_id: 'order', order: String(index % 2), short_description: `row ${index}` };
		const { record } = await client.call('POST', INCIDENT, { body });
		ids.push(String(record.sys_id));
	}
	ids = ids.sort();
});
afterAll(() => client.close());

async function inOrder(query = '', more: Record<string, string> = {}): Promise<string[]> {
	const { records } = await client.call('GET', INCIDENT, {
		query: { sysparm_query: `correlation_id=order${query}`, sysparm_fields: 'sys_id,order', ...more },
	});
	return records.map(({ sys_id }) => String(sys_id));
}

// Recording dev130168, 2022: the first of all incidents is not the oldest but the one with the lowest sys_id.
describe('rows in no order of the query', () => {
	it('come by their ids', async () => {
		expect(await inOrder()).toEqual(ids);
		expect(await inOrder('', { sysparm_limit: '5', sysparm_offset: '5' })).toEqual(ids.slice(5, 10));
	});

	it('come by their ids where a column leaves them open', async () => {
		const found = await inOrder('^ORDERBYorder');
		expect([...found.slice(0, COUNT / 2)]).toEqual([...found.slice(0, COUNT / 2)].sort());
		const descending = await inOrder('^ORDERBYDESCorder');
		expect(descending).toEqual([...found].reverse());
	});

	it('make room for new ones anywhere', async () => {
		const sys_id = '00000000000000000000000000000001';
		await client.call('POST', INCIDENT, { body: { correlation_id: 'order', sys_id } });
		const found = await inOrder();
		await client.call('DELETE', `${INCIDENT}/${sys_id}`);
		expect(found).toEqual([sys_id, ...ids]);
	});
});

describeEmulator('shuffled ties', () => {
	beforeAll(() => client.emulator?.store.setProperty('emulator.query.shuffle_ties', 'true'));
	afterAll(() => client.emulator?.store.setProperty('emulator.query.shuffle_ties', ''));

	it('come in another order each time', async () => {
		const answers = [await inOrder(), await inOrder(), await inOrder()];
		expect(new Set(answers.map((answer) => answer.join())).size).toBeGreaterThan(1);
		for (const answer of answers) expect([...answer].sort()).toEqual(ids);
	});

	it('leave the order that was asked for', async () => {
		const plain = await client.call('GET', INCIDENT, {
			query: { sysparm_query: 'correlation_id=order^ORDERBYDESCorder', sysparm_fields: 'order' },
		});
		expect(plain.records.map(({ order }) => order).join('')).toBe('1'.repeat(COUNT / 2) + '0'.repeat(COUNT / 2));
		expect(await inOrder('^ORDERBYsys_id')).toEqual(ids);
	});
});
