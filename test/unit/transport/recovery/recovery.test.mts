import { apiPath, type ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { type Pending, settledBy } from '../../../../nodes/ServiceNowPlatform/transport/recovery/pending.ts';
import { RefusedCalls } from '../../../../nodes/ServiceNowPlatform/transport/recovery/refusedCalls.ts';
import type { Connection } from '../../../../nodes/ServiceNowPlatform/transport/sending/connection.ts';
import { failure } from '../../support/failures.mts';
import { ok } from '../../support/instance.mts';

const patch: ApiRequest = { method: 'PATCH', path: apiPath`/api/now/table/incident/1`, idempotent: true };
const once: ApiRequest = { method: 'POST', path: apiPath`/api/sn_chg_rest/change/normal` };
const pending = (request: ApiRequest): Pending => ({ request, tasks: [] });
const refusal = failure('forbidden', { status: 403, method: 'POST' });

describe('What is told of a request in the end', () => {
	it('says that an attempt before a refusal may have done it', () => {
		const refused = failure('unauthenticated', { status: 401, method: 'PATCH' });
		const doubtful = { ...pending(patch), doubt: failure('lost') };
		expect(settledBy(doubtful, refused)).toMatchObject({ facts: { kind: 'unauthenticated', followsDoubt: true } });
		expect(settledBy(pending(patch), refused)).toBe(refused);
	});
});

describe('A Batch call that was refused', () => {
	/** A connection on which further Batch calls are refused or taken. */
	function calls(isOpen: boolean) {
		let probes = 0;
		const attempt = async () => {
			probes++;
			return await Promise.resolve(isOpen ? ok('x') : refusal);
		};
		const refused = new RefusedCalls({ attempt } as unknown as Connection);
		return { refused, probes: () => probes };
	}

	it('is sent again one by one where nothing of it could be done twice', async () => {
		const { refused, probes } = calls(false);
		refused.begun();
		refused.refused([pending(patch)], refusal);
		expect(await refused.landed()).toEqual({ settled: [], again: [{ ...pending(patch), isApart: true }] });
		expect([refused.isClosed, probes()]).toEqual([true, 0]);
	});

	it('is sent again where another call shows that the Batch API is closed', async () => {
		const { refused, probes } = calls(false);
		refused.begun();
		refused.refused([pending(once)], refusal);
		expect((await refused.landed()).again).toHaveLength(1);
		expect([refused.isClosed, probes()]).toEqual([true, 1]);
	});

	it('needs no other call where several were refused', async () => {
		const { refused, probes } = calls(true);
		for (const request of [once, patch]) {
			refused.begun();
			refused.refused([pending(request)], refusal);
		}
		expect(await refused.landed()).toEqual({ settled: [], again: [] });
		expect((await refused.landed()).again).toHaveLength(2);
		expect([refused.isClosed, probes()]).toEqual([true, 0]);
	});

	it('leaves open what it may have done where others are taken', async () => {
		const { refused } = calls(true);
		refused.begun();
		refused.refused([pending(once), pending(patch)], refusal);
		expect(refused.areNone).toBe(false);
		const { settled, again } = await refused.landed();
		expect([...settled][0]?.[1]).toMatchObject({ facts: { followsDoubt: true, path: once.path } });
		expect(again).toHaveLength(1);
		expect([refused.isClosed, refused.areNone]).toEqual([false, true]);
	});
});
