import { actAs } from '../../support/actAs.mts';
import { requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
afterEach(() => s.emulator.setFaults([]));

const TABLE = '/api/now/table/incident';
const send = async (parameters: Record<string, unknown>, options = {}) =>
	await s.n8n.run({ resource: 'apiRequest', operation: 'send', ...parameters } as never, options);
const json = (body: unknown) => ({
	bodyType: 'json',
	jsonBody: typeof body === 'string' ? body : JSON.stringify(body),
});
const pairs = (...list: Array<[string, string]>) => ({ pairs: list.map(([name, value]) => ({ name, value })) });
const resultOf = (item: unknown) => (item as { result: Record<string, string> }).result;

async function created(short_description = 'By request'): Promise<Record<string, string>> {
	const { json: items, error } = await send({ method: 'POST', path: TABLE, ...json({ short_description }) });
	if (error) throw error;
	return resultOf(items[0]);
}

describe('Every method', () => {
	it('POST creates, GET reads, PATCH and PUT change, DELETE deletes', async () => {
		const { sys_id = '' } = await created();
		const path = `${TABLE}/${sys_id}`;
		const stored = () => s.stored('incident', { sys_id });
		expect(stored()).toMatchObject({ short_description: 'By request' });
		const read = await send({ method: 'GET', path });
		expect(resultOf(read.json[0])).toMatchObject({ sys_id, short_description: 'By request' });
		await send({ method: 'PATCH', path, ...json({ state: '2' }) });
		expect(stored()).toMatchObject({ state: '2' });
		await send({ method: 'PUT', path, ...json({ urgency: '1' }) });
		expect(stored()).toMatchObject({ state: '2', urgency: '1' });
		const { json: items, error } = await send({ method: 'DELETE', path, bodyType: 'none' });
		expect(error).toBeUndefined();
		expect(items).toEqual([{ status: 204 }]);
		expect(stored()).toBeUndefined();
	});

	it('is never sent again where the answer to a write was lost', async () => {
		s.emulator.setFaults([
			{ match: { method: 'POST', path: 'table', nth: 1 }, action: { kind: 'reset', when: 'after' } },
		]);
		const { error } = await send({ method: 'POST', path: TABLE, ...json({ short_description: 'Once only' }) });
		expect(error?.message).toContain('broke off');
		expect(s.emulator.store.find('incident', { short_description: 'Once only' })).toHaveLength(1);
	});

	it('gives results in the order of the items; those that fail say why', async () => {
		const ids = [await created(), await created()].map(({ sys_id }) => sys_id);
		const items = [{ id: ids[1] }, { id: 'f'.repeat(32), mine: 1 }, { id: ids[0] }] as never[];
		const parameters = { method: 'GET', path: `=${TABLE}/{{ $json.id }}`, options: { response: 'result' } };
		const regular = await send(parameters, { items, settings: { onError: 'continueRegularOutput' } });
		expect(regular.output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(regular.json).toMatchObject([{ sys_id: ids[1] }, { error: 'No Record found' }, { sys_id: ids[0] }]);
		const split = await send(parameters, { items, settings: { onError: 'continueErrorOutput' } });
		expect(split.json).toMatchObject([{ sys_id: ids[1] }, { sys_id: ids[0] }]);
		expect(split.errors.map((item) => item.json)).toMatchObject([{ mine: 1, error: 'No Record found' }]);
	});

	it('changes the same record in the order of the items', async () => {
		const { sys_id = '' } = await created();
		s.emulator.setFaults([{ match: { method: 'PATCH', nth: 1 }, action: { kind: 'delay', milliseconds: 300 } }]);
		await send(
			{
				method: 'PATCH',
				path: `${TABLE}/${sys_id}`,
				bodyType: 'json',
				jsonBody: '={{ { "description": $json.text } }}',
			},
			{ items: ['one', 'two', 'three', 'four', 'last'].map((text) => ({ text })) },
		);
		expect(s.stored('incident', { sys_id })).toMatchObject({ description: 'last', sys_mod_count: '5' });
	});
});

describe('What is sent', () => {
	it('query parameters of the path and of the list come together', async () => {
		const { sys_id } = await created();
		const { json: items } = await send({
			method: 'GET',
			path: `${TABLE}?sysparm_fields=number,state&sysparm_query=sys_id%3D${sys_id}`,
			queryParameters: pairs(['sysparm_display_value', 'true'], ['sysparm_limit', '1'], ['', 'nameless']),
		});
		expect(items).toEqual([{ result: [{ number: expect.stringMatching(/^INC/), state: 'New' }] }]);
	});

	it('headers are sent: the answer comes in the form that was asked for', async () => {
		const { sys_id = '' } = await created();
		const path = `${TABLE}/${sys_id}`;
		const xml = await send({ method: 'GET', path, headers: pairs(['accept', 'application/xml']) });
		expect(xml.json).toEqual([{ data: expect.stringMatching(/^<\?xml[^]*<response>[^]*By request/) }]);
		const silent = await send({
			method: 'PATCH',
			path,
			...json({ state: '2' }),
			headers: pairs(['X-no-response-body', 'true']),
		});
		expect(silent.json).toEqual([{ status: 204 }]);
		expect(s.stored('incident', { sys_id })).toMatchObject({ state: '2' });
	});

	it('a body of text is sent with its type', async () => {
		const { json: items, error } = await send({
			method: 'POST',
			path: TABLE,
			bodyType: 'raw',
			contentType: 'application/xml',
			rawBody: '<request><entry><short_description>From XML &amp; more</short_description></entry></request>',
		});
		expect(error).toBeUndefined();
		expect(resultOf(items[0])).toMatchObject({ short_description: 'From XML & more' });
	});

	it.each(['[1, 2]', '"text"', 'null'])('JSON may be something else than an object: %s', async (body) => {
		s.emulator.resetStats();
		const { error } = await send({ method: 'POST', path: TABLE, ...json(body) });
		expect(error?.message ?? '').not.toContain('JSON: ');
		expect(requestCount(s)).toBe(1);
	});
});

describe('What comes of an answer', () => {
	const list = { method: 'GET', path: `${TABLE}?sysparm_limit=2&sysparm_fields=number` };

	it('is its body, its result with an item for each entry, or all of it', async () => {
		const body = await send(list);
		expect(body.json).toEqual([{ result: [{ number: expect.any(String) }, { number: expect.any(String) }] }]);
		const result = await send({ ...list, options: { response: 'result' } });
		expect(result.json).toEqual(resultOf(body.json[0]));
		const full = await send({ ...list, options: { response: 'full' } });
		expect(full.json).toMatchObject([
			{ status: 200, headers: { 'x-total-count': expect.any(String) }, body: body.json[0] },
		]);
	});

	it('holds nothing that would sign somebody else in', async () => {
		const { stored, json: items } = await send({ ...list, options: { response: 'full' } });
		expect(Object.keys((items[0] as { headers: object }).headers)).not.toContain('set-cookie');
		expect(stored).not.toMatch(/JSESSIONID|Bearer /);
	});

	it('is ServiceNow’s own words where it refuses', async () => {
		await actAs(s, 'itil');
		const [incident] = s.emulator.store.find('incident', {});
		const { error } = await send({ method: 'DELETE', path: `${TABLE}/${incident?.sys_id}`, bodyType: 'none' });
		await actAs(s, 'integration.user');
		expect(error).toMatchObject({ message: 'Operation Failed', httpCode: '403' });
		expect(error?.description).toContain('ACL Exception Delete Failed');
		const missing = await send({ method: 'GET', path: '/api/no/such/thing' });
		expect(missing.error?.message).toBe('Requested URI does not represent any resource');
		const policy = await send({ method: 'POST', path: TABLE, ...json({ short_description: 'x', state: '6' }) });
		expect(policy.error?.description).toContain('The following fields are mandatory');
	});
});

describe('Paging', () => {
	const all = () => s.emulator.store.find('incident', {}).length;
	const paged = async (paging: string, parameters: Record<string, unknown> = {}) =>
		await send({ method: 'GET', path: `${TABLE}?sysparm_fields=sys_id`, paging, returnAll: true, ...parameters });

	it.each(['offset', 'link'])('by %s gives every entry once', async (paging) => {
		const {
			json: items,
			error,
			output,
		} = await paged(paging, {
			path: `${TABLE}?sysparm_fields=sys_id&sysparm_query=ORDERBYsys_id&sysparm_limit=7`,
			options: { pageSize: 7 },
		});
		expect(error).toBeUndefined();
		expect(new Set(items.map(({ sys_id }) => sys_id)).size).toBe(all());
		expect(items).toHaveLength(all());
		expect(output.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
	});

	it('stops at the limit, and asks for no more than that', async () => {
		s.emulator.resetStats();
		const { json: items } = await paged('offset', { returnAll: false, limit: 5 });
		expect(items).toHaveLength(5);
		expect(s.emulator.stats().requests).toEqual({ 'table.list': 1 });
	});

	it('takes the names and the place of the list that an API has', async () => {
		const { json: items, error } = await paged('offset', {
			path: '/api/sn_km_api/knowledge/articles?fields=number&query=',
			options: { limitParameter: 'limit', offsetParameter: 'offset', listAt: 'result.articles', pageSize: 2 },
		});
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(2);
		expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
	});

	it('says what is wrong where there is no such list, or the API does not page', async () => {
		const none = await paged('offset', { options: { listAt: 'result.records' } });
		expect(none.error?.message).toBe('The answer has no list at "result.records"');
		const deaf = (pageSize: number) => ({
			path: '/api/sn_km_api/knowledge/articles',
			options: { listAt: 'result.articles', limitParameter: 'size', offsetParameter: 'from', pageSize },
		});
		for (const pageSize of [2, 1000]) {
			const { error } = await paged('offset', deaf(pageSize));
			expect(error?.message).toBe('The API does not keep to the pages it is asked for');
		}
		expect((await paged('offset', { ...deaf(2), returnAll: false, limit: 3 })).json).toHaveLength(3);
	});
});

describe('What people paste as a path', () => {
	it('is the instance’s own address, too, and a path without its slash', async () => {
		for (const path of [
			`${s.emulator.url}/api/now/table/incident?sysparm_limit=2`,
			'api/now/table/incident?sysparm_limit=2',
		]) {
			const { json, error } = await send({ path, options: { response: 'result' } });
			expect(error).toBeUndefined();
			expect(json).toHaveLength(2);
		}
	});
});

describe('Input that cannot be used', () => {
	it.each([
		['an empty path', { path: '={{ "" }}' }, 'Path: No path is given'],
		[
			'another host',
			{ path: 'https://evil.example/api' },
			'https://evil.example is not the instance of the credential',
		],
		['another host in disguise', { path: '//evil.example/api' }, 'Path: '],
		['a backslash', { path: '/\\evil.example' }, 'Path: '],
		['a sign-in for another host', { path: '@evil.example/api' }, 'Path: '],
		['a way up', { path: '/api/now/table/../../oauth_token.do' }, 'Path: '],
		['a way up in disguise', { path: '/api/now/%252e%252e/x' }, 'Path: '],
		['an empty part', { path: '={{ "/api/now/table/incident/" }}', method: 'DELETE' }, 'Path: '],
		[
			'a reserved header',
			{ headers: pairs(['Authorization', 'Bearer x']) },
			'Headers: "Authorization" cannot be set here',
		],
		['a broken header', { headers: pairs(['X-Mine', 'a\r\nX-Evil: 1']) }, 'Headers: '],
		['JSON that is none', { method: 'POST', ...json('{"a":') }, 'JSON: This is not JSON'],
		[
			'a type of text that is none',
			{ method: 'POST', bodyType: 'raw', contentType: 'x', rawBody: 'x' },
			'Content Type: ',
		],
		['a method that is none', { method: '={{ "TRACE" }}' }, 'Method: "TRACE" is none of the choices'],
		[
			'a kind of body that is none',
			{ method: 'POST', bodyType: '={{ "form" }}' },
			'Body: "form" is none of the choices',
		],
		['a kind of paging that is none', { paging: '={{ "cursor" }}' }, 'Paging: "cursor" is none of the choices'],
		[
			'a form of answer that is none',
			{ options: { response: '={{ "text" }}' } },
			'Response: "text" is none of the choices',
		],
		['a limit that is none', { paging: 'offset', returnAll: false, limit: 0 }, 'Limit: '],
		[
			'no name of a parameter',
			{ paging: 'offset', returnAll: true, options: { limitParameter: '={{ "" }}' } },
			'Limit Parameter: ',
		],
	])('is refused before anything is sent: %s', async (_, parameters, message) => {
		s.emulator.resetStats();
		const { error } = await send({ method: 'GET', path: TABLE, bodyType: 'none', ...parameters });
		expect(error?.message).toContain(message);
		expect(requestCount(s)).toBe(0);
	});
});

testsOf('apiRequest', 'send');
