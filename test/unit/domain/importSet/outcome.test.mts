import type { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import {
	type ApiRequest,
	type ApiResponse,
	isPause,
	type Steps,
} from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { type ImportOutcome, readOutcomes } from '../../../../nodes/ServiceNowPlatform/domain/importSet/outcome.ts';
import { failure } from '../../support/failures.mts';
import { ok } from '../../support/instance.mts';
import { drive } from '../../support/table.mts';

const NOTHING: ApiResponse = { status: 204, headers: {}, body: undefined };

describe('readOutcomes', () => {
	interface Instance {
		states?: Array<string | ApiFailure>;
		rows?: Array<Record<string, unknown>> | ApiFailure;
		maps?: number;
		/** Milliseconds that one may wait, and that each answer takes. */
		limit?: number;
		latency?: number;
		/** Import sets that wait for one another. */
		sets?: string[];
	}

	const row = (place: unknown, status = 'inserted', more: Record<string, unknown> = {}) => ({
		sys_id: { value: `row${String(place)}` },
		sys_import_row: { value: place, display_value: place },
		sys_import_state: { value: status, display_value: status },
		...more,
	});

	/** Two rows were sent in each call. The states come one after the other, the last one for good. */
	function outcomes({ states = ['processed'], rows = [], maps = 1, ...how }: Instance) {
		const { limit = 60_000, latency = 0, sets = ['set'] } = how;
		const asked: string[] = [];
		const [sent, pauses]: [ApiRequest[], number[]] = [[], []];
		const answers: Record<string, () => unknown> = {
			sys_import_set: () => {
				const state = states[Math.min(asked.length, states.length) - 1];
				if (state instanceof Error) throw state;
				return { number: 'ISET1', state };
			},
			sys_transform_map: () => Array.from({ length: maps }, () => ({ source_table: 'imp' })),
			imp: () => {
				if (rows instanceof Error) throw rows;
				return rows;
			},
		};
		const answer = (request: ApiRequest) => {
			sent.push(request);
			const [, name, set] = /\/table\/(\w+)(?:\/(\w+))?/.exec(request.path) ?? [];
			if (set !== undefined) asked.push(set);
			if (name === undefined)
				return { ...ok([]), body: { import_set: 'ISET1', result: [{ status: 'x' }, { status: 'y' }] } };
			// What comes behind the last row.
			if (request.query?.sysparm_query?.includes('sys_id>') === true) return ok([]);
			return ok(answers[name]?.() ?? []);
		};
		const steps = readOutcomes(
			'imp',
			sets.map((import_set_id) => ({ import_set_id, count: 2, columns: ['u_id'] })),
			limit,
		);
		const timed = withTime(steps, latency, pauses);
		const found: ImportOutcome[] = drive(timed, answer);
		return { found, asked, pauses, sent };
	}

	/** The same steps on a clock that goes on while the instance works on an answer. */
	function* withTime<Result>(steps: Steps<Result>, latency: number, pauses: number[]): Steps<Result> {
		let elapsed = 0;
		let failed: { error: unknown } | undefined;
		let answer = NOTHING;
		for (;;) {
			const step = failed === undefined ? steps.next(answer) : steps.throw(failed.error);
			if (step.done === true) return step.value;
			failed = undefined;
			try {
				answer = yield step.value;
			} catch (error) {
				failed = { error };
			}
			elapsed += isPause(step.value) ? step.value.pause : latency;
			if (!isPause(step.value)) continue;
			pauses.push(step.value.pause);
			answer = { ...NOTHING, elapsed };
		}
	}

	/** Of the only one. */
	const outcome = (instance: Instance) => {
		const { found, ...more } = outcomes(instance);
		return { ...more, found: found[0] as ImportOutcome };
	};

	it('puts rows into the order in which they were sent, by number and not by text', () => {
		const { found } = outcome({ rows: [row('10'), row('9')] });
		expect(found.rows?.map(({ sys_id }) => sys_id)).toEqual(['row9', 'row10']);
		expect(found).toMatchObject({ import_set: 'ISET1', state: 'processed', counts: { inserted: 2 } });
		expect(found.failure).toBeUndefined();
	});

	it.each([
		['one is missing', [row('1')]],
		['there are too many', [row('1'), row('2'), row('3')]],
		['two have the same number', [row('1'), row('1')]],
		['one has no number', [row('1'), row('')]],
		['they cannot be read', failure('forbidden')],
	])('does not guess which row is which where %s', (_, rows) => {
		expect(outcome({ rows }).found.rows).toBeUndefined();
	});

	it('asks again, less and less often, until the state is final', () => {
		const { asked, pauses } = outcome({ states: ['loading', 'loaded', 'loaded', 'cancelled'] });
		expect(asked).toHaveLength(4);
		expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
		expect(pauses).toHaveLength(3);
	});

	it('ends when no time is left, with what is known by then', () => {
		const { found, pauses } = outcome({
			states: ['loaded'],
			rows: [row('0'), row('1', 'pending')],
			limit: 25_000,
		});
		expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(25_000);
		expect(found.failure).toMatchObject({ kind: 'not-processed', message: 'ISET1 is not processed yet' });
		expect(found.rows?.map(({ status }) => status)).toEqual(['inserted', 'pending']);
	});

	it('counts the time that the instance takes to answer, too', () => {
		const { asked, pauses } = outcome({ states: ['loaded'], limit: 20_000, latency: 2000 });
		const waited = pauses.reduce((sum, pause) => sum + pause, 0) + (asked.length - 1) * 2000;
		// The last question, and the one under way when the time ended.
		expect(waited).toBeLessThanOrEqual(20_000 + 2 * 2000);
	});

	it('waits for all of them together, and asks only for the first that has not ended', () => {
		const sets = ['a', 'b', 'c'];
		const { found, asked } = outcomes({ sets, states: ['loaded', 'processed', 'loaded', 'processed', 'processed'] });
		expect(asked).toEqual(['a', 'a', 'b', 'b', 'c']);
		expect(found.map(({ state, failure: none }) => [state, none])).toEqual(sets.map(() => ['processed', undefined]));
	});

	it('spends its time once, and tells of each what is known by then', () => {
		const sets = ['a', 'b'];
		const { found, asked, pauses } = outcomes({ sets, states: ['loaded'], limit: 2000 });
		expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(2000);
		expect(asked.filter((set) => set === 'b')).toHaveLength(1);
		expect(found.map(({ failure: late }) => late?.message)).toEqual(sets.map(() => 'ISET1 is not processed yet'));
	});

	it('does not ask for rows where the import set itself cannot be read', () => {
		const { found, sent } = outcome({ states: [failure('unauthenticated')], rows: [row('0'), row('1')] });
		expect(found.failure).toMatchObject({ kind: 'unauthenticated' });
		expect(sent).toHaveLength(1);
	});

	it('tells the words of an error and of anything else apart', () => {
		const comment = { sys_import_state_comment: { value: 'Words' } };
		const { found } = outcome({ rows: [row('0', 'error', comment), row('1', 'ignored', comment)] });
		expect(found.rows?.map(({ results }) => results[0])).toEqual([
			expect.objectContaining({ status: 'error', error_message: 'Words' }),
			expect.objectContaining({ status: 'ignored', status_message: 'Words' }),
		]);
	});

	it('asks for the outcome of each map where there are several', () => {
		const { found } = outcome({ rows: [row('0'), row('1', 'pending')], maps: 2 });
		expect(found.rows?.map(({ results }) => results.length)).toEqual([2, 1]);
	});
});
