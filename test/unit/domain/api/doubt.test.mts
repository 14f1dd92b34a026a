import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import { sendUnrepeatable } from '../../../../nodes/ServiceNowPlatform/domain/api/doubt.ts';
import { mayHaveBeenDone } from '../../../../nodes/ServiceNowPlatform/domain/failure/undecided.ts';
import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { failure, thrown } from '../../support/failures.mts';
import { ok } from '../../support/instance.mts';
import { drive } from '../../support/table.mts';

const request: ApiRequest = { method: 'POST', path: apiPath`/api/sn_chg_rest/change/normal` };

describe('mayHaveBeenDone', () => {
	it.each([
		['lost', {}, true],
		['not-processed', { status: 202 }, true],
		['not-json', { status: 201 }, true],
		['incomplete', { status: 200 }, true],
		['server', { status: 502 }, true],
		['server', { status: 500, message: 'Transaction cancelled: maximum execution time exceeded' }, true],
		['server', { status: 500, message: 'Transaction cancelled by an administrator' }, true],
		['server', { status: 500 }, true],
		['rate-limited', { status: 429 }, false],
		['unreachable', {}, false],
		['unauthenticated', { status: 401 }, false],
		['forbidden', { status: 403 }, false],
		['bad-request', { status: 400 }, false],
		['sign-in', {}, false],
	] as const)('of %s %j is %s', (kind, facts, expected) => {
		expect(mayHaveBeenDone(failure(kind, facts))).toBe(expected);
	});
});

describe('sendUnrepeatable', () => {
	const send = (answer: () => ReturnType<typeof ok>) => () => drive(sendUnrepeatable(request, 'Look first.'), answer);
	const failing = (given: Error) =>
		send(() => {
			throw given;
		});

	it('hands an answer on', () => {
		expect(send(() => ok('x'))()).toEqual(ok('x'));
	});

	it('gives its advice where it is not known whether the work was done', () => {
		expect(thrown(failing(failure('lost', { detail: 'ECONNRESET' })))).toMatchObject({
			kind: 'lost',
			facts: { detail: 'ECONNRESET', advice: 'Look first.' },
		});
	});

	it('leaves a refusal as it is', () => {
		const refusal = failure('bad-request', { status: 400 });
		expect(thrown(failing(refusal))).toBe(refusal);
	});

	it('leaves what is no failure of the instance as it is', () => {
		const error = new RangeError('own mistake');
		expect(thrown(failing(error))).toBe(error);
	});
});
