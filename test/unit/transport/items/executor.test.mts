import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import {
	type ApiRequest,
	type Outcome,
	recordOf,
	type Steps,
} from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { execute, type Work } from '../../../../nodes/ServiceNowPlatform/transport/items/executor.ts';
import { failure } from '../../support/failures.mts';
import { FakeInstance, isBatch, ok, partsOf, refused } from '../../support/instance.mts';

const settings = { batch: true, batchSize: 100, parallel: 3, stopAtFailure: false };

type Result = Record<string, unknown>;

const read = (id: unknown): ApiRequest => ({ method: 'GET', path: apiPath`/r/${String(id)}` });
const change = (id: unknown): ApiRequest => ({ method: 'PATCH', path: apiPath`/r/${String(id)}`, body: { id } });
const insert = (id: unknown): ApiRequest => ({
	method: 'POST',
	path: apiPath`/r`,
	body: { id },
	creates: { table: 'r', sys_id: String(id) },
});

function work(requests: ApiRequest[], lane?: string): Work<Result> {
	return {
		...(lane === undefined ? {} : { lane }),
		*begin(): Steps<Result> {
			let last: Result = {};
			for (const request of requests) last = recordOf(yield request);
			return last;
		},
	};
}

const range = (length: number) => Array.from({ length }, (_, index) => index);
const single = (make: (id: number) => ApiRequest, count: number) => range(count).map((id) => work([make(id)]));

function kindOf(outcome: Outcome<unknown> | undefined): string {
	if (outcome === undefined) return 'none';
	if (outcome.done) return 'done';
	return outcome.error instanceof ApiFailure ? outcome.error.kind : String(outcome.error);
}

describe('execute', () => {
	it('returns nothing for no items and sends nothing', async () => {
		const instance = new FakeInstance();
		expect(await execute(instance, [], settings)).toEqual([]);
		expect(instance.calls).toHaveLength(0);
	});

	it('tells nobody who has sent nothing what may have been done for another', async () => {
		const instance = new FakeInstance({ fault: () => failure('redirected', { followsDoubt: true, trace: 'Look' }) });
		const outcomes = await execute(instance, single(change, 3), { ...settings, batch: false, parallel: 1 });
		expect(outcomes).toMatchObject([
			{ error: { facts: { kind: 'redirected', followsDoubt: true, trace: 'Look' } } },
			{ error: { facts: { kind: 'redirected', followsDoubt: false, trace: undefined } } },
			{ error: { facts: { kind: 'redirected', followsDoubt: false, trace: undefined } } },
		]);
	});

	it('needs at most 13 calls for 1,000 creates', async () => {
		const instance = new FakeInstance({ handle: ({ body }) => ok(body, 201) });
		const outcomes = await execute(instance, single(insert, 1000), settings);
		expect(instance.calls.length).toBeLessThanOrEqual(13);
		expect(outcomes).toEqual(range(1000).map((id) => ({ done: true, result: { id } })));
		expect(instance.done).toHaveLength(1000);
	});

	it('never puts more requests into a call than the setting says', async () => {
		const instance = new FakeInstance();
		await execute(instance, single(change, 300), { ...settings, batchSize: 7 });
		const sizes = instance.calls.map(({ request }) => (isBatch(request) ? partsOf(request.body).length : 1));
		expect(Math.max(...sizes)).toBe(7);
	});

	it.each([1, 2, 5])('has at most %d calls under way at once', async (parallel) => {
		const instance = new FakeInstance();
		await execute(instance, single(change, 400), { ...settings, parallel });
		expect(instance.mostAtOnce).toBe(parallel);
	});

	it('sends a single request as it is, without a Batch call', async () => {
		const instance = new FakeInstance();
		await execute(instance, [work([change(1)])], settings);
		expect(instance.calls.map(({ request }) => request)).toEqual([change(1)]);
	});

	it('sends every request by itself when batching is off', async () => {
		const instance = new FakeInstance();
		await execute(instance, single(change, 20), { ...settings, batch: false });
		expect(instance.calls.some(({ request }) => isBatch(request))).toBe(false);
		expect(instance.done).toHaveLength(20);
	});

	it('lets requests marked alone travel alone, between the others', async () => {
		const instance = new FakeInstance();
		const works = range(9).map((id) => work([{ ...change(id), ...(id % 4 === 0 ? { alone: true } : {}) }]));
		await execute(instance, works, settings);
		const packed = instance.calls.filter(({ request }) => isBatch(request));
		const inside = packed.flatMap(({ request }) => partsOf(request.body).map(({ url }) => url));
		expect(inside.sort()).toEqual(['/r/1', '/r/2', '/r/3', '/r/5', '/r/6', '/r/7']);
		expect(instance.done).toHaveLength(9);
	});

	it('hands the failure of a step to its generator, which may go on', async () => {
		const instance = new FakeInstance({
			handle: ({ url }) => (url === '/r/1' ? refused(404, 'No Record found') : ok({ done: true })),
		});
		const patient: Work<Result> = {
			*begin(): Steps<Result> {
				try {
					yield read(1);
				} catch (error) {
					yield read(2);
					return { after: kindOf({ done: false, error }) };
				}
				return {};
			},
		};
		expect(await execute(instance, [patient], settings)).toEqual([{ done: true, result: { after: 'not-found' } }]);
	});

	it('keeps what a generator throws by itself as the outcome of its item', async () => {
		const error = new RangeError('wrong input');
		const broken: Work<Result> = {
			*begin(): Steps<Result> {
				throw error;
			},
		};
		const outcomes = await execute(new FakeInstance(), [work([read(1)]), broken, work([read(2)])], settings);
		expect(outcomes[1]).toEqual({ done: false, error });
		expect(outcomes.map(kindOf)).toEqual(['done', 'RangeError: wrong input', 'done']);
	});
});

describe('identical reads', () => {
	it('are sent once and answer every item that asks', async () => {
		const instance = new FakeInstance({ handle: ({ url }) => ok({ url }) });
		const outcomes = await execute(
			instance,
			range(50).map(() => work([read('x')])),
			settings,
		);
		expect(instance.urls).toEqual(['/r/x']);
		expect(outcomes.every((outcome) => outcome?.done === true && outcome.result.url === '/r/x')).toBe(true);
	});

	it('fail for every item that asks', async () => {
		const instance = new FakeInstance({ handle: () => refused(404, 'No Record found') });
		const outcomes = await execute(
			instance,
			range(3).map(() => work([read('x')])),
			settings,
		);
		expect(outcomes.map(kindOf)).toEqual(['not-found', 'not-found', 'not-found']);
		expect(instance.done).toHaveLength(1);
	});

	it('give each item a record of its own, so that changing one leaves the others alone', async () => {
		const outcomes = await execute(new FakeInstance(), [work([read('x')]), work([read('x')])], settings);
		const [first, second] = outcomes.map((outcome) => (outcome?.done === true ? outcome.result : undefined));
		expect(first).toEqual(second);
		expect(first).not.toBe(second);
	});

	it('are not joined when their queries or headers differ', async () => {
		const instance = new FakeInstance();
		const works = [
			work([read('x')]),
			work([{ ...read('x'), query: { sysparm_limit: '1' } }]),
			work([{ ...read('x'), headers: { Accept: 'text/plain' } }]),
		];
		await execute(instance, works, { ...settings, batch: false });
		expect(instance.done).toHaveLength(3);
	});

	it('are asked again once the first answer is there', async () => {
		const instance = new FakeInstance();
		await execute(instance, [work([read('x'), read('x')])], settings);
		expect(instance.done).toHaveLength(2);
	});

	it('does not take writes for identical', async () => {
		const instance = new FakeInstance();
		await execute(instance, [work([change(1)]), work([change(1)])], settings);
		expect(instance.done).toHaveLength(2);
	});
});

describe('lanes', () => {
	it('starts the second item of a lane after the first has ended', async () => {
		const instance = new FakeInstance({ handle: async ({ url }) => ok({ url }) });
		const works = [work([read('a1'), change('a2')], 'a'), work([change('b')], 'b'), work([read('a3')], 'a')];
		await execute(instance, works, settings);
		const [first, second, third] = ['/r/a1', '/r/a2', '/r/a3'].map((url) => instance.urls.indexOf(url));
		expect([first, second, third]).toEqual([first, second, third].sort());
		expect(instance.urls.indexOf('/r/b')).toBeLessThan(Number(second));
	});

	it('goes on with the lane after an item of it failed', async () => {
		const instance = new FakeInstance({
			handle: ({ url }) => (url === '/r/1' ? refused(403, 'no') : ok({ done: true })),
		});
		const outcomes = await execute(instance, [work([change(1)], 'a'), work([change(2)], 'a')], settings);
		expect(outcomes.map(kindOf)).toEqual(['forbidden', 'done']);
	});

	it('survives a lane of 20,000 items that end without a request', async () => {
		const works = range(20_000).map((id) => work(id === 0 ? [change(0)] : [], 'a'));
		const outcomes = await execute(new FakeInstance(), works, settings);
		expect(outcomes.every((outcome) => outcome?.done === true)).toBe(true);
	});
});

describe('stopAtFailure', () => {
	const stopping = { ...settings, stopAtFailure: true, batch: false, parallel: 1 };

	it('sends nothing more after a failure', async () => {
		const instance = new FakeInstance({
			handle: ({ url }) => (url === '/r/2' ? refused(403, 'no') : ok({ done: true })),
		});
		const outcomes = await execute(instance, single(change, 6), stopping);
		expect(instance.urls).toEqual(['/r/0', '/r/1', '/r/2']);
		expect(outcomes.map(kindOf)).toEqual(['done', 'done', 'forbidden', 'none', 'none', 'none']);
	});

	it('sends nothing at all when an item refuses its input', async () => {
		const instance = new FakeInstance();
		const broken: Work<Result> = {
			*begin(): Steps<Result> {
				throw failure('bad-request');
			},
		};
		await execute(instance, [work([change(1)]), broken, work([change(2)])], stopping);
		expect(instance.calls).toHaveLength(0);
	});

	it('waits for what is under way and keeps its outcome', async () => {
		const slow = {
			before: async (nth: number) => await new Promise<void>((end) => setTimeout(end, nth === 1 ? 20 : 0)),
		};
		const instance = new FakeInstance({
			...slow,
			handle: ({ url }) => (url === '/r/1' ? refused(403, 'no') : ok({ done: true })),
		});
		const outcomes = await execute(instance, single(change, 4), { ...stopping, parallel: 2 });
		expect(outcomes.map(kindOf)).toEqual(['done', 'forbidden', 'none', 'none']);
	});
});

describe('a fork', () => {
	const strand = function* (...requests: ApiRequest[]): Steps<void> {
		for (const request of requests) yield request;
	};
	const forking = (...strands: Array<Steps<void>>): Work<Result> => ({
		*begin(): Steps<Result> {
			yield { strands };
			return recordOf(yield read('after'));
		},
	});

	it('is done when all its strands are, which go on side by side', async () => {
		const instance = new FakeInstance();
		const work = forking(strand(read('a1'), read('a2')), strand(read('b1')), strand());
		expect(await execute(instance, [work], settings)).toEqual([{ done: true, result: { url: '/r/after' } }]);
		expect(instance.urls).toEqual(['/r/a1', '/r/b1', '/r/a2', '/r/after']);
	});

	it('fails with the first failure of a strand, once all have ended', async () => {
		const instance = new FakeInstance({
			handle: ({ url }) => (url === '/r/a' ? refused(403, 'no') : ok({ done: true })),
		});
		const outcomes = await execute(instance, [forking(strand(read('a')), strand(read('b1'), read('b2')))], settings);
		expect(outcomes.map(kindOf)).toEqual(['forbidden']);
		expect(instance.urls).toEqual(['/r/a', '/r/b1', '/r/b2']);
	});

	it('of nothing is done at once', async () => {
		expect((await execute(new FakeInstance(), [forking()], settings)).map(kindOf)).toEqual(['done']);
	});
});
