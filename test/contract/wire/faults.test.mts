import type { Fault } from '../../emulator/fault.mts';
import { clientNamed, describeEmulator, useInstance } from '../instance.mts';

const TABLE = '/api/now/table/incident';
const instance = useInstance({ seed: 'empty' });
const script = (action: Fault['action'], match: Fault['match'] = {}) =>
	instance.emulator.setFaults([{ match, action }]);
const statuses = async (count: number) => {
	const found: number[] = [];
	for (let index = 0; index < count; index += 1) found.push((await instance.call(`${TABLE}?sysparm_limit=1`)).status);
	return found;
};
const stored = (short_description: string) => instance.emulator.store.find('incident', { short_description }).length;
const create = (short_description: string) => instance.call(TABLE, { method: 'POST', body: { short_description } });

describeEmulator('which requests a fault hits', () => {
	it.each<[string, Fault['match'], number[]]>([
		['the n-th match', { nth: 2 }, [200, 503, 200, 200]],
		['each of several matches', { nth: [1, 3] }, [503, 200, 503, 200]],
		['so many times', { times: 2 }, [503, 503, 200, 200]],
		['a method only', { method: 'POST' }, [200, 200, 200, 200]],
		['a pattern of path and query only', { path: 'sysparm_limit=1$' }, [503, 503, 503, 503]],
	])('hits %s', async (_what, match, expected) => {
		script({ kind: 'status', status: 503, message: 'Down' }, match);
		expect(await statuses(4)).toEqual(expected);
	});

	it('draws the same requests from the same seed', async () => {
		const match = { probability: 0.5, seed: 7 };
		script({ kind: 'status', status: 503 }, match);
		const first = await statuses(12);
		script({ kind: 'status', status: 503 }, match);
		expect(await statuses(12)).toEqual(first);
		expect(new Set(first)).toEqual(new Set([200, 503]));
	});

	it('lets the first fault act that is due', async () => {
		instance.emulator.setFaults([
			{ match: { nth: 2 }, action: { kind: 'status', status: 500, message: 'first' } },
			{ match: {}, action: { kind: 'status', status: 503, message: 'second' } },
		]);
		expect(await statuses(3)).toEqual([503, 500, 503]);
	});
});

describeEmulator('what a fault does', () => {
	afterEach(() => instance.emulator.setFaults([]));

	// Documentation: inbound-REST-API-rate-limiting.
	it('limits the rate with headers', async () => {
		script({ kind: 'rate-limit', retryAfter: 9 });
		const answer = await instance.call(TABLE);
		expect(answer.status).toBe(429);
		expect(answer.json()).toEqual({
			error: { message: 'Rate limit exceeded', detail: 'Rate limit of 100 requests per hour for Table API exceeded' },
			status: 'failure',
		});
		expect(answer.headers).toMatchObject({ 'retry-after': '9', 'x-ratelimit-limit': '100' });
		expect(answer.headers).not.toHaveProperty('x-ratelimit-remaining');
	});

	// Documentation: io-semaphores-performance-metrics promises no Retry-After.
	it('limits the rate without headers', async () => {
		script({ kind: 'rate-limit', headers: false });
		expect((await instance.call(TABLE)).headers).not.toHaveProperty('retry-after');
	});

	// Field recording: every path, the token endpoint included, and none of the platform's headers.
	it('hibernates', async () => {
		script({ kind: 'hibernation' });
		const pages = [
			await instance.call(TABLE),
			await instance.token({ grant_type: 'client_credentials', ...clientNamed('Client credentials') }),
		];
		for (const answer of pages) {
			expect(answer.status).toBe(200);
			expect(answer.headers['content-type']).toMatch(/^text\/html/);
			expect(answer.text).toContain('<title>Instance Hibernating page</title>');
			expect(answer.headers).not.toHaveProperty('x-transaction-id');
			expect(answer.headers).not.toHaveProperty('set-cookie');
		}
	});

	// Field report: single sign-on or an ended session, never data.
	it('sends the login page with status 200', async () => {
		script({ kind: 'login-page' });
		const answer = await instance.call(TABLE);
		expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/html;charset=UTF-8']);
	});

	it('answers 202 without doing anything', async () => {
		script({ kind: 'accepted-202' });
		expect((await create('accepted')).status).toBe(202);
		expect(stored('accepted')).toBe(0);
	});

	// Field recording: quota rule.
	it('cancels a transaction', async () => {
		script({ kind: 'cancelled' });
		const answer = await instance.call(TABLE);
		expect(answer.status).toBe(500);
		expect(answer.json()).toMatchObject({
			error: { message: 'Transaction cancelled: maximum execution time exceeded' },
		});
	});

	// Field recording: a write may have been committed nevertheless.
	it('cancels a transaction after its write', async () => {
		script({ kind: 'cancelled', work: true });
		expect((await create('committed')).status).toBe(500);
		expect(stored('committed')).toBe(1);
	});

	// Field recording: the same timeout in the middle of a list.
	it('cancels a list under way: 200, rows, and the error behind them', async () => {
		script({ kind: 'cancelled', rows: true });
		const answer = await instance.call('/api/now/table/sys_user?sysparm_limit=4&sysparm_fields=user_name');
		expect(answer.status).toBe(200);
		expect(answer.json()).toEqual({
			result: [expect.anything(), expect.anything()],
			error: expect.objectContaining({ message: 'Transaction cancelled: maximum execution time exceeded' }),
			status: 'failure',
		});
	});

	it('breaks the connection before the work', async () => {
		script({ kind: 'reset', when: 'before' }, { times: 1 });
		await expect(create('never')).rejects.toThrow();
		expect(stored('never')).toBe(0);
	});

	it('breaks the connection after the work', async () => {
		script({ kind: 'reset', when: 'after' }, { times: 1 });
		await expect(create('lost answer')).rejects.toThrow();
		expect(stored('lost answer')).toBe(1);
	});

	it('loses an answer behind the edge after the work', async () => {
		script({ kind: 'status', status: 502, work: true });
		const answer = await create('behind the edge');
		expect(answer.status).toBe(502);
		expect(answer.headers['content-type']).toMatch(/^text\/html/);
		expect(stored('behind the edge')).toBe(1);
	});

	it('delays', async () => {
		script({ kind: 'delay', milliseconds: 150 });
		const started = performance.now();
		expect((await instance.call(`${TABLE}?sysparm_limit=1`)).status).toBe(200);
		expect(performance.now() - started).toBeGreaterThanOrEqual(149);
	});

	it('truncates the body', async () => {
		script({ kind: 'truncate', bytes: 12 });
		const answer = await instance.call('/api/now/table/sys_user?sysparm_limit=1');
		expect(answer.status).toBe(200);
		expect(answer.text).toHaveLength(12);
	});

	it.each([401, 403, 500])('answers a plain %i in the envelope', async (status) => {
		script({ kind: 'status', status });
		const answer = await instance.call(TABLE);
		expect(answer.status).toBe(status);
		expect(answer.json()).toMatchObject({ status: 'failure' });
	});
});

describeEmulator('load', () => {
	const slow = useInstance({ seed: 'empty', serviceTime: 40, semaphores: 2, latency: 5 });
	/** Slow enough for the queue to fill before it is served, however busy the machine is. */
	const busy = useInstance({ seed: 'empty', serviceTime: 200, semaphores: 2 });
	const read = () => slow.call(`${TABLE}?sysparm_limit=1`);

	// Documentation: io-semaphores-performance-metrics.
	it('runs no more transactions at once than the pool has places, and queues the others', async () => {
		slow.emulator.resetStats();
		const answers = await Promise.all(Array.from({ length: 8 }, read));
		expect(answers.every(({ status }) => status === 200)).toBe(true);
		expect(slow.emulator.stats()).toMatchObject({ maxConcurrent: 2, total: 8, requests: { 'table.list': 8 } });
	});

	it('turns callers away when the queue is full, without rate headers', async () => {
		const answers = await Promise.all(Array.from({ length: 170 }, () => busy.call(`${TABLE}?sysparm_limit=1`)));
		const refused = answers.filter(({ status }) => status === 429);
		expect(refused.length).toBeGreaterThan(0);
		for (const { headers } of refused) expect(headers).not.toHaveProperty('retry-after');
	}, 30_000);

	it('takes its time for every item of a batch', async () => {
		const item = (id: number) => ({ id: String(id), method: 'GET', url: `${TABLE}?sysparm_limit=1`, headers: [] });
		const started = performance.now();
		await slow.call('/api/now/v1/batch', { method: 'POST', body: { rest_requests: [item(1), item(2), item(3)] } });
		expect(performance.now() - started).toBeGreaterThanOrEqual(119);
	});
});
