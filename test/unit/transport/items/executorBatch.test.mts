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
import { hurried, stopTimers } from '../../support/hurried.mts';
import { FakeInstance, isBatch, ok, partsOf, refused } from '../../support/instance.mts';

const settings = { batch: true, batchSize: 100, parallel: 1, stopAtFailure: false };
const range = (length: number) => Array.from({ length }, (_, index) => index);

function works(make: (id: number) => ApiRequest, count: number): Array<Work<Record<string, unknown>>> {
	return range(count).map((id) => ({
		*begin(): Steps<Record<string, unknown>> {
			return recordOf(yield make(id));
		},
	}));
}

const read = (id: number): ApiRequest => ({ method: 'GET', path: apiPath`/r/${String(id)}` });
const change = (id: number): ApiRequest => ({ method: 'PATCH', path: apiPath`/r/${String(id)}`, body: { id } });
function kindOf(outcome: Outcome<unknown> | undefined): string {
	if (outcome === undefined) return 'none';
	if (outcome.done) return 'done';
	return outcome.error instanceof ApiFailure ? outcome.error.kind : String(outcome.error);
}

const all = (kind: string, count: number) => range(count).map(() => kind);
const sorted = (urls: string[]) => [...urls].sort();
const paths = (count: number) => sorted(range(count).map((id) => `/r/${String(id)}`));

beforeEach(stopTimers);
afterEach(() => void jest.useRealTimers());

describe('unserviced requests', () => {
	it('are sent again, and each request is carried out once', async () => {
		const instance = new FakeInstance({ most: () => 4 });
		const outcomes = await execute(instance, works(change, 60), settings);
		expect(outcomes.map(kindOf)).toEqual(all('done', 60));
		expect(sorted(instance.urls)).toEqual(paths(60));
	});

	it('go on in smaller calls, at last by themselves, when nothing of a call was begun', async () => {
		const instance = new FakeInstance({ most: () => 0 });
		const outcomes = await execute(instance, works(change, 10), settings);
		expect(outcomes.map(kindOf)).toEqual(all('done', 10));
		expect(instance.calls.filter(({ request }) => isBatch(request)).length).toBeLessThan(10);
	});

	it('are begun by nobody once an item has failed and nothing more is to be sent', async () => {
		const instance = new FakeInstance({ most: () => 2, handle: () => refused(403, 'no') });
		const outcomes = await execute(instance, works(change, 5), { ...settings, stopAtFailure: true });
		expect(outcomes.map(kindOf)).toEqual(['forbidden', 'forbidden', 'none', 'none', 'none']);
		expect(instance.calls).toHaveLength(1);
	});
});

describe('an instance without the Batch API', () => {
	it.each([
		[400, 'Requested URI does not represent any resource'],
		[403, 'User Not Authorized'],
		[404, 'No Record found'],
	])('answers %d (%s) and gets single requests from then on', async (status, message) => {
		const instance = new FakeInstance({
			fault: (request) => (isBatch(request) ? refused(status, message) : undefined),
		});
		const outcomes = await execute(instance, works(change, 40), { ...settings, parallel: 3 });
		expect(outcomes.map(kindOf)).toEqual(all('done', 40));
		expect(instance.calls.filter(({ request }) => isBatch(request)).length).toBeLessThanOrEqual(3);
		expect(sorted(instance.urls)).toEqual(paths(40));
	});
});

describe('a Batch call whose answer is lost', () => {
	const lost = failure('lost');
	const broken = { faultAfter: (request: ApiRequest) => (isBatch(request) ? lost : undefined) };

	it('has its updates told as they are, and none of them sent again', async () => {
		const instance = new FakeInstance(broken);
		const outcomes = await execute(instance, works(change, 5), settings);
		expect(outcomes.map(kindOf)).toEqual(all('lost', 5));
		expect(sorted(instance.urls)).toEqual(paths(5));
	});

	it('has its reads asked again, in company as long as that goes well', async () => {
		const instance = new FakeInstance({
			faultAfter: (request, nth) => (isBatch(request) && nth === 1 ? lost : undefined),
		});
		const outcomes = await hurried(execute(instance, works(read, 5), settings));
		expect(outcomes.map(kindOf)).toEqual(all('done', 5));
		expect(instance.calls).toHaveLength(2);
	});

	it('has its reads asked one by one when it is lost each time', async () => {
		const instance = new FakeInstance(broken);
		const outcomes = await hurried(execute(instance, works(read, 5), settings));
		expect(outcomes.map(kindOf)).toEqual(all('done', 5));
		expect(instance.calls.filter(({ request }) => isBatch(request)).length).toBeLessThanOrEqual(2);
	});

	it.each([
		['it ran into the time limit', new ApiFailure({ kind: 'server', message: 'maximum execution time exceeded' }), 25],
		['it was merely lost', lost, 50],
	])('goes again in calls of another size if %s', async (_, broken, size) => {
		const instance = new FakeInstance({
			faultAfter: (request, nth) => (isBatch(request) && nth === 1 ? broken : undefined),
		});
		await hurried(execute(instance, works(read, 80), settings));
		const sizes = instance.calls
			.filter(({ request }) => isBatch(request))
			.map(({ request }) => partsOf(request.body).length);
		expect(sizes[1]).toBe(size);
	});

	it('is not sent again when nothing more is to be sent', async () => {
		const instance = new FakeInstance({
			...broken,
			before: async (nth) => await new Promise<void>((end) => setTimeout(end, nth === 1 ? 20 : 0)),
			fault: (_, nth) => (nth === 2 ? failure('forbidden') : undefined),
		});
		const mixed = [...works(change, 3), ...works((id) => ({ ...change(id + 3), alone: true }), 1)];
		await hurried(execute(instance, mixed, { ...settings, parallel: 2, stopAtFailure: true }));
		expect(instance.calls).toHaveLength(2);
	});
});

describe('single requests inside a Batch call', () => {
	it('fail by themselves and leave the others alone', async () => {
		const instance = new FakeInstance({
			handle: ({ url }) => (url === '/r/3' ? refused(403, 'no') : ok({ done: true })),
		});
		const outcomes = await execute(instance, works(change, 6), settings);
		expect(outcomes.map(kindOf)).toEqual(['done', 'done', 'done', 'forbidden', 'done', 'done']);
		expect(instance.calls).toHaveLength(1);
	});

	it('answered 429 go again, in company', async () => {
		let left = 3;
		const instance = new FakeInstance({ handle: () => (left-- > 0 ? refused(429, 'busy') : ok({ done: true })) });
		const outcomes = await hurried(execute(instance, works(change, 6), settings));
		expect(outcomes.map(kindOf)).toEqual(all('done', 6));
		expect(instance.calls.map(({ request }) => isBatch(request))).toEqual([true, true]);
	});

	it.each([500, 503])('answered %d are told as they are where they may not be done twice', async (status) => {
		const instance = new FakeInstance({
			handle: ({ url }) => (url === '/r/1' ? refused(status, 'busy') : ok({ done: true })),
		});
		const outcomes = await execute(instance, works(change, 3), settings);
		expect(outcomes.map(kindOf)).toEqual(['done', 'server', 'done']);
		expect(instance.calls).toHaveLength(1);
	});
});

describe('an instance that cannot be used', () => {
	it.each([
		'sign-in',
		'not-connected',
		'hibernating',
		'login-page',
		'certificate',
		'redirected',
		'unreachable',
	] as const)('(%s) is tried once, and every item gets the reason', async (kind) => {
		const instance = new FakeInstance({ fault: () => failure(kind) });
		const outcomes = await execute(instance, works(change, 200), settings);
		expect(instance.calls).toHaveLength(1);
		expect(outcomes.map(kindOf)).toEqual(all(kind, 200));
	});

	it('is tried once without batching, too', async () => {
		const instance = new FakeInstance({ fault: () => failure('sign-in') });
		const outcomes = await execute(instance, works(read, 20), { ...settings, batch: false });
		expect(instance.calls).toHaveLength(1);
		expect(outcomes.map(kindOf)).toEqual(all('sign-in', 20));
	});

	it('keeps what was done before', async () => {
		const instance = new FakeInstance({ fault: (_, nth) => (nth === 3 ? failure('hibernating') : undefined) });
		const outcomes = await execute(instance, works(change, 5), { ...settings, batch: false });
		expect(outcomes.map(kindOf)).toEqual(['done', 'done', 'hibernating', 'hibernating', 'hibernating']);
	});

	it('does not hide that writes under way at that time are in doubt', async () => {
		const instance = new FakeInstance({
			before: async (nth) => await new Promise<void>((end) => setTimeout(end, nth === 2 ? 20 : 0)),
			fault: (_, nth) => failure(nth === 1 ? 'sign-in' : 'lost'),
		});
		const outcomes = await hurried(execute(instance, works(change, 50), { ...settings, parallel: 2 }));
		expect(outcomes.slice(0, 25).map(kindOf)).toEqual(all('sign-in', 25));
		expect(outcomes.slice(25).map(kindOf)).toEqual(all('lost', 25));
	});
});

describe('a single request', () => {
	it('is not written down to see whether it fits into a call', async () => {
		const toJSON = jest.fn(() => ({}));
		await execute(
			new FakeInstance(),
			works((id) => ({ ...change(id), body: { toJSON } }), 1),
			settings,
		);
		expect(toJSON).not.toHaveBeenCalled();
	});
});
