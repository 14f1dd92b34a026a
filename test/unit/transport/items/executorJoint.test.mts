import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import type { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import {
	type ApiRequest,
	type ApiResponse,
	type Joint,
	type Outcome,
	recordOf,
	type Steps,
} from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { execute, type Work } from '../../../../nodes/ServiceNowPlatform/transport/items/executor.ts';
import { failure } from '../../support/failures.mts';
import { FakeInstance, isBatch, ok, refused, type Seen } from '../../support/instance.mts';

const settings = { batch: true, batchSize: 100, parallel: 1, stopAtFailure: false };
const range = (length: number) => Array.from({ length }, (_, index) => index);

/** An API that takes lists of ids; one that is odd in company fails there. */
const list: Joint = {
	most: 10,
	join: (requests) => ({
		method: 'POST',
		path: apiPath`/many`,
		body: { ids: requests.flatMap(({ body }) => body?.ids as number[]) },
	}),
	part: (requests, response) => {
		const answers = recordOf(response).answers as Array<number | 'odd'>;
		return requests.map((_, place) =>
			answers[place] === 'odd' ? 'apart' : { ...response, body: { result: { id: answers[place] } } },
		);
	},
};
const one = (id: number, query?: Record<string, string>): ApiRequest => ({
	method: 'POST',
	path: apiPath`/many`,
	...(query ? { query } : {}),
	body: { ids: [id] },
	idempotent: true,
	joint: list,
});

const works = (count: number, make: (id: number) => ApiRequest = one): Array<Work<Record<string, unknown>>> =>
	range(count).map((id) => ({
		*begin(): Steps<Record<string, unknown>> {
			return recordOf(yield make(id));
		},
	}));

const idsOf = ({ body }: { body?: Record<string, unknown> | undefined }) => body?.ids as number[];
const answered =
	(odd: number[] = []) =>
	(seen: Seen): ApiResponse => {
		const ids = idsOf(seen);
		if (ids.length === 1) return ok({ id: ids[0], alone: true });
		return ok({ answers: ids.map((id) => (odd.includes(id) ? 'odd' : id)) });
	};
const ids = (outcomes: Array<Outcome<Record<string, unknown>> | undefined>) =>
	outcomes.map((outcome) => (outcome?.done === true ? outcome.result.id : (outcome?.error as ApiFailure)?.kind));

describe('requests of an API that takes many in one', () => {
	it('travel together, and each gets its own answer', async () => {
		const instance = new FakeInstance({ handle: answered() });
		const outcomes = await execute(instance, works(23), settings);
		expect(ids(outcomes)).toEqual(range(23));
		expect(instance.calls.map(({ request }) => idsOf(request).length)).toEqual([10, 10, 3]);
	});

	it('keep to the size that the settings allow, and travel alone where batching is off', async () => {
		const small = new FakeInstance({ handle: answered() });
		await execute(small, works(9), { ...settings, batchSize: 4 });
		expect(small.calls.map(({ request }) => idsOf(request).length)).toEqual([4, 4, 1]);
		const off = new FakeInstance({ handle: answered() });
		await execute(off, works(3), { ...settings, batch: false });
		expect(off.calls.map(({ request }) => idsOf(request))).toEqual([[0], [1], [2]]);
	});

	it('need no Batch API', async () => {
		const instance = new FakeInstance({
			handle: (seen) => (idsOf(seen) === undefined ? ok({ id: 'read' }) : answered()(seen)),
			fault: (request) => (isBatch(request) ? refused(403, 'no') : undefined),
		});
		const reads = works(4, (id) => ({ method: 'GET', path: apiPath`/r/${String(id)}` }));
		const outcomes = await execute(instance, [...reads, ...works(4)], settings);
		expect(ids(outcomes)).toEqual(['read', 'read', 'read', 'read', 0, 1, 2, 3]);
		expect(instance.calls.at(-1)?.request.body).toEqual({ ids: [0, 1, 2, 3] });
	});

	it('only join those of the same path and query', async () => {
		const instance = new FakeInstance({ handle: answered() });
		await execute(
			instance,
			works(6, (id) => one(id, { source: id % 2 ? 'a' : 'b' })),
			settings,
		);
		expect(instance.calls.map(({ request }) => idsOf(request))).toEqual([
			[0, 2, 4],
			[1, 3, 5],
		]);
	});

	it('are asked by themselves where one fails in company only', async () => {
		const instance = new FakeInstance({ handle: answered([2, 5]) });
		const outcomes = await execute(instance, works(7), settings);
		expect(ids(outcomes)).toEqual(range(7));
		expect(instance.done.map(idsOf)).toEqual([[0, 1, 2, 3, 4, 5, 6], [2], [5]]);
		expect(outcomes[2]).toMatchObject({ result: { alone: true } });
	});

	it('are halved until it is found out which of them the instance cannot take', async () => {
		const poison = (request: ApiRequest) => idsOf(request)?.includes(5) === true;
		const instance = new FakeInstance({
			handle: answered(),
			fault: (request) => (poison(request) ? refused(500, 'Invalid payload') : undefined),
		});
		const outcomes = await execute(instance, works(8), settings);
		expect(ids(outcomes)).toEqual([0, 1, 2, 3, 4, 'server', 6, 7]);
		expect(instance.done.flatMap(idsOf).sort()).toEqual([0, 1, 2, 3, 4, 6, 7]);
	});

	it('are halved and repeated after a lost answer, since repeating does no harm', async () => {
		const instance = new FakeInstance({
			handle: answered(),
			faultAfter: (request) => (idsOf(request).length > 2 ? failure('lost') : undefined),
		});
		const outcomes = await execute(instance, works(8), settings);
		expect(ids(outcomes)).toEqual(range(8));
	});

	it.each([
		[403, 'forbidden'],
		[404, 'not-found'],
		[429, 'rate-limited'],
		[401, 'unauthenticated'],
	])('all fail after %d, without being sent again', async (status, kind) => {
		const instance = new FakeInstance({ handle: () => refused(status, 'no') });
		const outcomes = await execute(instance, works(5), settings);
		expect(ids(outcomes)).toEqual(range(5).map(() => kind));
		expect(instance.calls).toHaveLength(1);
	});

	it('come in item order, also behind a read that several share', async () => {
		const shared: Array<Work<Record<string, unknown>>> = range(5).map((id) => ({
			*begin(): Steps<Record<string, unknown>> {
				yield { method: 'GET', path: apiPath`/shared` };
				return recordOf(yield one(id));
			},
		}));
		const instance = new FakeInstance({
			handle: (seen) => (seen.method === 'GET' ? ok({ done: true }) : answered()(seen)),
		});
		expect(ids(await execute(instance, shared, settings))).toEqual(range(5));
		expect(instance.done.map(idsOf)).toEqual([undefined, range(5)]);
	});
});
