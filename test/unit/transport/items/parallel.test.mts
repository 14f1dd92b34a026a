import { inParallel } from '../../../../nodes/ServiceNowPlatform/transport/items/parallel.ts';
import { failure } from '../../support/failures.mts';

const wait = async (milliseconds: number) => await new Promise<void>((end) => setTimeout(end, milliseconds));
const settings = { parallel: 3, stopAtFailure: false };

describe('inParallel', () => {
	it('keeps the order of the works, whichever ends first', async () => {
		const works = [30, 0, 15, 5].map((pause) => async () => {
			await wait(pause);
			return pause;
		});
		expect(await inParallel(works, settings)).toEqual([30, 0, 15, 5].map((result) => ({ done: true, result })));
	});

	it('has no more under way than it may', async () => {
		let now = 0;
		let most = 0;
		const works = Array.from({ length: 20 }, () => async () => {
			most = Math.max(most, ++now);
			await wait(1);
			now--;
		});
		await inParallel(works, settings);
		expect(most).toBe(3);
	});

	it('keeps a failure to its own work', async () => {
		const error = failure('forbidden');
		const works = [async () => 1, async () => await Promise.reject(error), async () => 3];
		expect(await inParallel(works, settings)).toEqual([
			{ done: true, result: 1 },
			{ done: false, error },
			{ done: true, result: 3 },
		]);
	});

	it('begins nothing more after a failure, if so asked', async () => {
		const begun: number[] = [];
		const works = [0, 1, 2, 3].map((index) => async () => {
			begun.push(index);
			if (index === 1) throw failure('forbidden');
		});
		const outcomes = await inParallel(works, { parallel: 1, stopAtFailure: true });
		expect(begun).toEqual([0, 1]);
		expect(outcomes.map((outcome) => outcome?.done)).toEqual([true, false, undefined, undefined]);
	});

	it('asks once of an instance that cannot be used, and gives the rest the reason', async () => {
		const error = failure('sign-in');
		const work = jest.fn(async () => await Promise.reject(error));
		const outcomes = await inParallel(Array(5).fill(work), { parallel: 1, stopAtFailure: false });
		expect(work).toHaveBeenCalledTimes(1);
		expect(outcomes).toEqual(Array(5).fill({ done: false, error }));
	});

	it('does nothing for no works', async () => {
		expect(await inParallel([], settings)).toEqual([]);
	});
});
