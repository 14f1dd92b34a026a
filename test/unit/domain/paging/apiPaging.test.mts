import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { readByLink, readByOffset } from '../../../../nodes/ServiceNowPlatform/domain/paging/apiPaging.ts';
import { thrown } from '../../support/failures.mts';
import { drive } from '../../support/table.mts';

const NUMBERS = Array.from({ length: 10 }, (_, index) => ({ id: index }));
const page = (offset: number, size: number): ApiRequest => ({
	method: 'GET',
	path: apiPath`/api/x?from=${String(offset)}&size=${String(size)}`,
});
const placeOf = ({ path }: ApiRequest) => [...path.matchAll(/=(\d+)/g)].map(([, digits]) => Number(digits));
const usual = { limit: Number.POSITIVE_INFINITY, listAt: 'result.list', pageSize: 4, page };

function offsets(
	list: (offset: number, size: number) => unknown[],
	more: Partial<typeof usual> = {},
	headers: Record<string, string> = {},
) {
	const asked: number[] = [];
	const run = () =>
		drive(readByOffset({ ...usual, ...more }), (request) => {
			const [offset = 0, size = 0] = placeOf(request);
			asked.push(offset);
			return { status: 200, headers, body: { result: { list: list(offset, size) } } };
		});
	return { asked, run };
}

const slices = (offset: number, size: number) => NUMBERS.slice(offset, offset + size);

describe('byOffset', () => {
	it('goes on to an empty page: a short one may have lost hidden rows', () => {
		const { run, asked } = offsets((offset, size) => slices(offset, size).filter(({ id }) => id !== 5 && id !== 6));
		expect(run()).toHaveLength(8);
		expect(asked).toEqual([0, 4, 8, 12]);
	});

	it('stops where the row count says so, hidden rows included', () => {
		const { run, asked } = offsets(slices, {}, { 'x-total-count': '8' });
		expect(run()).toHaveLength(8);
		expect(asked).toEqual([0, 4]);
	});

	it('stops at the limit', () => {
		const { run, asked } = offsets(slices, { limit: 5 });
		expect(run()).toEqual(NUMBERS.slice(0, 5));
		expect(asked).toEqual([0, 4]);
	});

	it.each([
		['the same page again and again', () => NUMBERS.slice(0, 3)],
		[
			'the same entries that look otherwise each time',
			() => NUMBERS.slice(0, 3).map((one) => ({ ...one, at: Math.random() })),
		],
		['more than a page', () => NUMBERS],
	])('ends with an error for an API that answers %s', (_, list) => {
		const { run, asked } = offsets(list);
		expect(thrown(run)).toMatchObject({ message: 'The API does not keep to the pages it is asked for' });
		expect(asked.length).toBeLessThanOrEqual(2);
	});

	it('gives what was wanted of an API that answers more', () => {
		expect(offsets(() => NUMBERS, { limit: 2 }).run()).toHaveLength(2);
	});

	it('names the place where there should be a list', () => {
		expect(thrown(offsets(slices, { listAt: 'result.__proto__' }).run)).toMatchObject({
			message: 'The answer has no list at "result.__proto__"',
		});
	});
});

describe('byLink', () => {
	const links = (next: (nth: number) => string | undefined, limit = Number.POSITIVE_INFINITY) => {
		const asked: string[] = [];
		const run = () =>
			drive(readByLink({ method: 'GET', path: apiPath`/api/x?page=0` }, { limit, listAt: '' }), ({ path }) => {
				const link = next(asked.push(path));
				const headers: Record<string, string> = link === undefined ? {} : { link };
				return { status: 200, headers, body: [asked.length] };
			});
		return { asked, run };
	};

	it('follows the next page, whatever else the header names and whichever name of the instance it has', () => {
		const header = (nth: number) =>
			`<https://x.service-now.com/api/x?page=0>;rel="first",<https://x.service-now.com/api/x?page=${nth}>;rel="next"`;
		const { run, asked } = links((nth) => (nth < 3 ? header(nth) : undefined));
		expect(run()).toEqual([1, 2, 3]);
		expect(asked).toEqual(['/api/x?page=0', '/api/x?page=1', '/api/x?page=2']);
	});

	it.each(['</api/y?page=1>;rel="next"', '<https://evil.example/x>;rel="next"', '<javascript:x>;rel=next'])(
		'does not follow %s',
		(link) => {
			const { run, asked } = links(() => link);
			expect(thrown(run)).toMatchObject({ kind: 'redirected' });
			expect(asked).toHaveLength(1);
		},
	);

	it('ends with an error where the next page is one that has been', () => {
		expect(thrown(links(() => '</api/x?page=0>;rel="next"').run)).toMatchObject({ kind: 'bad-request' });
	});

	it('stops at the limit', () => {
		const { run, asked } = links((nth) => `</api/x?page=${nth}>;rel="next"`, 2);
		expect(run()).toEqual([1, 2]);
		expect(asked).toHaveLength(2);
	});
});
