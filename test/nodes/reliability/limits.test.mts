import type { FaultAction } from '../../emulator/fault.mts';
import { mapped, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => {
	s = await stage();
});
beforeEach(() => s.emulator.setFaults([]));
afterAll(async () => await s.close());

const list = (options: Record<string, unknown>) =>
	({ resource: 'incident', operation: 'getAll', returnAll: false, limit: 5, options }) as never;

describe('An answer that would hold n8n', () => {
	it.each<[string, FaultAction]>([
		['drips for ever', { kind: 'drip', bytes: 1, milliseconds: 100, forever: true }],
		['falls silent behind its head', { kind: 'silence', after: 'head' }],
		['never begins', { kind: 'silence', after: 'nothing' }],
	])('is given up when its time is over: one that %s', async (_, action) => {
		s.emulator.setFaults([{ match: { path: '/table/incident' }, action }]);
		const { error } = await s.n8n.run(list({ requestTimeLimit: 1 }));
		expect(error?.message).toContain('within 1 s');
		expect(error?.description).toContain('Time Limit');
	});

	it.each<[string, FaultAction]>([
		['has no end', { kind: 'endless' }],
		['unpacks to what no memory holds', { kind: 'gzip-bomb', megabytes: 500 }],
	])('is given up when it is too large: one that %s', async (_, action) => {
		s.emulator.setFaults([{ match: { path: '/table/incident' }, action }]);
		const { error } = await s.n8n.run(list({ answerLimit: 5, pageSize: 1 }));
		expect(error?.message).toBe('The answer is larger than 5 MB');
	});

	it.each(['message', 'detail', 'strings'] as const)('is not kept whole in an error: 20 MB of %s', async (as) => {
		s.emulator.setFaults([
			{ match: { path: '/table/incident' }, action: { kind: 'large-error', bytes: 20_000_000, as, status: 400 } },
		]);
		const run = await s.n8n.run(list({}));
		expect(run.error).toBeDefined();
		expect(run.stored.length).toBeLessThan(200_000);
	});

	it.each(['chunked', 'length'] as const)('is no token answer when it breaks off: %s', async (framing) => {
		s.emulator.setFaults([
			{ match: { path: '/table/incident', method: 'GET', nth: 1 }, action: { kind: 'cut', bytes: 20, framing } },
		]);
		const { error, json } = await s.n8n.run(list({}));
		expect(error).toBeUndefined();
		expect(json).toHaveLength(5);
	});
});

describe('An instance that is limited', () => {
	it('is left alone after a Retry-After that nobody waits for, and the rest is told why', async () => {
		s.emulator.setFaults([
			{ match: { method: 'POST', batch: false }, action: { kind: 'rate-limit', retryAfter: 999_999 } },
		]);
		s.emulator.resetStats();
		const items = Array.from({ length: 500 }, (_, nth) => ({ title: `limited ${nth}` }));
		const fields = mapped({ short_description: '={{ $json.title }}' });
		const run = await s.n8n.run({ resource: 'incident', operation: 'create', fields } as never, {
			items,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(new Set(run.json.map(({ error }) => error))).toEqual(new Set(['Rate limit exceeded']));
		expect(s.emulator.stats().statuses['429'] ?? 0).toBeLessThanOrEqual(3);
	});
});
