import { poll } from '../../../../nodes/ServiceNowPlatform/domain/api/poll.ts';
import type { Step, Steps } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { failure, thrown } from '../../support/failures.mts';

const NOTHING = { status: 204, headers: {}, body: undefined };

/** Polls until the `nth` question; each pause takes `slowness` times as long as asked for. */
function polling(nth: number, limit: number, { begun = 0, slowness = 1 } = {}) {
	let asked = 0;
	const pauses: number[] = [];
	const steps = poll({
		*ask(): Steps<string | undefined> {
			asked++;
			return asked === nth ? 'result' : undefined;
		},
		limit,
		late: () => failure('not-processed', { message: 'too late' }),
	});
	const run = (): string => {
		let elapsed = begun;
		let step: IteratorResult<Step, string> = steps.next(undefined as never);
		while (step.done !== true) {
			const { pause } = step.value as { pause: number };
			pauses.push(pause);
			elapsed += pause * slowness;
			step = steps.next({ ...NOTHING, elapsed });
		}
		return step.value;
	};
	return { run, pauses, asked: () => asked };
}

describe('poll', () => {
	it('does not wait where the result is there at once', () => {
		const { run, pauses } = polling(1, 1000);
		expect(run()).toBe('result');
		expect(pauses).toEqual([]);
	});

	it('asks soon at first, then less and less often, but at least every ten seconds', () => {
		const { run, pauses } = polling(30, 1_000_000);
		run();
		expect(pauses[0]).toBeLessThan(500);
		expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
		expect(Math.max(...pauses)).toBe(10_000);
		expect(pauses.length).toBe(29);
	});

	it('asks a last time when the limit is reached, and no more', () => {
		const { run, pauses, asked } = polling(Number.POSITIVE_INFINITY, 5000);
		expect(thrown(run)).toMatchObject({ message: 'too late' });
		expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(5000);
		expect(asked()).toBe(pauses.length + 1);
	});

	it('counts the time that really passed', () => {
		const { run, pauses } = polling(Number.POSITIVE_INFINITY, 5000, { slowness: 3 });
		expect(thrown(run)).toMatchObject({ message: 'too late' });
		expect(pauses.reduce((sum, pause) => sum + pause, 0) * 3).toBeGreaterThanOrEqual(5000);
		expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThan(5000);
	});

	it('does not count what went before: an item may have waited for its turn', () => {
		expect(polling(4, 5000, { begun: 60_000 }).run()).toBe('result');
	});
});
