import { raw } from '../../../../nodes/ServiceNowPlatform/domain/encodedQuery';
import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import { ApiFailure, expected } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { longQuery } from '../../../../nodes/ServiceNowPlatform/transport/sending/longQuery.ts';
import { FakeContext } from '../../support/context.mts';
import { failure } from '../../support/failures.mts';
import { FakeInstance, isBatch, ok, refused } from '../../support/instance.mts';

const read = (length: number): ApiRequest => ({
	method: 'GET',
	path: apiPath`/api/now/table/incident`,
	query: { sysparm_query: raw('x'.repeat(length)) },
});

const go = async (instance: FakeInstance, request: ApiRequest) =>
	await longQuery(async (_, part) => await instance.send(part).catch((error) => expected(error, ApiFailure)))(
		new FakeContext().line,
		request,
	);

describe('longQuery', () => {
	it('sends a request of ordinary length as it is', async () => {
		const instance = new FakeInstance();
		await go(instance, read(1000));
		expect(instance.calls.map(({ request }) => request)).toEqual([read(1000)]);
	});

	it('puts a read with a long address into a Batch call and gives its own answer', async () => {
		const instance = new FakeInstance({ handle: () => ok([{ number: 'INC1' }]) });
		expect(await go(instance, read(9000))).toMatchObject({ body: { result: [{ number: 'INC1' }] } });
		expect(instance.calls.map(({ request }) => isBatch(request))).toEqual([true]);
	});

	it('measures the address as it is sent, encoded', async () => {
		const instance = new FakeInstance();
		await go(instance, { ...read(0), query: { sysparm_query: raw('^'.repeat(3000)) } });
		expect(instance.calls.map(({ request }) => isBatch(request))).toEqual([true]);
	});

	it('leaves writes alone', async () => {
		const instance = new FakeInstance();
		await go(instance, { ...read(9000), method: 'PATCH', body: {} });
		expect(instance.calls.map(({ request }) => isBatch(request))).toEqual([false]);
	});

	it('sends the long address where the Batch API is closed', async () => {
		const instance = new FakeInstance({ fault: (request) => (isBatch(request) ? refused(403, 'no') : undefined) });
		await go(instance, read(9000));
		expect(instance.calls.map(({ request }) => isBatch(request))).toEqual([true, false]);
	});

	it('fails with the failure of the read itself', async () => {
		const instance = new FakeInstance({ handle: () => refused(404, 'No Record found') });
		expect(await go(instance, read(9000))).toMatchObject({ kind: 'not-found' });
	});

	it('fails when the call was lost, and when the read in it was not begun', async () => {
		const lost = failure('lost');
		expect(await go(new FakeInstance({ fault: () => lost }), read(9000))).toBe(lost);
		expect(await go(new FakeInstance({ most: () => 0 }), read(9000))).toMatchObject({ kind: 'incomplete' });
	});

	it('keeps the row count of a list, by which its end is known', async () => {
		const counted = { status: 200, headers: { 'x-total-count': '5' }, body: { result: [] } };
		const instance = new FakeInstance({ handle: () => counted });
		expect(await go(instance, { ...read(9000), alone: true })).toMatchObject({ headers: { 'x-total-count': '5' } });
	});
});
