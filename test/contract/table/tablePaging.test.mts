import { describeEmulator, useInstance } from '../instance.mts';
import { connect } from './tableClient.mts';
import type { Answer, Client } from './tableClient.mts';

const INCIDENT = '/api/now/table/incident';
const TOTAL = 25;
let client: Client;

beforeAll(async () => {
	client = await connect();
	for (let index = 0; index < TOTAL; index += 1) {
		await client.call('POST', INCIDENT, { body: { correlation_id: 'paging', short_description: `page ${index}` } });
	}
});
afterAll(() => client.close());

const QUERY = 'correlation_id=paging^ORDERBYnumber';
const page = (query: Record<string, string>): Promise<Answer> =>
	client.call('GET', INCIDENT, { query: { sysparm_query: QUERY, sysparm_fields: 'short_description', ...query } });

function links(answer: Answer): Record<string, string> {
	const parts = String(answer.headers.link ?? '')
		.split(',')
		.filter(Boolean);
	return Object.fromEntries(
		parts.map((part) => {
			const [, url = '', rel = ''] = /^<(.*)>;rel="(\w+)"$/.exec(part) ?? [];
			return [rel, new URL(url).search.replace(/.*(?=sysparm_limit)/, '')];
		}),
	);
}

// api-reference/rest-apis/c_TableAPI.md; the form of the header is a field recording.
describe('Link and X-Total-Count', () => {
	it('names first, next and last on the first page', async () => {
		const answer = await page({ sysparm_limit: '10' });
		expect(answer.headers['x-total-count']).toBe(String(TOTAL));
		expect(links(answer)).toEqual({
			first: 'sysparm_limit=10&sysparm_offset=0',
			next: 'sysparm_limit=10&sysparm_offset=10',
			last: 'sysparm_limit=10&sysparm_offset=20',
		});
		expect(answer.records).toHaveLength(10);
	});

	it('names first, prev and last on the last page', async () => {
		const answer = await page({ sysparm_limit: '10', sysparm_offset: '20' });
		expect(Object.keys(links(answer))).toEqual(['first', 'prev', 'last']);
		expect(answer.records).toHaveLength(5);
	});

	// Recordings dev41045, demo018, dev86373, dev130168, dev284244: only first pages of one row have it.
	it('names a page before the first where pages have one row', async () => {
		expect(links(await page({ sysparm_limit: '1' })).prev).toBe('sysparm_limit=1&sysparm_offset=-1');
		expect(links(await page({ sysparm_limit: '2' })).prev).toBeUndefined();
	});

	it('names all four in between, in one order', async () => {
		const { headers } = await page({ sysparm_limit: '10', sysparm_offset: '10' });
		const url = `${client.url}${INCIDENT}?sysparm_query=${encodeURIComponent(QUERY)}&sysparm_fields=short_description`;
		const link = (offset: number, rel: string) => `<${url}&sysparm_limit=10&sysparm_offset=${offset}>;rel="${rel}"`;
		expect(headers.link).toBe([link(0, 'first'), link(0, 'prev'), link(20, 'next'), link(20, 'last')].join(','));
	});

	it('names the instance by its own address, however the caller reached it', async () => {
		const answer = await client.call('GET', `${INCIDENT}?sysparm_limit=10`, { headers: { host: 'proxy.example' } });
		expect(String(answer.headers.link).startsWith(`<${client.url}${INCIDENT}?`)).toBe(true);
	});

	it('joins the links with commas only and keeps the query', async () => {
		const header = String((await page({ sysparm_limit: '10' })).headers.link);
		expect(header).not.toContain(', ');
		expect(header).toContain(encodeURIComponent(QUERY));
		expect(header.startsWith(`<${client.url}${INCIDENT}?`)).toBe(true);
	});

	it('is absent when everything fits on one page or when suppressed', async () => {
		expect((await page({})).headers.link).toBeUndefined();
		const suppressed = await page({ sysparm_limit: '10', sysparm_suppress_pagination_header: 'true' });
		expect(suppressed.headers.link).toBeUndefined();
		expect(suppressed.headers['x-total-count']).toBe(String(TOTAL));
	});

	it('has no total with sysparm_no_count', async () => {
		const answer = await page({ sysparm_limit: '10', sysparm_no_count: 'true' });
		expect(answer.headers['x-total-count']).toBeUndefined();
		expect(Object.keys(links(answer))).toEqual(['first', 'next']);
	});
});

describe('pages', () => {
	it('together hold every record once', async () => {
		const pages = await Promise.all(
			['0', '10', '20'].map((sysparm_offset) => page({ sysparm_limit: '10', sysparm_offset })),
		);
		const names = pages.flatMap(({ records }) => records.map(({ short_description }) => short_description));
		expect(names).toEqual(Array.from({ length: TOTAL }, (_, index) => `page ${index}`));
	});

	// Field recording: strictly increasing sys_ids.
	it('can be walked by key', async () => {
		const seen: string[] = [];
		for (let last = ''; ; last = seen.at(-1) ?? '') {
			const sysparm_query = `correlation_id=paging^sys_id>${last || '0'}^ORDERBYsys_id`;
			const { records } = await page({ sysparm_query, sysparm_fields: 'sys_id', sysparm_limit: '7' });
			if (records.length === 0) break;
			seen.push(...records.map(({ sys_id }) => String(sys_id)));
		}
		expect(seen).toHaveLength(TOTAL);
		expect(seen).toEqual([...seen].sort());
	});

	it('do not begin before the start', async () => {
		expect((await page({ sysparm_offset: '-1' })).status).toBe(400);
	});
});

// The default of sysparm_limit.
describeEmulator('pages of a long table', () => {
	const long = useInstance({ seed: 'empty', rows: { incident: 10_001 } });

	it('are of ten thousand records where no limit is given', async () => {
		const answer = await long.call(`${INCIDENT}?sysparm_fields=sys_id`);
		expect(answer.json<{ result: object[] }>().result).toHaveLength(10_000);
		expect(answer.headers['x-total-count']).toBe('10001');
		expect(String(answer.headers.link)).toContain('sysparm_limit=10000&sysparm_offset=10000>;rel="next"');
	});
});

describe('an empty list', () => {
	const query = { sysparm_query: 'correlation_id=no-such-thing' };

	it.each(['/api/now/table/incident', '/api/now/v2/table/incident'])('is 200 at %s', async (path) => {
		const { status, body } = await client.call('GET', path, { query });
		expect([status, body]).toEqual([200, { result: [] }]);
	});

	it('is 404 in version 1', async () => {
		expect((await client.call('GET', '/api/now/v1/table/incident', { query })).status).toBe(404);
	});
});

describe('conditions as name-value pairs', () => {
	const find = async (query: Record<string, string>) =>
		(
			await client.call('GET', INCIDENT, {
				query: { sysparm_limit: '100', sysparm_fields: 'short_description', ...query },
			})
		).records.length;

	it('understand values and display values', async () => {
		expect(await find({ correlation_id: 'paging', state: '1' })).toBe(TOTAL);
		expect(await find({ correlation_id: 'paging', state: 'new' })).toBe(TOTAL);
		expect(await find({ correlation_id: 'paging', opened_by: 'System Administrator' })).toBe(TOTAL);
		expect(await find({ correlation_id: 'paging', opened_by: 'admin' })).toBe(TOTAL);
		expect(await find({ correlation_id: 'paging', state: 'closed' })).toBe(0);
	});

	it('do not count beside a sysparm_query', async () => {
		expect(await find({ sysparm_query: 'correlation_id=paging', state: 'closed' })).toBe(TOTAL);
	});
});
