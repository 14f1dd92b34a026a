import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { contentOf, file, sha256, storeFilesOnDisk } from '../../support/n8n/files.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
let incident: { number: string; sys_id: string };

beforeAll(async () => {
	s = await stage();
});
afterAll(async () => await s.close());
let turn = 0;
/** A record without files for each test; a reset of the whole instance would take longer than the test. */
beforeEach(() => {
	const { number = '', sys_id = '' } = s.emulator.store.find('incident', {})[turn++] ?? {};
	incident = { number, sys_id };
	s.emulator.setFaults([]);
	s.emulator.resetStats();
});

const attachment = (operation: string, parameters: Record<string, unknown> = {}) =>
	({ resource: 'attachment', operation, ...parameters }) as never;
const onIncident = () => ({ table: by('name', 'incident'), record: by('id', incident.sys_id) });
const files = (): Array<Record<string, string>> =>
	s.emulator.store.find('sys_attachment', { table_sys_id: incident.sys_id }) as Array<Record<string, string>>;

async function upload(binary: INodeExecutionData['binary'], parameters: Record<string, unknown> = {}) {
	return await s.n8n.run(attachment('upload', { ...onIncident(), binaryPropertyName: 'data', ...parameters }), {
		binary: [binary],
	});
}

async function uploaded(fileName: string, content: string, type = 'text/plain'): Promise<Record<string, string>> {
	const { json, error } = await upload({ data: await file(fileName, type, content) });
	if (error) throw error;
	return json[0] as Record<string, string>;
}

describe.each(['in memory', 'on disk'])('With files %s', (mode) => {
	beforeAll(async () => {
		if (mode === 'on disk') await storeFilesOnDisk();
	});

	it('uploads a file byte for byte with its name and type', async () => {
		const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
		const { json, error } = await upload({ data: await file('Übersicht 1.bin', 'application/x-test', content) });
		expect(error).toBeUndefined();
		expect(json).toEqual([
			expect.objectContaining({ file_name: 'Übersicht 1.bin', content_type: 'application/x-test', uploaded: true }),
		]);
		expect(files()).toMatchObject([
			{ file_name: 'Übersicht 1.bin', size_bytes: '300000', hash: sha256(content), table_name: 'incident' },
		]);
	});

	it('uploads an empty file', async () => {
		await uploaded('empty.txt', '');
		expect(files()).toMatchObject([{ file_name: 'empty.txt', size_bytes: '0', hash: sha256('') }]);
	});

	it('downloads what was uploaded, with name and type', async () => {
		const { sys_id } = await uploaded('Müller.csv', 'a,b\n1,2\n', 'text/csv');
		s.emulator.resetStats();
		const { output, error } = await s.n8n.run(attachment('download', { attachment: by('id', String(sys_id)) }));
		expect(error).toBeUndefined();
		const { data } = output[0]?.binary as { data: IBinaryData };
		expect(data).toMatchObject({ fileName: 'Müller.csv', mimeType: 'text/csv', fileExtension: 'csv' });
		expect((await contentOf(data)).toString()).toBe('a,b\n1,2\n');
		expect(output[0]).toMatchObject({ json: { sys_id, file_name: 'Müller.csv' }, pairedItem: { item: 0 } });
		expect(requestCount(s)).toBe(1);
	});

	it('downloads an empty file', async () => {
		const { sys_id } = await uploaded('empty.txt', '');
		const { output, error } = await s.n8n.run(attachment('download', { attachment: by('id', String(sys_id)) }));
		expect(error).toBeUndefined();
		expect(await contentOf(output[0]?.binary?.data)).toHaveLength(0);
	});

	it('sends a file once more when the connection broke before it was stored', async () => {
		const data = await file('a.txt', 'text/plain', 'content');
		s.emulator.setFaults([
			{ match: { method: 'POST', path: 'attachment/file', nth: 1 }, action: { kind: 'reset', when: 'before' } },
		]);
		const { json, error } = await upload({ data });
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ file_name: 'a.txt', uploaded: true }]);
		expect(files()).toHaveLength(1);
	});

	it('does not send a file twice when only the answer was lost', async () => {
		const data = await file('a.txt', 'text/plain', 'content');
		s.emulator.setFaults([
			{ match: { method: 'POST', path: 'attachment/file', nth: 1 }, action: { kind: 'reset', when: 'after' } },
		]);
		const { json, error } = await upload({ data });
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ file_name: 'a.txt', uploaded: true, sys_id: files()[0]?.sys_id }]);
		expect(files()).toHaveLength(1);
	});
});

describe('Upload', () => {
	it('takes several files, found by the record’s number', async () => {
		const binary = { one: await file('1.txt', 'text/plain', 'one'), two: await file('2.txt', 'text/plain', 'two') };
		const record = by('number', incident.number);
		const { json, output } = await upload(binary, { record, binaryPropertyName: 'one, two' });
		expect(json.map(({ file_name }) => file_name)).toEqual(['1.txt', '2.txt']);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
		expect(
			files()
				.map(({ hash }) => hash)
				.sort(),
		).toEqual([sha256('one'), sha256('two')].sort());
	});

	it('takes all files of the item', async () => {
		const binary = { a: await file('a.txt', 'text/plain', 'a'), b: await file('b.txt', 'text/plain', 'b') };
		const { json } = await upload(binary, { allFiles: true });
		expect(json).toHaveLength(2);
		expect(files()).toHaveLength(2);
	});

	it('stores another name and type when told so', async () => {
		const options = { fileName: 'report.pdf', contentType: 'application/pdf' };
		await upload({ data: await file('x.bin', 'application/octet-stream', 'x') }, { options });
		expect(files()).toMatchObject([{ file_name: 'report.pdf', content_type: 'application/pdf' }]);
	});

	it('skips a file whose name and content are there already, and says so', async () => {
		const first = await uploaded('same.txt', 'same');
		s.emulator.resetStats();
		const { json } = await upload({ data: await file('same.txt', 'text/plain', 'same') });
		expect(json).toEqual([expect.objectContaining({ sys_id: first.sys_id, uploaded: false })]);
		expect(s.emulator.stats().requests['attachment.upload']).toBeUndefined();
		expect(files()).toHaveLength(1);
	});

	it('uploads the same name with another content, the same content under another name, and all when told so', async () => {
		await uploaded('same.txt', 'same');
		await uploaded('same.txt', 'other');
		await uploaded('other.txt', 'same');
		await upload({ data: await file('same.txt', 'text/plain', 'same') }, { options: { skipExisting: false } });
		expect(files()).toHaveLength(4);
	});

	it('uploads a file once that several items carry', async () => {
		const data = await file('same.txt', 'text/plain', 'same');
		const { json, error } = await s.n8n.run(attachment('upload', { ...onIncident(), binaryPropertyName: 'data' }), {
			items: [{}, {}, {}],
			binary: [{ data }, { data }, { data }],
		});
		expect(error).toBeUndefined();
		expect(json.map((item) => item.uploaded).sort()).toEqual([false, false, true]);
		expect(files()).toHaveLength(1);
	});

	it('renews a token that is refused and sends the file from its beginning', async () => {
		const data = await file('a.txt', 'text/plain', 'a'.repeat(200_000));
		s.emulator.setFaults([
			{ match: { method: 'POST', path: 'attachment/file', nth: 1 }, action: { kind: 'status', status: 401 } },
		]);
		const { error } = await upload({ data });
		expect(error).toBeUndefined();
		expect(files()).toMatchObject([{ hash: sha256('a'.repeat(200_000)) }]);
	});

	it('tells ServiceNow’s own reason for a refusal', async () => {
		s.emulator.store.setProperty('glide.attachment.extensions', 'pdf');
		const { error } = await upload({ data: await file('a.exe', 'application/x-msdownload', 'MZ') });
		s.emulator.store.setProperty('glide.attachment.extensions', '');
		expect(error?.message).toBe('Invalid file type');
		expect(files()).toEqual([]);
	});

	it.each([
		['a field that the item lacks', { binaryPropertyName: 'other' }, /no binary field 'other'/],
		['no field', { binaryPropertyName: '={{ "" }}' }, /^Input Data Field Name: No field is named/],
		['a record that is none', { record: by('id', '../../x') }, /^Record: "..\/..\/x" is not a sys_id/],
		['a table that is none', { table: by('name', 'incident^x') }, /is not the name of a table/],
		[
			'a type that is none',
			{ options: { contentType: 'text\r\nX-Evil: 1' } },
			/^Content Type: [^]* is not the type of a file/,
		],
		['one name for two files', { binaryPropertyName: 'data,data', options: { fileName: 'x' } }, /2 files for one name/],
	])('refuses %s and sends nothing', async (_, parameters, message) => {
		const { error } = await upload({ data: await file('a.txt', 'text/plain', 'a') }, parameters);
		expect(error?.message).toMatch(message);
		expect(requestCount(s)).toBe(0);
	});
});

describe('Download', () => {
	it('takes all files of a record, one item for each', async () => {
		await uploaded('1.txt', 'one');
		await uploaded('2.txt', 'two');
		const { output } = await s.n8n.run(
			attachment('download', { from: 'record', ...onIncident(), outputField: 'file' }),
		);
		const contents = await Promise.all(output.map(async ({ binary }) => String(await contentOf(binary?.file))));
		expect(contents.sort()).toEqual(['one', 'two']);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	it('takes all files of a record in one item', async () => {
		await uploaded('1.txt', 'one');
		await uploaded('2.txt', 'two');
		const record = by('number', incident.number);
		const { output } = await s.n8n.run(
			attachment('download', { from: 'record', ...onIncident(), record, outputItems: 'fields' }),
		);
		expect(output).toHaveLength(1);
		expect(Object.keys(output[0]?.binary ?? {})).toEqual(['data_0', 'data_1']);
		expect(output[0]?.json).toMatchObject({ table_sys_id: incident.sys_id, attachments: [{}, {}] });
	});

	it('takes an address, that of the file itself too', async () => {
		const { download_link } = await uploaded('1.txt', 'one');
		const { output } = await s.n8n.run(attachment('download', { attachment: by('url', String(download_link)) }));
		expect(String(await contentOf(output[0]?.binary?.data))).toBe('one');
	});

	it('keeps an HTML file for what it is', async () => {
		const { sys_id } = await uploaded('page.html', '<html><title>Log in</title></html>', 'text/html');
		const { output, error } = await s.n8n.run(attachment('download', { attachment: by('id', String(sys_id)) }));
		expect(error).toBeUndefined();
		expect(output[0]?.binary?.data?.mimeType).toBe('text/html');
	});

	it('takes the page of a sleeping instance for no file', async () => {
		const { sys_id } = await uploaded('1.txt', 'one');
		s.emulator.setFaults([{ match: { path: '/file$' }, action: { kind: 'hibernation' } }]);
		const { error, output } = await s.n8n.run(attachment('download', { attachment: by('id', String(sys_id)) }));
		expect(error?.message).toBe('The ServiceNow instance is asleep');
		expect(output).toEqual([]);
	});

	it('asks again for a file that did not arrive whole', async () => {
		const { sys_id } = await uploaded('1.txt', 'x'.repeat(100_000));
		s.emulator.setFaults([{ match: { path: '/file$', nth: 1 }, action: { kind: 'truncate', bytes: 1000 } }]);
		const { error, output } = await s.n8n.run(attachment('download', { attachment: by('id', String(sys_id)) }));
		expect(error).toBeUndefined();
		expect(await contentOf(output[0]?.binary?.data)).toHaveLength(100_000);
	});

	it('fails with ServiceNow’s words where there is no such file', async () => {
		const { error } = await s.n8n.run(attachment('download', { attachment: by('id', 'a'.repeat(32)) }));
		expect(error).toMatchObject({ message: 'No Record found', httpCode: '404' });
	});
});

describe('Attachment', () => {
	it('gets, renames and deletes', async () => {
		const { sys_id } = await uploaded('old.txt', 'content');
		const chosen = { attachment: by('id', String(sys_id)) };
		expect((await s.n8n.run(attachment('get', chosen))).json).toMatchObject([{ sys_id, size_bytes: '7' }]);
		const renamed = await s.n8n.run(attachment('rename', { ...chosen, fileName: 'new.txt' }));
		expect(renamed.json).toMatchObject([{ sys_id, file_name: 'new.txt' }]);
		expect(s.stored('sys_attachment', { sys_id: String(sys_id) })).toMatchObject({ file_name: 'new.txt' });
		expect((await s.n8n.run(attachment('delete', chosen))).json).toEqual([{ deleted: true, sys_id }]);
		expect(files()).toEqual([]);
	});

	it('gets many of a record, of a table and of a query', async () => {
		await uploaded('1.txt', 'one');
		await uploaded('2.png', 'two', 'image/png');
		const names = async (parameters: Record<string, unknown>) => {
			const { json, error } = await s.n8n.run(attachment('getAll', { returnAll: true, ...parameters }));
			if (error) throw error;
			return json.map(({ file_name }) => file_name).sort();
		};
		expect(await names({ of: 'record', ...onIncident() })).toEqual(['1.txt', '2.png']);
		const images = 'content_typeSTARTSWITHimage/^NQfile_name=2.png';
		expect(await names({ of: 'record', ...onIncident(), options: { sysparm_query: images } })).toEqual(['2.png']);
		expect(await names({ of: 'table', table: by('name', 'problem') })).toEqual([]);
		expect(await names({ of: 'table', table: by('name', 'incident'), options: { sysparm_query: 'hash=x' } })).toEqual(
			[],
		);
		expect(await names({ of: 'all', options: { sysparm_query: `table_sys_id=${incident.sys_id}` } })).toEqual([
			'1.txt',
			'2.png',
		]);
	});

	it.each(['get', 'delete', 'download', 'rename'])(
		'refuses to %s what no id names and sends nothing',
		async (operation) => {
			for (const value of ['={{ "" }}', '../../table/incident/x', 'INC0010001']) {
				const { error } = await s.n8n.run(attachment(operation, { attachment: by('id', value), fileName: 'x' }));
				expect(error?.message).toMatch(/^Attachment: /);
			}
			expect(requestCount(s)).toBe(0);
		},
	);
});

testsOf('attachment', 'delete', 'download', 'get', 'getAll', 'rename', 'upload');
