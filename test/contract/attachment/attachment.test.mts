import { createHash, randomBytes } from 'node:crypto';
import { FormData } from 'undici';
import { describeEmulator, login, useInstance } from '../instance.mts';
import type { Answer, Call } from '../instance.mts';

type Metadata = Record<string, string>;

const BASE = '/api/now/attachment';
let target = '';
const created: string[] = [];

// Registered before the instance's own end: jest runs these in the order of their registration.
afterAll(async () => {
	for (const id of created) await instance.call(`${BASE}/${id}`, { method: 'DELETE' });
	await instance.call(`/api/now/table/incident/${target}`, { method: 'DELETE' });
});

const instance = useInstance({ seed: 'empty' });

beforeAll(async () => {
	const body = { short_description: 'Attachment contract' };
	const answer = await instance.call('/api/now/table/incident', { method: 'POST', body });
	target = answer.json().result.sys_id ?? '';
});

function upload(parameters: Record<string, string>, body: Buffer | string, call: Call = {}): Promise<Answer> {
	const query = new URLSearchParams({
		table_name: 'incident',
		table_sys_id: target,
		file_name: 'notes.txt',
		...parameters,
	});
	return instance.call(`${BASE}/file?${query.toString()}`, {
		method: 'POST',
		body: Buffer.from(body),
		headers: { 'content-type': 'text/plain' },
		...call,
	});
}

async function stored(parameters: Record<string, string> = {}, body: Buffer | string = 'hello'): Promise<Metadata> {
	const answer = await upload(parameters, body);
	expect(answer.status).toBe(201);
	const { result } = answer.json();
	created.push(result.sys_id ?? '');
	return result;
}

const idOf = async (parameters: Record<string, string> = {}, body: Buffer | string = 'hello') =>
	(await stored(parameters, body)).sys_id ?? '';

describe('uploading', () => {
	// Documentation: c_AttachmentAPI, POST /attachment/file.
	it('stores the body as a file: 201, Location and metadata in strings', async () => {
		const answer = await upload({}, 'hello');
		expect(answer.status).toBe(201);
		const { result } = answer.json();
		created.push(result.sys_id ?? '');
		// PySNC compares it with the link of the file.
		expect(answer.headers.location).toBe(`${instance.url}${BASE}/${result.sys_id ?? ''}/file`);
		expect(result).toMatchObject({
			table_name: 'incident',
			table_sys_id: target,
			file_name: 'notes.txt',
			content_type: 'text/plain',
			size_bytes: '5',
			sys_mod_count: '0',
			image_width: '',
			download_link: expect.stringMatching(/\/api\/now\/attachment\/[0-9a-f]{32}\/file$/),
		});
	});

	// Field recording: newer releases send the SHA-256 of the content.
	it('tells the hash of the content', async () => {
		const content = randomBytes(5000);
		const { hash } = await stored({}, content);
		expect(hash).toBe(createHash('sha256').update(content).digest('hex'));
	});

	// Documentation: c_AttachmentAPI, 400 for a missing parameter.
	it.each(['table_name', 'table_sys_id', 'file_name'])('refuses an upload without %s', async (name) => {
		expect((await upload({ [name]: '' }, 'x')).status).toBe(400);
	});

	// Documentation: c_AttachmentAPI, Content-Type is mandatory.
	it('refuses an upload without Content-Type', async () => {
		expect((await upload({}, 'x', { headers: {} })).status).toBe(400);
	});

	// Documentation: c_AttachmentAPI, 404 for a missing record.
	it('refuses a record that does not exist', async () => {
		expect((await upload({ table_sys_id: '0123456789abcdef0123456789abcdef' }, 'x')).status).toBe(404);
	});

	// Documentation: c_AttachmentAPI, POST /attachment/upload; the file comes last.
	it('takes a form with the file as its last part', async () => {
		const form = new FormData();
		form.set('table_name', 'incident');
		form.set('table_sys_id', target);
		form.set('uploadFile', new Blob(['from a form'], { type: 'text/csv' }), 'form.csv');
		const answer = await instance.call(`${BASE}/upload`, { method: 'POST', body: form });
		expect(answer.status).toBe(201);
		const { result } = answer.json();
		created.push(result.sys_id ?? '');
		expect(answer.headers.location).toBe(result.download_link);
		expect(result).toMatchObject({ file_name: 'form.csv', content_type: 'text/csv', size_bytes: '11' });
	});

	it('refuses a form without a record', async () => {
		const body = '--b\r\nContent-Disposition: form-data; name="uploadFile"; filename="a.txt"\r\n\r\nx\r\n--b--\r\n';
		const headers = { 'content-type': 'multipart/form-data; boundary=b' };
		const answer = await instance.call(`${BASE}/upload`, { method: 'POST', body: Buffer.from(body), headers });
		expect(answer.status).toBe(400);
	});
});

describe('reading', () => {
	// Documentation: c_AttachmentAPI, GET /attachment/{sys_id}/file.
	it('gives the bytes back, with their type and the metadata in a header', async () => {
		const content = randomBytes(100_000);
		const metadata = await stored({ file_name: 'größe.bin' }, content);
		const answer = await instance.call(`${BASE}/${metadata.sys_id ?? ''}/file`, { headers: { accept: '*/*' } });
		expect(answer.status).toBe(200);
		expect(answer.bytes.equals(content)).toBe(true);
		expect(answer.headers['content-type']).toBe('text/plain');
		expect(JSON.parse(String(answer.headers['x-attachment-metadata']))).toMatchObject({ file_name: 'größe.bin' });
	});

	// The page says that `image/*` accepts image files exclusively; PySNC and ansible ask for JSON with every call and get bytes.
	it.each(['application/json', 'image/*', 'text/plain', '*/*'])(
		'gives the bytes back for Accept: %s',
		async (accept) => {
			const answer = await instance.call(`${BASE}/${await idOf()}/file`, { headers: { accept } });
			expect([answer.status, answer.text, answer.headers['content-type']]).toEqual([200, 'hello', 'text/plain']);
		},
	);

	it('stores and returns an empty file', async () => {
		const id = await idOf({}, '');
		expect((await instance.call(`${BASE}/${id}/file`)).bytes).toHaveLength(0);
	});

	it('answers 404 for a file that does not exist', async () => {
		const answer = await instance.call(`${BASE}/0123456789abcdef0123456789abcdef`);
		expect(answer.status).toBe(404);
		expect(answer.json()).toMatchObject({ error: { message: 'No Record found' } });
	});
});

describe('changing', () => {
	// Documentation: c_AttachmentAPI, PATCH /attachment/{sys_id}.
	it('renames with 204', async () => {
		const id = await idOf();
		const body = { file_name: 'renamed.txt' };
		expect((await instance.call(`${BASE}/${id}`, { method: 'PATCH', body })).status).toBe(204);
		expect((await instance.call(`${BASE}/${id}`)).json().result).toMatchObject({
			file_name: 'renamed.txt',
			sys_mod_count: '1',
		});
	});

	// Documentation: c_AttachmentAPI, DELETE /attachment/{sys_id}.
	it('deletes with 204', async () => {
		const id = await idOf();
		expect((await instance.call(`${BASE}/${id}`, { method: 'DELETE' })).status).toBe(204);
		expect((await instance.call(`${BASE}/${id}/file`)).status).toBe(404);
	});

	// Documentation: c_AttachmentAPI, …/attributes.
	it('keeps attributes', async () => {
		const path = `${BASE}/${await idOf()}/attributes`;
		const pair = { key: 'example_key', value: 'example_value' };
		const made = await instance.call(path, { method: 'POST', body: pair });
		expect([made.status, made.json()]).toEqual([201, { result: pair }]);
		const changed = await instance.call(`${path}/example_key`, { method: 'PUT', body: { value: 'new_value' } });
		expect([changed.status, changed.json()]).toEqual([200, { result: { key: 'example_key', value: 'new_value' } }]);
		expect((await instance.call(`${path}/example_key`)).json()).toEqual(changed.json());
		expect((await instance.call(path)).json()).toEqual({ result: [{ key: 'example_key', value: 'new_value' }] });
		expect((await instance.call(`${path}/example_key`, { method: 'DELETE' })).status).toBe(204);
		expect((await instance.call(`${path}/example_key`)).status).toBe(404);
		expect((await instance.call(path, { method: 'DELETE' })).status).toBe(204);
	});
});

describeEmulator('rights and limits', () => {
	afterEach(() => {
		const { store } = instance.emulator;
		store.setProperty('com.glide.attachment.max_size', '1024');
		store.setProperty('glide.attachment.extensions', '');
		store.setProperty('glide.attachment.role', 'public');
	});

	it('hides a file with its record', async () => {
		const id = await idOf();
		expect((await instance.call(`${BASE}/${id}`, { as: login('auditor') })).status).toBe(200);
		const { store } = instance.emulator;
		const rule = store.put('sys_security_acl', { name: 'incident', operation: 'read', roles: 'admin', active: 'true' });
		for (const other of store.find('sys_security_acl', { name: 'incident', operation: 'read' })) {
			if (other.sys_id !== rule.sys_id) store.remove('sys_security_acl', other.sys_id ?? '');
		}
		expect((await instance.call(`${BASE}/${id}`, { as: login('auditor') })).status).toBe(404);
		instance.emulator.store.remove('sys_security_acl', rule.sys_id ?? '');
	});

	it('lets nobody attach to a record that they may only read', async () => {
		expect((await upload({}, 'x', { as: login('auditor') })).status).toBe(403);
		const id = await idOf();
		expect((await instance.call(`${BASE}/${id}`, { method: 'DELETE', as: login('auditor') })).status).toBe(403);
	});

	// Documentation: r_AvailableSystemProperties; an empty value means one kilobyte.
	it.each([
		['', 1025],
		['1', 1_048_577],
	])("refuses more than the maximum size '%s'", async (size, bytes) => {
		instance.emulator.store.setProperty('com.glide.attachment.max_size', size);
		expect((await upload({}, Buffer.alloc(bytes))).status).toBe(400);
		expect((await upload({}, Buffer.alloc(bytes - 1))).status).toBe(201);
	});

	// Documentation: r_AvailableSystemProperties.
	it('refuses an extension that is not listed', async () => {
		instance.emulator.store.setProperty('glide.attachment.extensions', 'txt,pdf');
		expect((await upload({ file_name: 'a.exe' }, 'x')).status).toBe(400);
		expect((await upload({ file_name: 'a.TXT' }, 'x')).status).toBe(201);
	});

	it('asks for the role where attaching is not public', async () => {
		instance.emulator.store.setProperty('glide.attachment.role', 'change_manager');
		expect((await upload({}, 'x', { as: login('itil') })).status).toBe(403);
		expect((await upload({}, 'x', { as: login('change.manager') })).status).toBe(201);
	});

	it('takes the time of creation from the request', async () => {
		const metadata = await stored({ creation_time: '2001-02-03 04:05:06' });
		expect(metadata.sys_created_on).toBe('2001-02-03 04:05:06');
	});

	it('streams a file far larger than the limit of other bodies', async () => {
		const content = Buffer.alloc(24 * 1_048_576, 'x');
		const id = await idOf({}, content);
		const answer = await instance.call(`${BASE}/${id}/file`);
		expect(createHash('sha256').update(answer.bytes).digest('hex')).toBe(
			createHash('sha256').update(content).digest('hex'),
		);
	});

	it('forgets the content when its row is deleted through the Table API', async () => {
		const id = await idOf();
		expect((await instance.call(`/api/now/table/sys_attachment/${id}`, { method: 'DELETE' })).status).toBe(204);
		expect((await instance.call(`${BASE}/${id}/file`)).status).toBe(404);
	});
});
