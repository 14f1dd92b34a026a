import { apiPath, type ApiRequest, type ApiResponse } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { entryTrace, sendTraced, twinsQuery } from '../../../../nodes/ServiceNowPlatform/domain/records/traces.ts';
import { failure, thrown } from '../../support/failures.mts';
import { ok } from '../../support/instance.mts';
import { drive } from '../../support/table.mts';

const request: ApiRequest = { method: 'POST', path: apiPath`/api/sn_chg_rest/change/normal` };
const trace = { table: 'change_request', query: twinsQuery({ short_description: 'New disk' }), names: ['number'] };
const rows = (...result: object[]): ApiResponse => ({ status: 200, headers: {}, body: { result } });

/** Fails the write so, and answers the look. */
function sending(failed: Error, look: () => ApiResponse = () => rows(), of = trace) {
	return () =>
		drive(sendTraced(request, of), ({ method }) => {
			if (method === 'GET') return look();
			throw failed;
		});
}

describe('A write that cannot be sent again', () => {
	it('hands its answer on', () => {
		expect(drive(sendTraced(request, trace), () => ok('x'))).toEqual(ok('x'));
	});

	it('tells what is there where nobody knows whether it was done', () => {
		const lost = failure('lost', { method: 'POST', detail: 'ECONNRESET' });
		expect(thrown(sending(lost, () => rows({ number: 'CHG0030001' })))).toMatchObject({
			kind: 'lost',
			facts: { detail: 'ECONNRESET', trace: expect.stringContaining('with the same values: CHG0030001') },
		});
		expect(thrown(sending(lost))).toMatchObject({ facts: { trace: expect.stringContaining('showed none') } });
	});

	it('tells that the look failed, too', () => {
		const look = () => {
			throw failure('forbidden', { message: 'No way' });
		};
		expect(thrown(sending(failure('server', { method: 'POST' }), look))).toMatchObject({
			facts: { trace: 'A look into change_request failed: No way.' },
		});
	});

	it('compares texts that no condition can hold', () => {
		const lost = failure('lost', { method: 'PATCH' });
		const entry = entryTrace('1'.repeat(32), 'work_notes', 'one^two\nthree');
		const look = () => rows({ value: 'one', sys_created_by: 'a' }, { value: 'one^two\nthree', sys_created_by: 'b' });
		const { facts } = thrown(sending(lost, look, entry as never)) as { facts: { trace: string } };
		expect(facts.trace).toContain('with the same values: b  (UTC)');
	});

	it.each(['bad-request', 'rate-limited', 'forbidden'] as const)(
		'is told as it is where it was refused: %s',
		(kind) => {
			const refusal = failure(kind, { method: 'POST' });
			expect(thrown(sending(refusal))).toBe(refusal);
		},
	);

	it('leaves what is no failure of the instance as it is', () => {
		const error = new RangeError('own mistake');
		expect(thrown(sending(error))).toBe(error);
	});
});

describe('The values by which a new record is known again', () => {
	it('are those that a condition can hold', () => {
		const values = { sys_id: 'x', a: 'one', B: 'two', c: 'x^y', d: '', e: 'javascript:x', f: 5, g: 'seven' };
		expect(twinsQuery(values)).toBe('a=one^g=seven^sys_created_onRELATIVEGE@minute@ago@15');
	});

	it('are none where no condition can hold any', () => {
		expect(twinsQuery({ sys_id: 'x', a: 'x\ny', b: 'x'.repeat(101) })).toBeUndefined();
	});
});
