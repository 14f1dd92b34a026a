import { mayHaveBeenDone } from '../../../../nodes/ServiceNowPlatform/domain/failure/undecided.ts';
import { failure } from '../../support/failures.mts';

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
