import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import type { ApiRequest, ApiResponse } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { runJob } from '../../../../nodes/ServiceNowPlatform/domain/change/worker.ts';
import { thrown } from '../../support/failures.mts';
import { ok } from '../../support/instance.mts';
import { drive } from '../../support/table.mts';

const start: ApiRequest = { method: 'POST', path: apiPath`/api/sn_chg_rest/change/a/ci`, body: {} };
const LABELS = ['', 'Waiting', 'In-Progress', 'Complete', 'Error'];

const job = (state: number, more: Record<string, unknown> = {}) => ({
	worker: { sysId: 'w1', link: 'https://x/api/sn_chg_rest/change/worker/w1' },
	state: { value: state, display_value: LABELS[state] },
	messages: { errorMessages: [], warningMessages: [], infoMessages: [] },
	...more,
});

/** The answers in turn, and then the last one again and again. */
function run(...answers: Array<Record<string, unknown>>) {
	const sent: string[] = [];
	const answer = ({ method, path }: ApiRequest): ApiResponse => {
		sent.push(`${method} ${path}`);
		return ok(answers[sent.length - 1] ?? answers.at(-1), sent.length === 1 ? 202 : 200);
	};
	return { sent, end: () => drive(runJob(start, 10_000), answer) };
}

describe('jobDone', () => {
	it('asks the worker until it is complete', () => {
		const { end, sent } = run(job(1), job(1), job(2), job(3, { payload: { spans: [] } }));
		expect(end()).toEqual({ messages: [], content: job(3, { payload: { spans: [] } }) });
		expect(sent).toEqual([
			'POST /api/sn_chg_rest/change/a/ci',
			...Array.from({ length: 3 }, () => 'GET /api/sn_chg_rest/change/worker/w1'),
		]);
	});

	it('asks nothing where the answer is complete already', () => {
		const { end, sent } = run(job(3));
		expect(end().messages).toEqual([]);
		expect(sent).toHaveLength(1);
	});

	it('gathers what the worker said, errors first', () => {
		const messages = { infoMessages: ['i'], warningMessages: ['w'], errorMessages: ['e'] };
		expect(run(job(1), job(3, { messages })).end().messages).toEqual(['e', 'w', 'i']);
	});

	it('fails with the words of a worker that ended with an error', () => {
		const messages = { errorMessages: ['No valid Change Request provided', 'Nothing done'] };
		expect(thrown(run(job(1), job(4, { messages })).end)).toMatchObject({
			kind: 'bad-request',
			message: 'No valid Change Request provided',
			facts: { detail: 'Nothing done', path: apiPath`/api/sn_chg_rest/change/worker/w1` },
		});
	});

	it('fails at once where no worker was made', () => {
		const messages = { errorMessages: ['Insufficient access to create the change management worker'] };
		const { end, sent } = run(job(4, { worker: { sysId: null }, messages }));
		expect(thrown(end)).toMatchObject({ message: 'Insufficient access to create the change management worker' });
		expect(sent).toHaveLength(1);
		expect(thrown(run({}).end)).toMatchObject({ kind: 'incomplete' });
	});

	it('gives up after the time limit and says what the worker was doing', () => {
		expect(thrown(run(job(1), job(2)).end)).toMatchObject({
			kind: 'not-processed',
			message: 'ServiceNow has not finished within the time limit of 10 s',
			facts: { detail: 'ServiceNow says of it: In-Progress.' },
		});
	});
});
