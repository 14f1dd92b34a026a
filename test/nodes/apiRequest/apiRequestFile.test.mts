import { createHash, randomBytes } from 'node:crypto';
import { file } from '../../support/n8n/files.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const CONTENT = randomBytes(50_000);
const send = async (parameters: Record<string, unknown>, options = {}) =>
	await s.n8n.run({ resource: 'apiRequest', operation: 'send', method: 'GET', ...parameters } as never, options);
const headers = { pairs: [{ name: 'Accept', value: '*/*' }] };
const hash = (content: Buffer) => createHash('sha256').update(content).digest('hex');

/** The path of a stored file. */
async function attached(name = 'résumé 1.bin', type = 'application/octet-stream', content: Buffer = CONTENT) {
	const { json, error } = await s.n8n.run(
		{
			resource: 'attachment',
			operation: 'upload',
			table: by('name', 'incident'),
			record: by('number', String(s.emulator.store.find('incident', {})[0]?.number)),
			binaryPropertyName: 'data',
		} as never,
		{ binary: [{ data: await file(name, type, content) }] },
	);
	if (error) throw error;
	return `/api/now/attachment/${String(json[0]?.sys_id)}/file`;
}

describe('Response: File', () => {
	it('puts the answer out as it is, with the name and type that its headers tell', async () => {
		const { output, error } = await send({ path: await attached(), options: { response: 'file' } });
		expect(error).toBeUndefined();
		const { json, binary } = output[0] ?? {};
		expect(json).toMatchObject({ status: 200, headers: { 'content-type': expect.stringContaining('octet-stream') } });
		expect(binary?.data).toMatchObject({ fileName: 'résumé 1.bin', mimeType: 'application/octet-stream' });
		expect(hash(Buffer.from(String(binary?.data?.data), 'base64'))).toBe(hash(CONTENT));
	});

	it('puts it into the field that is named, for every item its own', async () => {
		const paths = [
			await attached('a.txt', 'text/plain', Buffer.from('a')),
			await attached('b.txt', 'text/plain', Buffer.from('b')),
		];
		const { output } = await send(
			{ path: '={{ $json.path }}', options: { response: 'file', outputField: 'answer' } },
			{ items: paths.map((path) => ({ path })) },
		);
		expect(output.map(({ binary, pairedItem }) => [binary?.answer?.fileName, pairedItem])).toEqual([
			['a.txt', { item: 0 }],
			['b.txt', { item: 1 }],
		]);
	});

	it('is named after its path where the headers tell no name', async () => {
		const { output, error } = await send({
			path: '/api/now/stats/incident?sysparm_count=true',
			headers,
			options: { response: 'file' },
		});
		expect(error).toBeUndefined();
		expect(output[0]?.binary?.data).toMatchObject({ fileName: 'incident', mimeType: 'application/json' });
	});

	it('tells ServiceNow’s words where there is no file', async () => {
		const { error } = await send({ path: `/api/now/attachment/${'f'.repeat(32)}/file`, options: { response: 'file' } });
		expect(error?.message).toMatch(/No Record found|not found|Record doesn't exist/i);
	});

	it('holds for all items or for none', async () => {
		const path = await attached();
		s.emulator.resetStats();
		const mixed = { path, options: { response: '={{ $json.form }}' } };
		const { error } = await send(mixed, { items: [{ form: 'body' }, { form: 'file' }] });
		expect(error?.message).toMatch(/Response/);
	});
});

describe('The other responses', () => {
	it.each(['body', 'full', 'result'])(
		'as %s refuse a file in place of changing its bytes, and name the way',
		async (response) => {
			const { error, json } = await send({ path: await attached(), headers, options: { response } });
			expect(json).toEqual([]);
			expect(error?.message).toContain('answered with a file (application/octet-stream');
			expect(error?.description).toContain('Choose File');
		},
	);

	it.each([
		['text/plain', 'plain'],
		['text/csv', 'a,b'],
		['application/xml', '<a/>'],
	])('take %s as text', async (type, text) => {
		const { json, error } = await send({ path: await attached('a', type, Buffer.from(text)), headers });
		expect(error).toBeUndefined();
		expect(json).toEqual([{ data: text }]);
	});

	it('send nothing for a field without a name', async () => {
		s.emulator.resetStats();
		const { error } = await send({ path: '/api/now/attachment', options: { response: 'file', outputField: ' ' } });
		expect(error?.message).toMatch(/Put Output File in Field/);
		expect(requestCount(s)).toBe(0);
	});
});
