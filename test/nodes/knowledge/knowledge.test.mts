import type { IBinaryData } from 'n8n-workflow';
import { listSearch } from '../../../nodes/ServiceNowPlatform/methods/listSearch.ts';
import { actAs } from '../../support/actAs.mts';
import { contentOf, storeFilesOnDisk } from '../../support/n8n/files.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

const SPAM = '0b48fd75474321009db4b5b08b9a71c2';
const WINDOWS = 'KB0000020';
const UNKNOWN = '0123456789abcdef0123456789abcdef';

let s: Stage;
let published: Array<Record<string, string>>;
beforeAll(async () => {
	s = await stage();
	published = s.emulator.store.find('kb_knowledge', { workflow_state: 'published' }) as Array<Record<string, string>>;
	await get(by('id', SPAM));
});
afterAll(async () => await s.close());
beforeEach(() => {
	s.emulator.setFaults([]);
	s.emulator.resetStats();
});

const knowledge = (operation: string, parameters: Record<string, unknown>) =>
	({ resource: 'knowledge', operation, ...parameters }) as never;
const search = async (parameters: Record<string, unknown> = {}) =>
	await s.n8n.run(knowledge('search', { returnAll: true, ...parameters }));
const get = async (article: unknown, parameters: Record<string, unknown> = {}) =>
	await s.n8n.run(knowledge('get', { article, ...parameters }));
const numbers = ({ json }: { json: Array<Record<string, unknown>> }) => json.map(({ number }) => number);
const change = (sys_id: string, values: Record<string, string>) =>
	s.emulator.store.put('kb_knowledge', { sys_id, ...values });

describe('Search', () => {
	it('finds articles by words, best first', async () => {
		const { json, output, error } = await search({ query: 'windows' });
		expect(error).toBeUndefined();
		expect(output.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
		expect(json.length).toBeGreaterThan(0);
		expect(json.every(({ title, snippet }) => /windows/i.test(`${String(title)} ${String(snippet)}`))).toBe(true);
		const [first] = json;
		const stored = s.stored('kb_knowledge', { number: String(first?.number) });
		expect(first).toMatchObject({ sys_id: stored?.sys_id, id: `kb_knowledge:${stored?.sys_id}`, rank: 1 });
		const scores = json.map(({ score }) => Number(score));
		expect(scores).toEqual([...scores].sort((left, right) => right - left));
	});

	it('returns all articles, page by page, and each once', async () => {
		const template = published[0] ?? {};
		const ids = Array.from({ length: 130 }, (_, index) => {
			const number = `KB77${String(index).padStart(5, '0')}`;
			return s.emulator.store.put('kb_knowledge', { ...template, sys_id: '', number }).sys_id ?? '';
		});
		const all = numbers(await search());
		expect(s.emulator.stats().requests).toEqual({ 'knowledge.list': 2 });
		const some = numbers(await search({ returnAll: false, limit: 105 }));
		for (const id of ids) s.emulator.store.remove('kb_knowledge', id);
		expect(all).toHaveLength(published.length + 130);
		expect(new Set(all).size).toBe(all.length);
		expect(some).toEqual(all.slice(0, 105));
	});

	it('narrows by filter and knowledge base, by its title too', async () => {
		const filter = 'short_descriptionSTARTSWITHWindows';
		expect(numbers(await search({ options: { filter } }))).toEqual(['KB0000017']);
		const company = s.stored('kb_knowledge_base', { title: 'Company' })?.sys_id ?? '';
		const own = published.filter((row) => row.kb_knowledge_base === company).map(({ number }) => number);
		for (const knowledgeBase of [by('id', company), { __rl: true, mode: 'title', value: 'Company' }]) {
			expect(numbers(await search({ knowledgeBase })).sort()).toEqual(own.sort());
		}
	});

	it('narrows by language', async () => {
		change(SPAM, { language: 'de' });
		const [german, own] = [await search({ options: { language: 'de' } }), await search()];
		change(SPAM, { language: 'en' });
		expect(numbers(german)).toEqual(['KB0000021']);
		expect(numbers(own)).not.toContain('KB0000021');
	});

	it('returns fields in the wanted form', async () => {
		const fields = async (output: string) => {
			const options = { fields: 'topic, kb_knowledge_base' };
			return (await search({ query: 'windows', output, options })).json[0]?.fields;
		};
		const base = s.stored('kb_knowledge_base', { title: 'IT' })?.sys_id;
		expect(await fields('simplified')).toEqual({ topic: 'General', kb_knowledge_base: 'IT' });
		expect(await fields('raw')).toMatchObject({
			kb_knowledge_base: { value: base, display_value: 'IT', type: 'reference' },
		});
	});

	it.each([
		['a field that is none', { options: { fields: 'a b' } }, /^Additional Fields: /],
		['a language that is none', { options: { language: 'de&kb=x' } }, /^Language: /],
		['no limit', { returnAll: false, limit: 0 }, /^Limit: /],
		['a base that is none', { knowledgeBase: by('id', 'x') }, /^Knowledge Base: /],
	])('refuses %s and sends nothing', async (_, parameters, message) => {
		expect((await search(parameters)).error?.message).toMatch(message);
		expect(requestCount(s)).toBe(0);
	});

	it('says that there is no such knowledge base', async () => {
		const { error } = await search({ knowledgeBase: { __rl: true, mode: 'title', value: 'Nothing' } });
		expect(error?.message).toBe('No record of kb_knowledge_base has the title Nothing');
	});

	it('shows ServiceNow’s words where the API is not there', async () => {
		const message = 'Requested URI does not represent any resource';
		s.emulator.setFaults([{ match: { path: 'sn_km_api' }, action: { kind: 'status', status: 400, message } }]);
		const { error } = await search();
		expect(error?.message).toBe(message);
		expect(error?.description).toContain('plugin');
	});
});

describe('Get Featured and Get Most Viewed', () => {
	it('return those articles', async () => {
		const featured = await s.n8n.run(knowledge('getFeatured', { returnAll: true }));
		const marked = published.filter(({ meta }) => meta === 'homepage').map(({ number }) => number);
		expect(numbers(featured).sort()).toEqual(marked.sort());
		const viewed = await s.n8n.run(knowledge('getMostViewed', { returnAll: false, limit: 3 }));
		const most = [...published].sort((a, b) => Number(b.sys_view_count) - Number(a.sys_view_count));
		expect(viewed.json.map(({ sys_id }) => sys_id)).toEqual(most.slice(0, 3).map(({ sys_id }) => sys_id));
	});
});

describe('Get', () => {
	it('returns an article by number, sys_id and every address of its page', async () => {
		const { sys_id } = s.stored('kb_knowledge', { number: WINDOWS }) ?? {};
		const page = `${s.emulator.url}/kb_view.do`;
		const keys = [
			by('number', WINDOWS),
			by('id', String(sys_id)),
			by('list', String(sys_id)),
			by('url', `${page}?sys_kb_id=${sys_id}`),
			by('url', `${page}?sysparm_article=${WINDOWS}`),
			by('url', `${s.emulator.url}/sp?id=kb_article_view&sys_kb_id=${sys_id}`),
			by('url', `${s.emulator.url}/sp?id=kb_article&sys_id=${sys_id}`),
			by('url', `${s.emulator.url}/nav_to.do?uri=kb_knowledge.do%3Fsys_id%3D${sys_id}`),
		];
		for (const article of keys) {
			const { json, error } = await get(article);
			expect(error).toBeUndefined();
			expect(json).toEqual([
				expect.objectContaining({ sys_id, number: WINDOWS, content: expect.stringContaining('<p>'), attachments: [] }),
			]);
		}
	});

	it('returns plain text instead of HTML unless everything is wanted', async () => {
		change(SPAM, { text: '<h2>Spam</h2><p>Do <b>not</b> open&nbsp;it.</p><ul><li>Delete</li><li>Tell us</li></ul>' });
		const text = 'Spam\n\nDo not open it.\n\n- Delete\n- Tell us';
		const [plain] = (await get(by('id', SPAM), { output: 'simplified' })).json;
		const [whole] = (await get(by('id', SPAM), { output: 'raw' })).json;
		expect(plain).toMatchObject({ content: text });
		expect(whole).toMatchObject({ content: expect.stringContaining('<li>Delete') });
	});

	it('counts as a view only when told so', async () => {
		const views = () => Number(s.stored('kb_knowledge', { number: WINDOWS })?.sys_view_count);
		const before = views();
		await get(by('number', WINDOWS), { options: { countView: false } });
		expect(views()).toBe(before);
		await get(by('number', WINDOWS), { options: { countView: true } });
		expect(views()).toBe(before + 1);
	});

	it('returns further fields and the translation in another language', async () => {
		const original = s.stored('kb_knowledge', { number: WINDOWS }) ?? {};
		const german = { ...original, sys_id: '', language: 'de', short_description: 'Auf Deutsch' };
		const { sys_id = '' } = s.emulator.store.put('kb_knowledge', german as never);
		const { json } = await get(by('number', WINDOWS), {
			output: 'simplified',
			options: { language: 'de', fields: 'topic' },
		});
		s.emulator.store.remove('kb_knowledge', sys_id);
		expect(json).toMatchObject([{ sys_id, short_description: 'Auf Deutsch', fields: { topic: 'General' } }]);
	});

	it('refuses a language for an article that is chosen by its sys_id, and sends nothing', async () => {
		expect((await get(by('id', SPAM), { options: { language: 'de' } })).error?.message).toMatch(/^Language: /);
		expect(requestCount(s)).toBe(0);
	});

	it.each(['KB', '../featured', `https://dev1.service-now.com/incident.do?sys_id=${SPAM}`])(
		'refuses the article %j and sends nothing',
		async (value) => {
			const mode = value.startsWith('https') ? 'url' : 'number';
			expect((await get(by(mode, value))).error?.message).toMatch(/^Article: /);
			expect(requestCount(s)).toBe(0);
		},
	);

	it('shows ServiceNow’s words for an article that is not there', async () => {
		expect((await get(by('id', UNKNOWN))).error).toMatchObject({ message: 'No Record found', httpCode: '404' });
	});
});

describe('Get Attachments', () => {
	const big = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251));
	const attachments = async (parameters: Record<string, unknown> = {}) =>
		await s.n8n.run(knowledge('getAttachments', { article: by('id', SPAM), ...parameters }));

	beforeAll(async () => {
		await storeFilesOnDisk();
		for (const [name, content] of [
			['first.txt', Buffer.from('one')],
			['große Datei.bin', big],
		] as const) {
			const query = new URLSearchParams({ table_name: 'kb_knowledge', table_sys_id: SPAM, file_name: name });
			const Authorization = `Basic ${Buffer.from('admin:admin-demo').toString('base64')}`;
			const headers = { Authorization, 'Content-Type': name.endsWith('txt') ? 'text/plain' : 'application/x-test' };
			const url = `${s.emulator.url}/api/now/attachment/file?${query}`;
			expect((await fetch(url, { method: 'POST', headers, body: content })).status).toBe(201);
		}
	});

	const contents = async (binaries: Array<IBinaryData | undefined>) => await Promise.all(binaries.map(contentOf));

	it('downloads the files of an article, one item for each', async () => {
		const { output, error } = await attachments({ download: true, outputField: 'file' });
		expect(error).toBeUndefined();
		expect(await contents(output.map(({ binary }) => binary?.file))).toEqual([Buffer.from('one'), big]);
		expect(output).toMatchObject([
			{ json: { file_name: 'first.txt', embedded: false, article: SPAM, article_number: 'KB0000021' } },
			{ json: { file_name: 'große Datei.bin', size_bytes: '200000' }, pairedItem: { item: 0 } },
		]);
		expect(output[1]?.binary?.file).toMatchObject({ fileName: 'große Datei.bin', mimeType: 'application/x-test' });
	});

	it('puts them into one item when told so', async () => {
		const { output } = await attachments({ download: true, outputItems: 'fields' });
		expect(output).toHaveLength(1);
		const { data_0, data_1 } = output[0]?.binary ?? {};
		expect(await contents([data_0, data_1])).toEqual([Buffer.from('one'), big]);
		expect(output[0]?.json).toMatchObject({ article: SPAM, attachments: [{}, {}] });
	});

	it('lists them without fetching them', async () => {
		const { output } = await attachments({ download: false });
		expect(output.map(({ json, binary }) => [json.file_name, binary])).toEqual([
			['first.txt', undefined],
			['große Datei.bin', undefined],
		]);
		expect(requestCount(s)).toBe(1);
	});

	it('gives files to whoever may read the article, though not its table', async () => {
		await actAs(s, 'employee');
		const { output, error } = await attachments({ download: true });
		await s.n8n.signIn(s.clientCredentials());
		expect(error).toBeUndefined();
		expect(output).toHaveLength(2);
		expect(s.emulator.stats().requests).toMatchObject({ 'knowledge.get': 1, 'knowledge.attachment': 2 });
	});

	it('fetches a file again that broke off on the way', async () => {
		s.emulator.setFaults([{ match: { path: '/attachments/', nth: 2 }, action: { kind: 'truncate', bytes: 1000 } }]);
		const { output, error } = await attachments({ download: true });
		expect(error).toBeUndefined();
		expect(await contents([output[1]?.binary?.data])).toEqual([big]);
	});

	it('has none of an article that does not show them', async () => {
		change(SPAM, { display_attachments: 'false' });
		const { output, error } = await attachments({ download: true });
		change(SPAM, { display_attachments: 'true' });
		expect([error, output]).toEqual([undefined, []]);
	});

	it('refuses to work without a field for the files, and sends nothing', async () => {
		const { error } = await attachments({ download: true, outputField: '={{ "" }}' });
		expect(error?.message).toMatch(/^Put Output File in Field: /);
		expect(requestCount(s)).toBe(0);
	});
});

describe('The pickers', () => {
	const context = () =>
		s.n8n.loadOptions({
			authentication: 'serviceNowPlatformServiceOAuth2Api',
			resource: 'knowledge',
			operation: 'get',
		} as never);

	it('offer published articles, by number and title', async () => {
		const { results } = await listSearch.searchArticles.call(context());
		expect(results.map(({ value }) => value).sort()).toEqual(published.map(({ sys_id }) => sys_id).sort());
		expect((await listSearch.searchArticles.call(context(), 'keyboard')).results).toMatchObject([
			{ name: 'KB0000017 – Windows keyboard shortcuts' },
		]);
		expect((await listSearch.searchArticles.call(context(), WINDOWS)).results).toHaveLength(1);
	});

	it('offer knowledge bases', async () => {
		const { results } = await listSearch.searchKnowledgeBases.call(context());
		expect(results.map(({ name }) => name)).toEqual(['Company', 'IT']);
	});
});

testsOf('knowledge', 'get', 'getAttachments', 'getFeatured', 'getMostViewed', 'search');
