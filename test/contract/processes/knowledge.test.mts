/** api-reference/rest-apis/knowledge-api.md: its samples, on equal input, and who may read what. */
import { documented, first, replay } from '../documented.mts';
import type { Json } from '../documented.mts';
import { describeEmulator, login, useInstance } from '../instance.mts';
import { expectKeys } from '../shape.mts';

const BASE = '/api/sn_km_api/knowledge/articles';
const SPAM = '0b48fd75474321009db4b5b08b9a71c2';
const WINDOWS = 'KB0000020';
const MISSING = '0123456789abcdef0123456789abcdef';

describeEmulator('the Knowledge API', () => {
	const instance = useInstance();
	const store = () => instance.emulator.store;
	beforeEach(() => instance.emulator.reset());

	const read = async (path: string): Promise<{ meta: Json; articles: Json[] }> => {
		const answer = await instance.call(`${BASE}${path}`);
		expect([path, answer.status]).toEqual([path, 200]);
		return answer.json<{ result: { meta: Json; articles: Json[] } }>().result;
	};
	const numbers = ({ articles }: { articles: Json[] }) => articles.map(({ number }) => number);
	const baseNamed = (title: string) => store().one('kb_knowledge_base', { title })?.sys_id ?? '';
	const change = (sys_id: string, values: Record<string, string>) =>
		store().update(store().system, 'kb_knowledge', sys_id, values);
	const articleNumbered = (number: string) => store().one('kb_knowledge', { number });
	const ofCompany = () => {
		const kb_knowledge_base = baseNamed('Company');
		return store().find('kb_knowledge', { kb_knowledge_base, workflow_state: 'published' })[0] ?? {};
	};

	async function attach(article: string, name: string): Promise<string> {
		const query = `table_name=kb_knowledge&table_sys_id=${article}&file_name=${name}`;
		const headers = { 'content-type': 'text/plain' };
		const answer = await instance.call(`/api/now/attachment/file?${query}`, {
			method: 'POST',
			body: Buffer.from('hello'),
			headers,
		});
		return answer.json().result.sys_id ?? '';
	}

	it('finds articles by words, best first', async () => {
		// The sample asks for XML and shows JSON.
		const result = first((await replay(instance, 'knowledge-01')).json<{ result: unknown }>().result);
		const wanted = first(documented('knowledge-01').result);
		expectKeys(result, wanted);
		const { count, ts_query_id, ...meta } = first(wanted.meta);
		expect([count, ts_query_id]).not.toContain(undefined);
		expect(result.meta).toMatchObject(meta);
		const articles = result.articles as Json[];
		const [article] = articles;
		const id = String(article?.id).split(':')[1];
		expect(article).toMatchObject({
			rank: 1,
			id: expect.stringMatching(/^kb_knowledge:[0-9a-f]{32}$/),
			snippet: expect.stringContaining('<B>Windows</B>'),
			link: `?sys_kb_id=${String(id)}&id=kb_article_view&sysparm_rank=1&sysparm_tsqueryId=${String(first(result.meta).ts_query_id)}`,
			fields: {
				sys_class_name: { display_value: 'Knowledge', value: 'kb_knowledge', type: 'sys_class_name', label: 'Class' },
			},
		});
		const scores = articles.map(({ score }) => Number(score));
		expect(scores).toEqual([...scores].sort((left, right) => right - left));
	});

	it('pages by 30, with the whole count', async () => {
		const all = await read('');
		expect(all.meta).toMatchObject({ start: 0, end: 30, count: all.articles.length, language: 'en' });
		const page = await read('?limit=2&offset=1');
		expect(numbers(page)).toEqual(numbers(all).slice(1, 3));
		expect(page.meta).toMatchObject({ start: 1, end: 3, count: all.articles.length });
	});

	it('narrows by base, filter and language', async () => {
		const kb = baseNamed('Company');
		const company = await read(`?kb=${kb}&fields=kb_knowledge_base`);
		expect(company.articles.length).toBeGreaterThan(0);
		for (const { fields } of company.articles)
			expect(fields).toMatchObject({ kb_knowledge_base: { value: kb, display_value: 'Company' } });
		expect(numbers(await read('?filter=short_descriptionSTARTSWITHWindows'))).toEqual(['KB0000017']);
		change(SPAM, { language: 'de' });
		expect(numbers(await read('?language=de'))).toEqual(['KB0000021']);
		expect(numbers(await read('?language=all'))).toContain('KB0000021');
		expect(numbers(await read(''))).not.toContain('KB0000021');
	});

	it('shows featured articles', async () => {
		const { meta, articles } = await read('/featured?fields=short_description&limit=3');
		expect(meta).toMatchObject({
			start: 0,
			end: 3,
			query: 'homepage',
			filter: '',
			count: articles.length,
			status: { code: 200 },
		});
		expect(meta).not.toHaveProperty('ts_query_id');
		expect(articles).not.toEqual([]);
		for (const article of articles) {
			expect(article).toMatchObject({ score: -1, fields: { short_description: { type: 'string' } } });
			expect(article).not.toHaveProperty('rank');
		}
	});

	it('shows the most viewed articles', async () => {
		const { meta, articles } = await read('/most_viewed?limit=5');
		expect(meta).toMatchObject({ end: 5, query: '', filter: expect.stringContaining('ORDERBYDESCsys_view_count') });
		const scores = articles.map(({ score }) => Number(score));
		expect(scores).toEqual([...scores].sort((left, right) => right - left));
		expect(articles).toHaveLength(5);
		for (const article of articles) expect(article).toMatchObject({ tags: [], score: expect.any(Number) });
	});

	it('gets an article with its files, by id', async () => {
		const file = await attach(SPAM, 'attachment.txt');
		const article = first((await replay(instance, 'knowledge-04')).json<{ result: unknown }>().result);
		expect(article).toEqual({
			content: expect.stringContaining('<p>'),
			template: false,
			number: expect.stringMatching(/^KB\d+$/),
			sys_id: SPAM,
			short_description: expect.any(String),
			display_attachments: true,
			attachments: [{ sys_id: file, file_name: 'attachment.txt', size_bytes: '5', state: 'available_conditionally' }],
			embedded_content: [],
		});
	});

	it('gets an article by number, with fields', async () => {
		// The sample leaves a part of the path out.
		const answer = await replay(instance, 'knowledge-05', `${BASE}/${WINDOWS}?update_view='&fields=topic`);
		const { fields, ...article } = first(answer.json<{ result: unknown }>().result);
		const wanted = first(documented('knowledge-05').result);
		expectKeys(article, wanted);
		expect(article).toMatchObject({ number: WINDOWS, sys_id: wanted.sys_id });
		expect(fields).toMatchObject({ topic: { value: 'General', label: 'Topic' } });
	});

	it('gives the wiki text of an article of that kind', async () => {
		change(SPAM, { article_type: 'wiki', wiki: '==Spam==' });
		const article = first((await instance.call(`${BASE}/${SPAM}`)).json<{ result: unknown }>().result);
		expect(article.content).toBe('==Spam==');
	});

	it('hides the files of an article that does not show them', async () => {
		change(SPAM, { display_attachments: 'false' });
		const article = first((await instance.call(`${BASE}/${SPAM}`)).json<{ result: unknown }>().result);
		expect(article.display_attachments).toBe(false);
		expect(article).not.toHaveProperty('attachments');
	});

	it('counts views when told to, whatever it is told', async () => {
		const views = () => Number(articleNumbered(WINDOWS)?.sys_view_count);
		const before = views();
		const updated = articleNumbered(WINDOWS)?.sys_updated_on;
		for (const query of ['', '?search_id=x']) await instance.call(`${BASE}/${WINDOWS}${query}`);
		expect(views()).toBe(before);
		for (const query of ['?update_view=false', '?search_id=x&search_rank=1'])
			await instance.call(`${BASE}/${WINDOWS}${query}`);
		expect(views()).toBe(before + 2);
		expect(articleNumbered(WINDOWS)?.sys_updated_on).toBe(updated);
		expect(store().find('kb_use', {})).toHaveLength(2);
	});

	it('gives a file of an article', async () => {
		const file = await attach(SPAM, 'attachment.txt');
		const answer = await replay(instance, 'knowledge-02', `${BASE}/${SPAM}/attachments/${file}`);
		expect([answer.text, answer.headers['content-type']]).toEqual(['hello', 'text/plain']);
		const elsewhere = articleNumbered(WINDOWS)?.sys_id ?? '';
		expect((await instance.call(`${BASE}/${elsewhere}/attachments/${file}`)).status).toBe(404);
	});

	it('lets strangers read open bases only', async () => {
		const strangers = await instance.call(`${BASE}?limit=100&fields=kb_knowledge_base`, { as: undefined });
		const { articles } = strangers.json<{ result: { articles: Json[] } }>().result;
		expect(articles.length).toBeGreaterThan(0);
		const bases = new Set(articles.map(({ fields }) => first(first(fields).kb_knowledge_base).display_value));
		expect(bases).toEqual(new Set(['IT']));
		const closed = `${BASE}/${ofCompany().sys_id ?? ''}`;
		expect((await instance.call(closed, { as: undefined })).status).toBe(401);
		expect((await instance.call(closed, { as: login('employee') })).status).toBe(200);
	});

	it('shows published articles only', async () => {
		change(SPAM, { workflow_state: 'draft' });
		expect(numbers(await read('?limit=100'))).not.toContain('KB0000021');
		expect((await instance.call(`${BASE}/${SPAM}`)).status).toBe(404);
		expect((await instance.call(`${BASE}/${MISSING}`)).status).toBe(404);
	});
});
