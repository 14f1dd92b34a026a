import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import { insertOnce } from '../../../../nodes/ServiceNowPlatform/actions/steps/insertOnce.ts';
import { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import type { ApiRequest, ApiResponse } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { sharedId } from '../../../../nodes/ServiceNowPlatform/domain/records/match.ts';
import { failure, thrown } from '../../support/failures.mts';
import { ok } from '../../support/instance.mts';

const MATCH = { correlation_id: 'Key' };
const sys_id = sharedId('incident', MATCH);
const insert: ApiRequest = {
	method: 'POST',
	path: apiPath`/api/now/table/incident`,
	body: { ...MATCH, work_notes: 'Note', sys_id },
	creates: { table: 'incident', sys_id },
};
const duplicate = failure('forbidden', { detail: 'Unique Key violation detected by database' });

/** Takes the steps with these answers. */
function taken(...answers: Array<ApiResponse | ApiFailure>) {
	const steps = insertOnce(insert, 'incident', MATCH, () => 'a'.repeat(32));
	const sent: ApiRequest[] = [];
	const end = () => {
		let step = steps.next();
		while (step.done !== true) {
			sent.push(step.value as ApiRequest);
			const answer = answers[sent.length - 1] ?? ok({});
			step = answer instanceof ApiFailure ? steps.throw(answer) : steps.next(answer);
		}
		return step.value;
	};
	return { sent, end };
}

describe('the shared sys_id', () => {
	it('is the same in whatever case, blanks and order the values are given, and for the same table only', () => {
		const id = sharedId('incident', { a: 'Key', b: 'x' });
		expect(id).toMatch(/^[0-9a-f]{32}$/);
		expect(sharedId('incident', { b: 'X ', a: ' kEY' })).toBe(id);
		expect(sharedId('problem', { a: 'Key', b: 'x' })).not.toBe(id);
		expect(sharedId('incident', { a: 'x', b: 'Key' })).not.toBe(id);
	});
});

describe('an insert that others may do', () => {
	it('is done with one request where nobody else does it', () => {
		const { sent, end } = taken(ok({ number: 'INC1' }, 201));
		expect(end()).toMatchObject({ created: true });
		expect(sent).toEqual([insert]);
	});

	it('changes the record of another, entries included, without its sys_id', () => {
		const { sent, end } = taken(duplicate, ok([{ sys_id, correlation_id: 'key' }]));
		expect(end()).toMatchObject({ created: false });
		expect(sent[1]).toMatchObject({ method: 'GET', fresh: true });
		expect(sent[2]).toMatchObject({ method: 'PATCH', path: apiPath`/api/now/table/incident/${sys_id}` });
		expect(sent[2]?.body).toEqual({ ...MATCH, work_notes: 'Note' });
	});

	it.each([
		['is not seen', duplicate, []],
		['has other values by now', failure('forbidden'), [{ sys_id, correlation_id: 'other' }]],
	])('gets a sys_id of its own where the record that has it %s', (_, refusal, rows) => {
		const { sent, end } = taken(refusal, ok(rows), ok({ number: 'INC2' }, 201));
		expect(end()).toMatchObject({ created: true });
		expect(sent[2]?.body).toEqual({ ...insert.body, sys_id: sent[2]?.creates?.sys_id });
		expect(sent[2]?.creates?.sys_id).not.toBe(sys_id);
	});

	it('fails with a refusal that has another reason', () => {
		const refusal = failure('forbidden', { detail: 'ACL Exception' });
		const { sent, end } = taken(refusal, ok([]));
		expect(thrown(end)).toBe(refusal);
		expect(sent).toHaveLength(2);
	});

	it('fails at once with what is no refusal', () => {
		const lost = failure('lost');
		const { sent, end } = taken(lost);
		expect(thrown(end)).toBe(lost);
		expect(sent).toHaveLength(1);
	});

	it('takes the record that is found after a lost answer for its own where its values were changed on the way', () => {
		const { sent, end } = taken(ok({ sys_id, correlation_id: 'K' }), ok([{ sys_id, correlation_id: 'K' }]));
		expect(end()).toMatchObject({ created: true });
		expect(sent).toHaveLength(2);
	});
});
