import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import type { ApiRequest, Steps } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import {
	execute,
	type ExecutorSettings,
	type Work,
} from '../../../../nodes/ServiceNowPlatform/transport/items/executor.ts';
import { FakeInstance, refused } from '../../support/instance.mts';

const settings: ExecutorSettings = { batch: true, batchSize: 100, parallel: 3, stopAtFailure: false };
const HOUR = 3_600_000;

const read = (id: string): ApiRequest => ({ method: 'GET', path: apiPath`/r/${id}` });

/** Reads before and after a pause. */
function patient(id: string, wait: number): Work<string> {
	return {
		*begin(): Steps<string> {
			yield read(`${id}-before`);
			yield { pause: wait };
			yield read(`${id}-after`);
			return id;
		},
	};
}

const failing = (id: string): Work<string> => ({
	*begin(): Steps<string> {
		yield read(id);
		throw new RangeError('no use');
	},
});

beforeEach(() => {
	// Pauses end at whole tenths of a second.
	jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'], now: 1_000_000 });
});
afterEach(() => jest.useRealTimers());

/** Whether work has come to its end, after everything that needs no time. */
async function isSettled(work: Promise<unknown>): Promise<boolean> {
	for (let turn = 0; turn < 20; turn++) await new Promise((next) => setImmediate(next));
	let settled = false;
	void work.then(() => (settled = true));
	await new Promise((next) => setImmediate(next));
	return settled;
}

describe('a pause', () => {
	it('lasts as long as it says, and the steps go on behind it', async () => {
		const instance = new FakeInstance();
		const run = execute(instance, [patient('a', 1000)], settings);
		expect(await isSettled(run)).toBe(false);
		await jest.advanceTimersByTimeAsync(999);
		expect(instance.urls).toEqual(['/r/a-before']);
		await jest.advanceTimersByTimeAsync(1);
		expect(await run).toEqual([{ done: true, result: 'a' }]);
		expect(instance.urls).toEqual(['/r/a-before', '/r/a-after']);
	});

	it('holds up nobody else, and takes no place among the requests under way', async () => {
		const instance = new FakeInstance();
		const quick: Work<string> = {
			*begin(): Steps<string> {
				yield read('quick');
				return 'quick';
			},
		};
		const run = execute(instance, [patient('a', HOUR), patient('b', HOUR), quick], { ...settings, parallel: 1 });
		expect(await isSettled(run)).toBe(false);
		expect(instance.urls).toEqual(['/r/a-before', '/r/b-before', '/r/quick']);
		await jest.advanceTimersByTimeAsync(HOUR);
		expect((await run).map((outcome) => outcome?.done)).toEqual([true, true, true]);
	});

	it('keeps the lane: the next item of it waits', async () => {
		const instance = new FakeInstance();
		const works = ['a', 'b'].map((id) => ({ ...patient(id, 1000), lane: 'same' }));
		const run = execute(instance, works, settings);
		await isSettled(run);
		expect(instance.urls).toEqual(['/r/a-before']);
		await jest.advanceTimersByTimeAsync(2000);
		await run;
		expect(instance.urls).toEqual(['/r/a-before', '/r/a-after', '/r/b-before', '/r/b-after']);
	});

	it('may be taken inside strands', async () => {
		const forked: Work<string> = {
			*begin(): Steps<string> {
				const strand = function* (id: string): Steps<void> {
					yield { pause: 1000 };
					yield read(id);
				};
				yield { strands: [strand('a'), strand('b')] };
				return 'joined';
			},
		};
		const run = execute(new FakeInstance(), [forked], settings);
		await isSettled(run);
		await jest.advanceTimersByTimeAsync(1000);
		expect(await run).toEqual([{ done: true, result: 'joined' }]);
	});

	it('is broken off when another item fails and nothing more is to be sent', async () => {
		const instance = new FakeInstance();
		const run = execute(instance, [patient('a', HOUR), failing('b')], { ...settings, stopAtFailure: true });
		expect(await isSettled(run)).toBe(true);
		expect((await run).map((outcome) => outcome?.done)).toEqual([undefined, false]);
		expect(instance.urls).not.toContain('/r/a-after');
		expect(jest.getTimerCount()).toBe(0);
	});

	it('is broken off when the instance cannot be used any more, with that as the outcome', async () => {
		const instance = new FakeInstance({
			handle: ({ url }) =>
				url === '/r/b' ? refused(401, 'User Not Authenticated') : { status: 200, headers: {}, body: {} },
		});
		const run = execute(instance, [patient('a', HOUR), failing('b')], { ...settings, batch: false });
		expect(await isSettled(run)).toBe(true);
		for (const outcome of await run) {
			expect(outcome).toMatchObject({ done: false, error: expect.any(ApiFailure) });
		}
	});

	it('is broken off when the user cancels, and nothing more is sent', async () => {
		const user = new AbortController();
		const instance = new FakeInstance();
		const run = execute(instance, [patient('a', HOUR)], { ...settings, cancelled: user.signal });
		expect(await isSettled(run)).toBe(false);
		user.abort();
		expect(await isSettled(run)).toBe(true);
		expect(await run).toEqual([undefined]);
		expect(instance.urls).toEqual(['/r/a-before']);
	});

	it('is never reached where the user has cancelled before', async () => {
		const instance = new FakeInstance();
		const cancelled = AbortSignal.abort();
		expect(await execute(instance, [patient('a', HOUR)], { ...settings, cancelled })).toEqual([undefined]);
		expect(instance.calls).toEqual([]);
	});

	it('is not begun after the user has cancelled', async () => {
		const user = new AbortController();
		const instance = new FakeInstance({ before: async () => user.abort() });
		const run = execute(instance, [patient('a', HOUR)], { ...settings, cancelled: user.signal });
		expect(await isSettled(run)).toBe(true);
		expect(jest.getTimerCount()).toBe(0);
	});
});
