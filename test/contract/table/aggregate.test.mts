import { connect } from './tableClient.mts';
import type { Client, Json } from './tableClient.mts';
import sample from '../samples/aggregate-01-get-now-stats-tablename.json';

/** api-reference/rest-apis/c_AggregateAPI.md; the ungrouped form is a field recording. */
const STATS = '/api/now/stats/incident';
const ADMIN = '6816f79cc0a8016401c5a33be04be441';
let client: Client;

beforeAll(async () => {
	client = await connect();
	const incidents: Json[] = [
		{ impact: '1', urgency: '1', category: 'software', business_stc: '100', caller_id: ADMIN },
		{ impact: '1', urgency: '2', category: 'software', business_stc: '201', caller_id: ADMIN },
		{ impact: '3', urgency: '3', category: 'hardware', business_stc: '' },
		{ impact: '3', urgency: '3', category: 'hardware', business_stc: '9' },
		{ impact: '3', urgency: '3', category: 'network', business_stc: '1000' },
	];
	for (const body of incidents)
		await client.call('POST', '/api/now/table/incident', { body: { ...body, correlation_id: 'sums' } });
});
afterAll(() => client.close());

async function stats(query: Record<string, string>): Promise<unknown> {
	const { status, body } = await client.call('GET', STATS, {
		query: { sysparm_query: 'correlation_id=sums', ...query },
	});
	expect(status).toBe(200);
	return body?.result;
}

const group = (field: string, value: string, computed: Json) => ({
	stats: computed,
	groupby_fields: [{ field, value }],
});

describe('without groups', () => {
	it('is an object with strings', async () => {
		expect(await stats({ sysparm_count: 'true' })).toEqual({ stats: { count: '5' } });
	});

	it('nests the functions by field and leaves empty values out', async () => {
		const fields = {
			sysparm_avg_fields: 'business_stc,reassignment_count',
			sysparm_sum_fields: 'business_stc',
			sysparm_min_fields: 'business_stc',
			sysparm_max_fields: 'business_stc,short_description',
		};
		expect(await stats(fields)).toEqual({
			stats: {
				avg: { business_stc: '327.5000', reassignment_count: '0.0000' },
				sum: { business_stc: '1310' },
				min: { business_stc: '9' },
				max: { business_stc: '1000', short_description: '' },
			},
		});
	});

	it('computes nothing unless asked', async () => {
		expect(await stats({})).toEqual({ stats: {} });
	});

	it('takes name-value pairs', async () => {
		const { body } = await client.call('GET', STATS, {
			query: { correlation_id: 'sums', impact: '1 - High', sysparm_count: 'true' },
		});
		expect(body).toEqual({ result: { stats: { count: '2' } } });
	});
});

describe('with groups', () => {
	it('has the form of the documented sample', async () => {
		const { status, records } = await client.call('GET', sample.request.path);
		expect(status).toBe(200);
		expect(records.length).toBeGreaterThan(1);
		for (const record of records) {
			expect(record).toEqual({
				stats: { avg: { business_stc: expect.any(String), reassignment_count: expect.stringMatching(/^\d+\.\d{4}$/) } },
				groupby_fields: [{ field: 'assignment_group', value: expect.any(String) }],
			});
		}
		expect(Object.keys(records[0] ?? {}).sort()).toEqual(Object.keys(sample.response.body.result[0] ?? {}).sort());
	});

	it('is a list, the empty value a group of its own', async () => {
		expect(await stats({ sysparm_count: 'true', sysparm_group_by: 'caller_id' })).toEqual([
			group('caller_id', '', { count: '3' }),
			group('caller_id', ADMIN, { count: '2' }),
		]);
	});

	it('shows labels and names with display values', async () => {
		const query = { sysparm_count: 'true', sysparm_group_by: 'impact', sysparm_display_value: 'true' };
		expect(await stats(query)).toEqual([
			group('impact', '1 - High', { count: '2' }),
			group('impact', '3 - Low', { count: '3' }),
		]);
		const all = { sysparm_count: 'true', sysparm_group_by: 'caller_id', sysparm_display_value: 'all' };
		expect(await stats(all)).toContainEqual({
			stats: { count: '2' },
			groupby_fields: [{ field: 'caller_id', value: ADMIN, display_value: 'System Administrator' }],
		});
	});

	it('groups by several fields, dot-walked ones too', async () => {
		const result = await stats({ sysparm_count: 'true', sysparm_group_by: 'category,caller_id.user_name' });
		expect(result).toContainEqual({
			stats: { count: '2' },
			groupby_fields: [
				{ field: 'category', value: 'software' },
				{ field: 'caller_id.user_name', value: 'admin' },
			],
		});
	});

	it('keeps the groups that sysparm_having asks for', async () => {
		const query = { sysparm_count: 'true', sysparm_group_by: 'category' };
		expect(await stats({ ...query, sysparm_having: 'count^category^>^1' })).toHaveLength(2);
		expect(await stats({ ...query, sysparm_having: 'sum^business_stc^>=^1000' })).toHaveLength(1);
	});

	it('orders by an aggregate or by a field', async () => {
		const names = async (sysparm_order_by: string) => {
			const result = await stats({
				sysparm_sum_fields: 'business_stc',
				sysparm_group_by: 'category',
				sysparm_order_by,
			});
			return (result as Array<{ groupby_fields: Array<{ value: string }> }>).map(
				({ groupby_fields }) => groupby_fields[0]?.value,
			);
		};
		expect(await names('SUM^business_stc')).toEqual(['hardware', 'software', 'network']);
		expect(await names('SUM^business_stc^DESC')).toEqual(['network', 'software', 'hardware']);
		expect(await names('category^DESC')).toEqual(['software', 'network', 'hardware']);
	});
});

describe('refusals', () => {
	it('answers 403 to a user who may not read the table', async () => {
		const { status } = await client.call('GET', '/api/now/stats/sys_properties', {
			query: { sysparm_count: 'true' },
			as: 'employee',
		});
		expect(status).toBe(403);
	});

	it('answers 400 for a table that does not exist', async () => {
		expect((await client.call('GET', '/api/now/stats/no_such_table')).status).toBe(400);
	});
});
