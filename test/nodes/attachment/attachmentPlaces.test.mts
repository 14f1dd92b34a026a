import { actAs } from '../../support/actAs.mts';
import { contentOf, file, sha256 } from '../../support/n8n/files.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
let turn = 0;
let incident: { number: string; sys_id: string };
beforeEach(() => {
	const { number = '', sys_id = '' } = s.emulator.store.find('incident', {})[turn++] ?? {};
	incident = { number, sys_id };
});
afterEach(() => s.emulator.setFaults([]));

const run = async (operation: string, parameters: Record<string, unknown>, options = {}) =>
	await s.n8n.run({ resource: 'attachment', operation, ...parameters } as never, options);
const filesOf = (sys_id: string) => s.emulator.store.find('sys_attachment', { table_sys_id: sys_id });
const onIncident = () => ({ table: by('name', 'incident'), record: by('id', incident.sys_id) });
async function upload(name: string, parameters: Record<string, unknown> = {}, content = `content of ${name}`) {
	const data = await file(name, 'text/plain', content);
	return await run('upload', { ...onIncident(), binaryPropertyName: 'data', ...parameters }, { binary: [{ data }] });
}

describe('A file', () => {
	it.each([
		'Müller & Söhne – 請求書 🙂.txt',
		`He said "it's 100 %".txt`,
		'folder/sub\\name.txt',
		'../../etc/passwd',
		'a+b=c&d#e?f;g.txt',
		'no extension',
		`${'long '.repeat(40)}.txt`,
	])('keeps its name %j on the way in and out', async (name) => {
		const { json, error } = await upload(name);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ file_name: name, uploaded: true, table_name: 'incident' }]);
		expect(filesOf(incident.sys_id)).toMatchObject([{ file_name: name, hash: sha256(`content of ${name}`) }]);
		expect((await upload(name)).json).toMatchObject([{ uploaded: false, sys_id: json[0]?.sys_id }]);
		const { output } = await run('download', { attachment: by('id', String(json[0]?.sys_id)) });
		expect(output[0]?.json.file_name).toBe(name);
		expect(output[0]?.binary?.data?.fileName).toBe(name.replace(/[/\\]/g, '_'));
		expect(String(await contentOf(output[0]?.binary?.data))).toBe(`content of ${name}`);
	});

	it('hangs on the record’s own class, whatever table it was named by', async () => {
		const { json, error } = await upload('task.txt', {
			table: by('list', 'task'),
			record: by('number', incident.number),
		});
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ table_name: 'incident', table_sys_id: incident.sys_id }]);
		const found = await run('getAll', { of: 'record', ...onIncident(), table: by('list', 'task'), returnAll: true });
		expect(found.json).toMatchObject([{ file_name: 'task.txt', table_name: 'incident' }]);
	});

	it('comes once where the answer was lost and the same file is there already', async () => {
		const first = await upload('same.txt');
		s.emulator.setFaults([
			{ match: { method: 'POST', path: 'attachment/file', nth: 1 }, action: { kind: 'reset', when: 'after' } },
		]);
		const { json, error } = await upload('same.txt', { options: { skipExisting: false } });
		expect(error).toBeUndefined();
		const ids = [first, { json }].map(({ json: [item] }) => item?.sys_id);
		expect(
			filesOf(incident.sys_id)
				.map(({ sys_id }) => sys_id)
				.sort(),
		).toEqual(ids.sort());
	});

	it.each(['before', 'after'] as const)('is renamed once, where the connection broke %s the work', async (when) => {
		const { json } = await upload('old.txt');
		const attachment = by('id', String(json[0]?.sys_id));
		s.emulator.setFaults([{ match: { method: 'PATCH', nth: 1 }, action: { kind: 'reset', when } }]);
		const renamed = await run('rename', { attachment, fileName: 'new.txt' });
		expect(renamed.json).toMatchObject([{ file_name: 'new.txt' }]);
		expect(filesOf(incident.sys_id)).toMatchObject([{ file_name: 'new.txt' }]);
	});

	it.each([
		['com.glide.attachment.max_size', '', 'Attachment too large', 'The maximum attachment size is 1024 bytes'],
		['glide.attachment.extensions', 'pdf,docx', 'Invalid file type', "Files of type 'txt' cannot be attached"],
	])('is refused with ServiceNow’s words by %s', async (property, value, message, detail) => {
		const before = s.emulator.store.property(property);
		s.emulator.store.setProperty(property, value);
		const { error } = await upload('big.txt', {}, 'x'.repeat(2000));
		s.emulator.store.setProperty(property, before ?? (property.endsWith('size') ? '1024' : ''));
		expect(error?.message).toBe(message);
		expect(error?.description).toContain(detail);
		expect(filesOf(incident.sys_id)).toEqual([]);
	});
});

describe('A record', () => {
	it.each(['upload', 'getAll', 'download'])(
		'that is not there is an error for %s, and no file is sent',
		async (operation) => {
			const parameters = { of: 'record', from: 'record', outputItems: 'items', outputField: 'data', returnAll: true };
			const data = await file('a.txt', 'text/plain', 'a');
			const binary = [{ data }];
			s.emulator.resetStats();
			const unknown = await run(
				operation,
				{ ...parameters, ...onIncident(), record: by('id', 'f'.repeat(32)), binaryPropertyName: 'data' },
				{ binary },
			);
			expect(unknown.error).toMatchObject({ message: 'No Record found', httpCode: '404' });
			const named = await run(
				operation,
				{ ...parameters, ...onIncident(), record: by('number', 'INC9999999'), binaryPropertyName: 'data' },
				{ binary },
			);
			expect(named.error?.message).toBe('No incident has the number INC9999999');
			const { 'attachment.upload': uploads } = s.emulator.stats().requests;
			expect(uploads).toBeUndefined();
		},
	);

	it('that the user may not write takes no file, and keeps those it has', async () => {
		const { json } = await upload('keep.txt');
		const attachment = by('id', String(json[0]?.sys_id));
		await actAs(s, 'auditor');
		const added = await upload('more.txt');
		const renamed = await run('rename', { attachment, fileName: 'other.txt' });
		const deleted = await run('delete', { attachment });
		await actAs(s, 'integration.user');
		expect(added.error?.description).toContain('ACL Exception Insert Failed due to security constraints');
		expect(renamed.error?.description).toContain('ACL Exception Update Failed');
		expect(deleted.error?.description).toContain('ACL Exception Delete Failed');
		expect(filesOf(incident.sys_id)).toMatchObject([{ file_name: 'keep.txt' }]);
	});

	it('without files gives none, or one item without any', async () => {
		const parameters = { from: 'record', ...onIncident(), outputField: 'data' };
		expect((await run('download', { ...parameters, outputItems: 'items' })).output).toEqual([]);
		const { output } = await run('download', { ...parameters, outputItems: 'fields' });
		expect(output).toMatchObject([{ json: { table_name: 'incident', attachments: [] }, pairedItem: { item: 0 } }]);
	});
});

describe('Several items', () => {
	it('bring their own files, in order, and go on without those that fail', async () => {
		const other = s.emulator.store.find('incident', {})[30]?.sys_id ?? '';
		const items = [{ id: other }, { id: 'f'.repeat(32) }, { id: incident.sys_id }];
		const binary = await Promise.all(
			['1.txt', '2.txt', '3.txt'].map(async (name) => ({ data: await file(name, 'text/plain', name) })),
		);
		const parameters = {
			table: by('name', 'incident'),
			record: by('id', '={{ $json.id }}'),
			binaryPropertyName: 'data',
		};
		const regular = await run('upload', parameters, { items, binary, settings: { onError: 'continueRegularOutput' } });
		expect(regular.output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(regular.json).toMatchObject([
			{ file_name: '1.txt', table_sys_id: other },
			{ error: 'No Record found', details: { itemIndex: 1 } },
			{ file_name: '3.txt', table_sys_id: incident.sys_id },
		]);
		const ids = regular.json.map(({ sys_id }) => sys_id);
		const downloads = await run(
			'download',
			{ attachment: by('id', '={{ $json.id }}') },
			{
				items: [{ id: ids[2] }, { id: 'f'.repeat(32), mine: 1 }, { id: ids[0] }],
				settings: { onError: 'continueErrorOutput' },
			},
		);
		expect(downloads.json.map(({ file_name }) => file_name)).toEqual(['3.txt', '1.txt']);
		expect(downloads.errors.map(({ json }) => json)).toMatchObject([{ mine: 1, error: 'No Record found' }]);
		const deleted = await run(
			'delete',
			{ attachment: by('id', '={{ $json.id }}') },
			{ items: [{ id: ids[0] }, { id: ids[2] }] },
		);
		expect(deleted.json).toEqual([ids[0], ids[2]].map((sys_id) => ({ deleted: true, sys_id })));
	});
});

describe('Get Many', () => {
	it('keeps to the record, whatever the query says', async () => {
		await upload('mine.txt');
		for (const sysparm_query of [
			'ORsys_idISNOTEMPTY',
			'^ORsys_idISNOTEMPTY',
			'active=x^NQORsys_idISNOTEMPTY',
			'^ORDERBYfile_name',
		]) {
			const { json, error } = await run('getAll', {
				of: 'record',
				...onIncident(),
				returnAll: true,
				options: { sysparm_query },
			});
			expect(error).toBeUndefined();
			expect(json.every(({ table_sys_id }) => table_sys_id === incident.sys_id)).toBe(true);
		}
	});
});

describe('Input that cannot be used', () => {
	it.each([
		['upload', { record: by('url', '//evil') }, 'Record: "//evil" is not the address of a record'],
		['upload', { table: by('name', 'sys_user/../x') }, 'Table: '],
		['getAll', { of: '={{ "everything" }}' }, 'everything" }}" is none of the choices'],
		['getAll', { of: 'table', table: by('name', '@evil') }, 'Table: "@evil" is not the name of a table'],
		['getAll', { of: 'record', record: by('number', 'INC1^NQ') }, 'Record: "INC1^NQ" is not a record number'],
		['download', { from: '={{ "all" }}' }, 'all" }}" is none of the choices'],
		['download', { from: 'record', outputItems: '={{ "zip" }}' }, 'Output Items: "zip" is none of the choices'],
		['download', { outputField: '={{ "" }}' }, 'Put Output File in Field: No field is named'],
		['rename', { attachment: by('id', 'a'.repeat(32)), fileName: '={{ " " }}' }, 'File Name: No name is given'],
	])('is refused before anything is sent: %s %j', async (operation, parameters, message) => {
		const data = await file('a.txt', 'text/plain', 'a');
		s.emulator.resetStats();
		const usual = { ...onIncident(), returnAll: true, outputField: 'data', attachment: by('id', 'a'.repeat(32)) };
		const { error } = await run(
			operation,
			{ ...usual, ...parameters, binaryPropertyName: 'data' },
			{ binary: [{ data }] },
		);
		expect(error?.message).toContain(message);
		expect(requestCount(s)).toBe(0);
	});

	it.each(['get', 'rename', 'delete'])('%s of an unknown file fails with ServiceNow’s words', async (operation) => {
		const { error } = await run(operation, { attachment: by('id', 'f'.repeat(32)), fileName: 'x.txt' });
		expect(error).toMatchObject({ message: 'No Record found', httpCode: '404' });
	});
});
