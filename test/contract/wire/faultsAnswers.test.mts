import type { Fault } from '../../emulator/fault.mts';
import { clientNamed, describeEmulator, login, useInstance } from '../instance.mts';

const INCIDENT = '/api/now/table/incident';
const LIST = '/api/now/table/sys_user?sysparm_limit=2&sysparm_fields=sys_id,user_name';
const instance = useInstance({ seed: 'empty' });
const script = (action: Fault['action'], match: Fault['match'] = {}) =>
	instance.emulator.setFaults([{ match, action }]);
const stored = (short_description: string) => instance.emulator.store.find('incident', { short_description }).length;
const create = (short_description: string) => instance.call(INCIDENT, { method: 'POST', body: { short_description } });
const list = async (path = LIST) =>
	(await instance.call(path)).json<{ result: Array<Record<string, string>> }>().result;

describeEmulator('answers in place of the real one', () => {
	afterEach(() => instance.emulator.setFaults([]));

	it.each([{}, [], null, 5, '', { result: null }, { result: [] }, { message: 'maintenance' }])(
		'are the given 2xx %j, with the work done or not',
		async (body) => {
			for (const work of [false, true]) {
				const name = `answer ${JSON.stringify(body)} ${String(work)}`;
				script({ kind: 'answer', body, work });
				const answer = await create(name);
				expect([answer.status, answer.text, stored(name)]).toEqual([200, JSON.stringify(body), work ? 1 : 0]);
				expect(answer.headers['content-type']).toBe('application/json;charset=UTF-8');
			}
		},
	);

	it.each([200, 201, 204])('are a bare %i', async (status) => {
		script({ kind: 'answer', status, work: true });
		const answer = await create(`bare ${status}`);
		expect([answer.status, answer.text, stored(`bare ${status}`)]).toEqual([status, '', 1]);
	});

	it.each<[unknown, boolean]>([
		[{}, false],
		[{}, true],
		[{ result: { status: 'queued' } }, true],
	])('are a 202 with the body %j, with the work done: %s', async (body, work) => {
		script({ kind: 'accepted-202', body, work });
		const name = `queued ${JSON.stringify(body)} ${String(work)}`;
		const answer = await create(name);
		expect([answer.status, answer.json(), stored(name)]).toEqual([202, body, work ? 1 : 0]);
	});

	it('are a page with a hostile title', async () => {
		script({ kind: 'answer', status: 502, text: '<html><title>', repeat: { text: ' ', times: 4000 } });
		const answer = await instance.call(LIST);
		expect([answer.status, answer.headers['content-type']]).toEqual([502, 'text/html;charset=UTF-8']);
		expect(answer.text).toBe(`<html><title>${' '.repeat(4000)}`);
	});

	it.each<['message' | 'detail' | 'strings']>([['message'], ['detail'], ['strings']])(
		'are an error of megabytes, as %s',
		async (as) => {
			script({ kind: 'large-error', bytes: 3_000_000, as });
			const answer = await instance.call(LIST);
			expect(answer.status).toBe(500);
			expect(answer.bytes.length).toBeGreaterThan(3_000_000);
			const { error } = answer.json<{ error: Record<string, unknown> }>();
			if (as === 'strings') expect(error.detail).toHaveLength(Math.ceil(3_000_000 / 21));
			else expect(error[as]).toHaveLength(3_000_000);
		},
	);

	it.each<[number, string | undefined, boolean]>([
		[500, undefined, true],
		[403, undefined, true],
		[401, undefined, true],
		[404, undefined, true],
		[429, undefined, true],
		[502, undefined, true],
		[503, 'Down for maintenance', true],
		[504, undefined, true],
		[502, undefined, false],
	])('are a %i with the message %s after the work: %s', async (status, message, work) => {
		script({ kind: 'status', status, work, ...(message && { message }) });
		const name = `status ${status} ${String(message)} ${String(work)}`;
		const answer = await create(name);
		expect([answer.status, stored(name)]).toEqual([status, work ? 1 : 0]);
		const isPage = status > 501 && message === undefined;
		expect(String(answer.headers['content-type'])).toMatch(isPage ? /^text\/html/ : /^application\/json/);
	});

	it.each<[Partial<Extract<Fault['action'], { kind: 'rate-limit' }>>, string]>([
		[{ retryAfter: 7 }, '7'],
		[{ retryAfter: 0 }, '0'],
		[{ retryAfter: -5 }, '-5'],
		[{ retryAfter: 999_999 }, '999999'],
		[{ retryAfter: 'soon' }, 'soon'],
		[{ retryAfter: 'Fri, 31 Dec 1999 23:59:59 GMT' }, 'Fri, 31 Dec 1999 23:59:59 GMT'],
		[{}, '1'],
	])('limit the rate with %j', async (fields, expected) => {
		script({ kind: 'rate-limit', ...fields });
		const answer = await instance.call(LIST);
		expect([answer.status, answer.headers['retry-after']]).toEqual([429, expected]);
	});

	it('limit the rate until a date', async () => {
		script({ kind: 'rate-limit', retryAfterDate: 90 });
		const { headers } = await instance.call(LIST);
		const ahead = Date.parse(String(headers['retry-after'])) - instance.emulator.clock.now();
		expect(ahead).toBeGreaterThan(88_000);
		expect(ahead).toBeLessThan(92_000);
	});

	it('limit the rate after the work', async () => {
		script({ kind: 'rate-limit', work: true });
		expect([(await create('limited afterwards')).status, stored('limited afterwards')]).toEqual([429, 1]);
	});
});

describeEmulator('an echo of the sign-in', () => {
	afterEach(() => instance.emulator.setFaults([]));
	const [, password = ''] = login('admin').split(':');
	const basic = Buffer.from(login('admin')).toString('base64');

	it('stands in message, detail and headers of an error', async () => {
		script({ kind: 'echo', status: 403 });
		const answer = await instance.call(LIST);
		const { error } = answer.json<{ error: { message: string; detail: string } }>();
		expect(answer.status).toBe(403);
		for (const words of [error.message, error.detail, String(answer.headers['x-echo'])]) {
			expect(words).toContain(`Basic ${basic}`);
			expect(words).toContain(password);
		}
		expect(answer.headers['x-transaction-id']).toBe(password);
	});

	it('stands in the title of a page', async () => {
		script({ kind: 'echo', status: 502, in: ['page'] });
		const answer = await instance.call(LIST);
		expect(answer.text).toContain(`<title>The sign-in Basic ${basic}`);
	});

	it('stands in the headers of a real answer', async () => {
		script({ kind: 'echo' });
		const answer = await create('echoed');
		expect([answer.status, answer.json().result.short_description]).toEqual([201, 'echoed']);
		expect(answer.headers['x-echo']).toContain(password);
	});

	it('repeats API keys, tokens and the secrets of the token endpoint', async () => {
		script({ kind: 'echo', status: 500, in: ['message'] });
		const key = 'demo-integration-api-key';
		const byKey = await instance.call(LIST, { as: undefined, headers: { 'x-sn-apikey': key } });
		const byToken = await instance.call(LIST, { as: undefined, headers: { authorization: 'Bearer a.token' } });
		const client = clientNamed('Client credentials');
		const token = await instance.token({ grant_type: 'client_credentials', ...client });
		const words = [byKey, byToken, token].map(({ text }) => text);
		expect(words[0]).toContain(key);
		expect(words[1]).toContain('a.token');
		expect(words[2]).toContain(client.client_secret);
	});

	it('repeats the sign-in of a Batch call in its items', async () => {
		script({ kind: 'echo', status: 500 }, { batch: true });
		const rest_requests = [{ id: '1', method: 'GET', url: LIST, headers: [] }];
		const answer = await instance.call('/api/now/v1/batch', { method: 'POST', body: { rest_requests } });
		const [served] = answer.json<{ serviced_requests: Array<{ status_code: number; body: string }> }>()
			.serviced_requests;
		expect(served?.status_code).toBe(500);
		expect(Buffer.from(served?.body ?? '', 'base64').toString()).toContain(password);
	});

	it('leaves the body for the work', async () => {
		script({ kind: 'echo', status: 500, work: true });
		expect([(await create('echoed after the work')).status, stored('echoed after the work')]).toEqual([500, 1]);
	});
});

describeEmulator('the real answer, bent', () => {
	afterEach(() => instance.emulator.setFaults([]));

	it('has a count that is no number, and lacks another header', async () => {
		script({ kind: 'headers', headers: { 'X-Total-Count': 'abc', Link: null } });
		const answer = await instance.call('/api/now/table/sys_user?sysparm_limit=1');
		expect(answer.headers['x-total-count']).toBe('abc');
		expect(answer.headers).not.toHaveProperty('link');
	});

	it('has a date of another clock', async () => {
		script({ kind: 'date', ahead: -86_400 });
		const { headers } = await instance.call(LIST);
		const behind = instance.emulator.clock.now() - Date.parse(String(headers.date));
		expect(Math.round(behind / 60_000)).toBe(1440);
	});

	it('has the sys_id of another record', async () => {
		script({ kind: 'other-record', sys_id: 'f'.repeat(32) });
		const made = await create('somebody else');
		expect(made.json().result.sys_id).toBe('f'.repeat(32));
		expect(instance.emulator.store.find('incident', { sys_id: 'f'.repeat(32) })).toEqual([]);
		expect((await list()).map(({ sys_id }) => sys_id)).toEqual(['f'.repeat(32), 'f'.repeat(32)]);
	});

	it('has other ids for every record of a list', async () => {
		const before = await list();
		script({ kind: 'other-record' });
		const after = await list();
		expect(after.map(({ user_name }) => user_name)).toEqual(before.map(({ user_name }) => user_name));
		expect(new Set([...before, ...after].map(({ sys_id }) => sys_id)).size).toBe(4);
	});

	it('is the same page for ever', async () => {
		script({ kind: 'repeat-pages' });
		const pages = [await list(`${LIST}&sysparm_offset=0`), await list(`${LIST}&sysparm_offset=2`)];
		expect(pages[1]).toEqual(pages[0]);
	});

	it('is two pages in turn, with a clock in each row', async () => {
		script({ kind: 'repeat-pages', pages: 2, changing: 'seen' });
		const pages = [];
		for (const offset of [0, 2, 4, 6]) pages.push(await list(`${LIST}&sysparm_offset=${offset}`));
		const ids = pages.map((page) => page.map(({ sys_id }) => sys_id).join());
		expect([ids[2], ids[3]]).toEqual([ids[0], ids[1]]);
		expect(ids[0]).not.toBe(ids[1]);
		expect(pages.map((page) => page[0]?.seen)).toEqual(['1', '2', '3', '4']);
	});

	it('links to another page for ever', async () => {
		script({ kind: 'endless-link' });
		const links = [];
		for (let count = 0; count < 3; count += 1) links.push(String((await instance.call(LIST)).headers.link));
		expect(links).toEqual([2, 3, 4].map((page) => expect.stringMatching(new RegExp(`page=${page}>;rel="next"$`))));
		expect(links[0]).toMatch(new RegExp(`^<${instance.url}/api/now/table/sys_user\\?sysparm_limit=2`));
	});
});

describeEmulator('an instance that keeps its own sys_id', () => {
	it('passes over the id that was sent, for the tables of the switch', async () => {
		const { store } = instance.emulator;
		const post = (table: string, sys_id: string) =>
			instance.call(`/api/now/table/${table}`, { method: 'POST', body: { sys_id } });
		store.setProperty('emulator.own_sys_id.task', 'true');
		const own = await post('incident', 'a'.repeat(32));
		const sent = await post('sys_user_group', 'b'.repeat(32));
		store.setProperty('emulator.own_sys_id.task', '');
		expect(own.status).toBe(201);
		expect(own.json().result.sys_id).not.toBe('a'.repeat(32));
		expect(sent.json().result.sys_id).toBe('b'.repeat(32));
	});
});

describeEmulator('an article of megabytes', () => {
	it('is stored, served and searched, whatever it is made of', async () => {
		const { store } = instance.emulator;
		const base = store.put('kb_knowledge_base', { title: 'Large', active: 'true' }).sys_id ?? '';
		const text = '<pre '.repeat(600_000);
		const body = {
			short_description: 'Very large',
			text,
			kb_knowledge_base: base,
			workflow_state: 'published',
			active: 'true',
		};
		const made = await instance.call('/api/now/table/kb_knowledge', { method: 'POST', body });
		const id = made.json().result.sys_id ?? '';
		expect(made.json().result.text).toBe(text);
		const found = await instance.call('/api/sn_km_api/knowledge/articles?query=large');
		expect(found.json()).toMatchObject({ result: { articles: [{ title: 'Very large' }] } });
		const article = await instance.call(`/api/sn_km_api/knowledge/articles/${id}`);
		expect(article.json<{ result: { content: string } }>().result.content).toBe(text);
	});
});
