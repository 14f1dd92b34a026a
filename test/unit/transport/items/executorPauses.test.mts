import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import { setImmediate } from 'node:timers/promises';
import { recordOf, type Step, type Steps } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { execute, type Work } from '../../../../nodes/ServiceNowPlatform/transport/items/executor.ts';
import { FakeInstance, ok, refused } from '../../support/instance.mts';

const settings = { batch: true, batchSize: 100, parallel: 1, stopAtFailure: false };

type Result = Record<string, unknown>;

const read = (id: unknown): Step => ({ method: 'GET', path: apiPath`/r/${String(id)}` });
const pause = (milliseconds: number): Step => ({ pause: milliseconds });

/** The result is what the last step was answered. */
function work(steps: Step[], lane?: string): Work<Result> {
	return {
		...(lane === undefined ? {} : { lane }),
		*begin(): Steps<Result> {
			let last: Result = {};
			for (const step of steps) {
				const answer = yield step;
				last = answer.elapsed === undefined || 'path' in step ? recordOf(answer) : { elapsed: answer.elapsed };
			}
			return last;
		},
	};
}

beforeEach(() => {
	jest.useFakeTimers({ now: 1_000_000, doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'] });
});

afterEach(() => {
	jest.useRealTimers();
});

/** Lets the time go by in steps of 100 ms until the promise has settled. @returns its value, and how long it took */
async function timed<T>(promise: Promise<T>): Promise<{ value: T; took: number }> {
	const start = Date.now();
	let pending = true;
	promise.then(
		() => (pending = false),
		() => (pending = false),
	);
	for (await setImmediate(); pending; await setImmediate()) await jest.advanceTimersByTimeAsync(100);
	return { value: await promise, took: Date.now() - start };
}

describe('a pause', () => {
	it('lets the steps go on when it is over, and says for how long they have been under way', async () => {
		const instance = new FakeInstance();
		const { value, took } = await timed(execute(instance, [work([pause(300), read(1), pause(500)])], settings));
		expect(value).toEqual([{ done: true, result: { elapsed: 800 } }]);
		expect(took).toBe(800);
		expect(instance.urls).toEqual(['/r/1']);
	});

	it('takes no place: other items go on meanwhile, however few calls may be under way', async () => {
		const instance = new FakeInstance();
		const works = [work([pause(1000), read('late')]), work([read('a'), read('b')])];
		await timed(execute(instance, works, settings));
		expect(instance.urls).toEqual(['/r/a', '/r/b', '/r/late']);
	});

	it('of many items passes at once, and what they ask then travels together', async () => {
		const instance = new FakeInstance();
		const works = Array.from({ length: 20 }, (_, id) => work([pause(1000), read(id)]));
		const { value, took } = await timed(execute(instance, works, settings));
		expect(value.every((outcome) => outcome?.done === true)).toBe(true);
		expect(took).toBe(1000);
		expect(instance.calls.length).toBeLessThanOrEqual(3);
	});

	it('makes the next item of its lane wait', async () => {
		const instance = new FakeInstance();
		await timed(execute(instance, [work([pause(1000), read('a')], 'x'), work([read('b')], 'x')], settings));
		expect(instance.urls).toEqual(['/r/a', '/r/b']);
	});

	it('inside a fork is waited for', async () => {
		const strand = function* (): Steps<void> {
			yield pause(700);
			yield read('strand');
		};
		const instance = new FakeInstance();
		await timed(execute(instance, [work([{ strands: [strand()] }, read('after')])], settings));
		expect(instance.urls).toEqual(['/r/strand', '/r/after']);
	});

	it('ends nothing but itself where an item failed and the others go on', async () => {
		const instance = new FakeInstance({ handle: ({ url }) => (url === '/r/bad' ? refused(403, 'no') : ok({ url })) });
		const works = [work([pause(1000), read('good')]), work([read('bad')])];
		const { value } = await timed(execute(instance, works, settings));
		expect(value).toMatchObject([{ done: true, result: { url: '/r/good' } }, { done: false }]);
	});

	it('is not waited for once everything is to stop, and nothing is sent after it', async () => {
		const instance = new FakeInstance({ handle: () => refused(403, 'no') });
		const works = [work([pause(60_000), read('late')]), work([read('bad')])];
		const { value, took } = await timed(execute(instance, works, { ...settings, stopAtFailure: true }));
		expect(value).toMatchObject([undefined, { done: false }]);
		expect(took).toBeLessThan(1000);
		await jest.advanceTimersByTimeAsync(120_000);
		expect(instance.urls).toEqual(['/r/bad']);
	});
});
