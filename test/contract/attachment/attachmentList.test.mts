import { describeEmulator, login, useInstance } from '../instance.mts';
import type { Answer } from '../instance.mts';

const BASE = '/api/now/attachment';
const ABSENT = '0123456789abcdef0123456789abcdef';
const records: string[] = [];

afterAll(async () => {
	for (const id of records) await instance.call(`/api/now/table/incident/${id}`, { method: 'DELETE' });
});

const instance = useInstance({ seed: 'empty' });

async function incident(): Promise<string> {
	const body = { short_description: 'Attachment list contract' };
	const { result } = (await instance.call('/api/now/table/incident', { method: 'POST', body })).json();
	records.push(result.sys_id ?? '');
	return result.sys_id ?? '';
}

async function attach(table_sys_id: string, file_name: string, content = 'hello'): Promise<string> {
	const query = new URLSearchParams({ table_name: 'incident', table_sys_id, file_name });
	const headers = { 'content-type': 'text/plain' };
	const call = { method: 'POST', body: Buffer.from(content), headers } as const;
	return (await instance.call(`${BASE}/file?${query.toString()}`, call)).json().result.sys_id ?? '';
}

const list = (query: Record<string, string>): Promise<Answer> =>
	instance.call(`${BASE}?${new URLSearchParams(query).toString()}`);

const names = (answer: Answer): string[] =>
	answer.json<{ result: Array<Record<string, string>> }>().result.map(({ file_name = '' }) => file_name);

let first = '';
let second = '';

beforeAll(async () => {
	[first, second] = [await incident(), await incident()];
	for (const name of ['a.txt', 'b.txt', 'c.txt']) await attach(first, name);
	await attach(second, 'other.txt');
});

describe('the list of files', () => {
	// Documentation: c_AttachmentAPI, GET /attachment.
	it('is that of a query', async () => {
		const query = `table_name=incident^table_sys_id=${first}^file_nameSTARTSWITHb`;
		expect(names(await list({ sysparm_query: query }))).toEqual(['b.txt']);
	});

	// ansible servicenow.itsm, module_utils/attachment.py: deletes what it lists so.
	it('is narrowed by pairs of field and value', async () => {
		expect(names(await list({ table_name: 'incident', table_sys_id: second }))).toEqual(['other.txt']);
		expect(names(await list({ table_name: 'incident', table_sys_id: ABSENT }))).toEqual([]);
	});

	// PySNC and ansible read the count without asking whether it is there.
	it('tells how many there are and where the other pages lie', async () => {
		const query = { sysparm_query: `table_sys_id=${first}^ORDERBYfile_name`, sysparm_limit: '2' };
		const answer = await list(query);
		expect(names(answer)).toEqual(['a.txt', 'b.txt']);
		expect(answer.headers['x-total-count']).toBe('3');
		expect(answer.headers.link).toContain('sysparm_limit=2&sysparm_offset=2>;rel="next"');
		const behind = await list({ ...query, sysparm_offset: '2' });
		expect(names(behind)).toEqual(['c.txt']);
		expect(behind.headers.link).not.toContain('rel="next"');
	});

	it('comes without links where they are suppressed', async () => {
		const query = { table_sys_id: first, sysparm_limit: '1', sysparm_suppress_pagination_header: 'true' };
		const { headers } = await list(query);
		expect([headers['x-total-count'], headers.link]).toEqual(['3', undefined]);
	});
});

describe('a file by its name', () => {
	// OpenAPI export of a live instance: "Retrieve first attachment content by file name".
	it('is found on its record', async () => {
		await attach(second, 'größe 1.txt', 'by name');
		const answer = await instance.call(`${BASE}/${second}/${encodeURIComponent('größe 1.txt')}/file`);
		expect([answer.status, answer.text]).toEqual([200, 'by name']);
		expect((await instance.call(`${BASE}/${first}/${encodeURIComponent('größe 1.txt')}/file`)).status).toBe(404);
	});
});

describeEmulator('with the switches of the emulator', () => {
	// The page says 1000; the export of a live instance and ansible say 10,000.
	it('lists ten thousand files where no limit is given', async () => {
		const { store } = instance.emulator;
		const row = { table_name: 'incident', table_sys_id: first, file_name: 'one of many', size_bytes: '0' };
		const made = store.transaction(() => Array.from({ length: 10_001 }, () => store.put('sys_attachment', row)));
		const answer = await list({ file_name: 'one of many' });
		expect(names(answer)).toHaveLength(10_000);
		expect(answer.headers['x-total-count']).toBe('10001');
		store.transaction(() => {
			for (const { sys_id = '' } of made) store.remove('sys_attachment', sys_id);
		});
	});

	it('hides the files of records that the caller may not see', async () => {
		const { store } = instance.emulator;
		const hidden = await incident();
		await attach(hidden, 'hidden.txt');
		const path = `${BASE}?table_sys_id=${hidden}`;
		expect(names(await instance.call(path, { as: login('auditor') }))).toEqual(['hidden.txt']);
		const rules = store.find('sys_security_acl', { name: 'incident', operation: 'read' });
		for (const rule of rules) store.put('sys_security_acl', { ...rule, roles: 'admin', condition: '' });
		const answer = await instance.call(path, { as: login('auditor') });
		const named = await instance.call(`${BASE}/${hidden}/hidden.txt/file`, { as: login('auditor') });
		for (const rule of rules) store.put('sys_security_acl', rule);
		expect([names(answer), named.status]).toEqual([[], 404]);
	});
});
