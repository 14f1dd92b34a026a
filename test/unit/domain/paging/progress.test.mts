import {
	apiPath,
	type ApiRequest,
	type ApiResponse,
	type Steps,
} from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import { readByLink, readByOffset } from '../../../../nodes/ServiceNowPlatform/domain/paging/apiPaging.ts';

const request: ApiRequest = { method: 'GET', path: apiPath`/api/x/y`, text: true };
const MOST_REQUESTS = 20_000;

/** Drives the steps with an instance that answers the nth request so. */
function drive<Result>(steps: Steps<Result>, answer: (nth: number) => Partial<ApiResponse>): Result | ApiFailure {
	try {
		let step = steps.next(undefined as never);
		for (let nth = 1; step.done !== true; nth++) {
			if (nth > MOST_REQUESTS) throw new Error('without an end');
			step = steps.next({ status: 200, headers: {}, body: [], ...answer(nth) });
		}
		return step.value;
	} catch (error) {
		if (error instanceof ApiFailure) return error;
		throw error;
	}
}

const all = { limit: Number.POSITIVE_INFINITY, listAt: '' };
const byOffset = () => readByOffset({ ...all, pageSize: 2, page: () => request });
const rows = (...ids: unknown[]) => ids.map((id) => ({ id }));

describe('A list of any API', () => {
	it.each([
		['the same page again', () => rows(1, 2)],
		['pages that take turns', (nth: number) => (nth % 2 === 0 ? rows(1, 2) : rows(3, 4))],
	])('ends with an error where it does not go on: %s', (_, page) => {
		expect(drive(byOffset(), (nth) => ({ body: page(nth) }))).toMatchObject({ kind: 'bad-request' });
	});

	it.each(['abc', '', '-1', 'NaN'])('takes the row count %j for none', (count) => {
		const answer = (nth: number) => ({ headers: { 'x-total-count': count }, body: nth > 2 ? [] : rows(nth, -nth) });
		expect(drive(byOffset(), answer)).toEqual([...rows(1, -1), ...rows(2, -2)]);
	});

	it('ends where a row count promises what never comes', () => {
		const answer = () => ({ headers: { 'x-total-count': '1000000000' }, body: [] });
		expect(drive(byOffset(), answer)).toMatchObject({ kind: 'incomplete' });
	});

	it('ends where each row differs by a clock in it', () => {
		expect(drive(byOffset(), (nth) => ({ body: [{ at: nth }] }))).toMatchObject({ kind: 'incomplete' });
	});

	it('ends where there is always another next page', () => {
		const link = (nth: number) => ({ headers: { link: `<https://x/api/x/y?page=${nth}>; rel="next"` }, body: rows(1) });
		expect(drive(readByLink(request, all), link)).toMatchObject({ kind: 'bad-request' });
	});

	it('finds the next page among other links, in linear time', () => {
		const header = `${'<'.repeat(100_000)}</api/x/y?page=2>; rel="next", </api/x/y?page=9>; rel=last`;
		const answer = (nth: number) => ({ ...(nth === 1 ? { headers: { link: header } } : {}), body: rows(nth) });
		expect(drive(readByLink(request, all), answer)).toEqual(rows(1, 2));
	});
});
