import { apiPath } from '../../../nodes/ServiceNowPlatform/domain/api/request';
import type { ApiRequest } from '../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { readArticles, filesOf, listed, withColumns } from '../../../nodes/ServiceNowPlatform/domain/knowledge.ts';
import { ok } from '../support/instance.mts';
import { drive } from '../support/table.mts';

const article = (index: number) => ({ id: `kb_knowledge:${index}`, number: `KB${index}` });

/** Lists articles of a base that has so many; `count` is what the instance says there are. */
function list(size: number, limit: number, count: (size: number) => number | undefined = () => size) {
	const sent: ApiRequest[] = [];
	const found = drive(readArticles('featured', { kb: 'x' }, limit), (request) => {
		sent.push(request);
		const { limit: asked, offset } = request.query ?? {};
		const [from, to] = [Number(offset), Number(offset) + Number(asked)];
		const page = Array.from({ length: size }, (_, index) => article(index)).slice(from, to);
		return ok({ meta: { count: count(size) }, articles: page });
	});
	return { found, sent };
}

describe('articles', () => {
	it.each([
		[0, 1],
		[1, 1],
		[100, 1],
		[101, 2],
		[250, 3],
	])('of which there are %d come in %d pages', (size, pages) => {
		const { found, sent } = list(size, Number.POSITIVE_INFINITY);
		expect(found).toEqual(Array.from({ length: size }, (_, index) => article(index)));
		expect(sent).toHaveLength(pages);
	});

	it('are asked for with parameters that have no prefix', () => {
		const [first, second] = list(150, Number.POSITIVE_INFINITY).sent;
		expect(first).toMatchObject({
			path: apiPath`/api/sn_km_api/knowledge/articles/featured`,
			query: { kb: 'x', limit: '100', offset: '0' },
		});
		expect(second?.query).toEqual({ kb: 'x', limit: '100', offset: '100' });
	});

	it('end at the limit, and ask for no more than that', () => {
		const { found, sent } = list(250, 30);
		expect(found).toHaveLength(30);
		expect(sent.map(({ query }) => query?.limit)).toEqual(['30']);
		expect(list(250, 120).found).toHaveLength(120);
	});

	it('end with an empty page where the instance does not say how many there are', () => {
		const { found, sent } = list(150, Number.POSITIVE_INFINITY, () => undefined);
		expect(found).toHaveLength(150);
		expect(sent).toHaveLength(3);
	});
});

describe('listed', () => {
	it('has the sys_id by itself', () => {
		expect(listed({ id: 'kb_knowledge:abc', number: 'KB1' }, 'true')).toMatchObject({ sys_id: 'abc', number: 'KB1' });
	});
});

describe('withFields', () => {
	const fields = { topic: { value: 'g', display_value: 'General', type: 'string' } };
	it.each([
		['true', { topic: 'General' }],
		['all', fields],
	] as const)('shows fields in the form %s', (form, expected) => {
		expect(withColumns({ number: 'KB1', fields }, form)).toEqual({ number: 'KB1', fields: expected });
	});

	it('leaves an article without fields as it is', () => {
		expect(withColumns({ number: 'KB1' }, 'true')).toEqual({ number: 'KB1' });
	});
});

describe('filesOf', () => {
	it('has the files and those inside the text, each once', () => {
		const [a, b] = [{ sys_id: 'a' }, { sys_id: 'b' }];
		expect(filesOf({ attachments: [a], embedded_content: [a, b] })).toEqual([
			{ sys_id: 'a', embedded: false },
			{ sys_id: 'b', embedded: true },
		]);
		expect(filesOf({})).toEqual([]);
	});
});
