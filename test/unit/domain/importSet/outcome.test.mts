import type { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/api/failure.ts';
import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { type ImportOutcome, readOutcome } from '../../../../nodes/ServiceNowPlatform/domain/importSet/outcome.ts';
import { failure } from '../../support/failures.mts';
import { ok } from '../../support/instance.mts';
import { drive } from '../../support/table.mts';

describe('importOutcome', () => {
	interface Instance {
		states?: Array<string | ApiFailure>;
		rows?: Array<Record<string, unknown>> | ApiFailure;
		maps?: number;
		patience?: number;
	}

	const row = (place: unknown, status = 'inserted', more: Record<string, unknown> = {}) => ({
		sys_id: { value: `row${String(place)}` },
		sys_import_row: { value: place, display_value: place },
		sys_import_state: { value: status, display_value: status },
		...more,
	});

	/** Two rows were sent. The states come one after the other, the last one for good. */
	function outcome({ states = ['processed'], rows = [], maps = 1, patience = 60_000 }: Instance) {
		let asked = 0;
		const sent: ApiRequest[] = [];
		const left = { left: patience };
		const answers: Record<string, () => unknown> = {
			sys_import_set: () => {
				const state = states[Math.min(asked++, states.length - 1)];
				if (state instanceof Error) throw state;
				return { number: 'ISET1', state };
			},
			sys_transform_map: () => Array.from({ length: maps }, () => ({ source_table: 'imp' })),
			imp: () => {
				if (rows instanceof Error) throw rows;
				return rows;
			},
		};
		const steps = readOutcome(
			'imp',
			{ import_set_id: 'set', multi_import_set_id: 'group' },
			{
				...{ count: 2, columns: ['u_id'], patience: left },
			},
		);
		const found: ImportOutcome = drive(steps, (request) => {
			sent.push(request);
			const name = /\/table\/(\w+)/.exec(request.path)?.[1];
			if (name === undefined)
				return { ...ok([]), body: { import_set: 'ISET1', result: [{ status: 'x' }, { status: 'y' }] } };
			// What comes behind the last row.
			if (request.query?.sysparm_query?.includes('sys_id>') === true) return ok([]);
			return ok(answers[name]?.() ?? []);
		});
		return { found, asked, left: left.left, sent };
	}

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
		const { asked, left } = outcome({ states: ['loading', 'loaded', 'loaded', 'cancelled'] });
		expect([asked, left]).toEqual([4, 60_000 - 500 - 1000 - 2000]);
	});

	it('ends when no time is left, with what is known by then', () => {
		const { found, left, asked } = outcome({
			states: ['loaded'],
			rows: [row('0'), row('1', 'pending')],
			patience: 25_000,
		});
		expect(left).toBe(0);
		expect(asked).toBe(7);
		expect(found.failure).toMatchObject({ kind: 'not-processed', message: 'ISET1 is not processed yet' });
		expect(found.rows?.map(({ status }) => status)).toEqual(['inserted', 'pending']);
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
