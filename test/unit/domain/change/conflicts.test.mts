import type { ApiRequest, ApiResponse } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { awaitCheck, startCheck } from '../../../../nodes/ServiceNowPlatform/domain/change/conflicts.ts';
import { failure, thrown } from '../../support/failures.mts';
import { ok } from '../../support/instance.mts';
import { drive } from '../../support/table.mts';

const ID = 'c0b5afe4b710230096c3e4f6ee11a93f';
const before = { sys_id: 'a', number: 'CHG1', conflict_status: 'Not Run', conflict_last_run: '2031-01-01 00:00:00' };

describe('startCheck', () => {
	const start = (result: unknown) => () => drive(startCheck(before), () => ok(result));

	it('returns the id of what does the work', () => {
		expect(start(ID)()).toBe(ID);
	});

	it('fails with the words that come in place of the id, although with a status of success', () => {
		const words = 'Insufficient access to start conflict detection';
		expect(thrown(start(words))).toMatchObject({ kind: 'forbidden', message: words });
	});

	it.each([null, '', {}])('takes %j for no start', (result) => {
		expect(thrown(start(result))).toMatchObject({ message: 'ServiceNow did not start the conflict check' });
	});
});

describe('checkEnd', () => {
	type Answers = Partial<Record<'worker' | 'tracker' | 'change', Array<Record<string, unknown>>>>;

	/** What is not given cannot be seen; the last answer of each kind is repeated. */
	function run(answers: Answers) {
		const asked: string[] = [];
		const answer = ({ path }: ApiRequest): ApiResponse => {
			const kind = path.includes('/worker/') ? 'worker' : path.includes('tracker') ? 'tracker' : 'change';
			asked.push(kind);
			const own = answers[kind];
			if (own === undefined) throw failure(kind === 'worker' ? 'not-found' : 'forbidden');
			return ok(own[asked.filter((name) => name === kind).length - 1] ?? own.at(-1));
		};
		return { asked, end: () => drive(awaitCheck(before, ID, 5000), answer) };
	}

	const worker = (value: number) => ({ state: { value, display_value: String(value) } });
	const tracker = (value: string, message = '') => ({
		state: { value, display_value: value },
		message: { value: message, display_value: message },
	});

	it('follows the worker of the Change API', () => {
		const { end, asked } = run({ worker: [worker(1), worker(2), worker(3)] });
		end();
		expect(new Set(asked)).toEqual(new Set(['worker']));
	});

	it('follows the progress worker where it is one', () => {
		const { end, asked } = run({ tracker: [tracker('0'), tracker('1'), tracker('2')] });
		end();
		expect(asked).toEqual(['worker', 'tracker', 'tracker', 'tracker']);
	});

	it.each([
		['3', 'The conflict check failed'],
		['4', 'The conflict check was cancelled'],
	])('fails where the progress worker ends in state %s', (state, message) => {
		const { end } = run({ tracker: [tracker('1'), tracker(state, 'its words')] });
		expect(thrown(end)).toMatchObject({ kind: 'incomplete', message, facts: { detail: 'its words' } });
	});

	it('waits for another last run where the user may see neither', () => {
		const later = { ...before, conflict_last_run: '2031-01-01 00:00:09' };
		const { end, asked } = run({ change: [before, before, later] });
		end();
		expect(asked).toEqual(['worker', 'tracker', 'change', 'change', 'change']);
	});

	it.each<[string, Answers, string]>([
		['worker', { worker: [worker(2)] }, 'ServiceNow says of it: 2.'],
		['progress worker', { tracker: [tracker('1', 'Checking blackout schedules')] }, 'Checking blackout schedules'],
		['change', { change: [before] }, 'The time of the last run has not changed.'],
	])('gives up after the time limit and tells how far the %s was', (_, answers, detail) => {
		expect(thrown(run(answers).end)).toMatchObject({ kind: 'not-processed', facts: { detail } });
	});
});
