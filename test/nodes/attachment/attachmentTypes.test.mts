import type { INodeExecutionData } from 'n8n-workflow';
import { file, sha256 } from '../../support/n8n/files.mts';
import { by, type Stage, stage } from '../../support/instance.mts';

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

describe('The type of a file', () => {
	it.each([
		['unknown', 'application/octet-stream'],
		['"text/plain"', 'application/octet-stream'],
		["'text/plain'", 'application/octet-stream'],
		['text/plain, text/plain', 'application/octet-stream'],
		['text/plaintext/plain', 'application/octet-stream'],
		['text/', 'application/octet-stream'],
		['text plain', 'application/octet-stream'],
		['text/html"><script>', 'application/octet-stream'],
		['text/plain\r\nX-Evil: 1', 'application/octet-stream'],
		[' text/csv ', 'text/csv'],
		['text/csv; charset=utf-8', 'text/csv; charset=utf-8'],
		['', 'application/octet-stream'],
	])('takes a file whatever type it came with: %j', async (type, expected) => {
		const { error, json } = await upload({ data: await file('odd.bin', type, 'odd') });
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ uploaded: true }]);
		expect(files()).toMatchObject([{ content_type: expected, hash: sha256('odd') }]);
	});

	it.each(['unknown', '"text/plain"', 'text/plain, text/plain', 'text/plain\nX-Evil: 1'])(
		'refuses a type that somebody entered and that is none: %j',
		async (contentType) => {
			const { error } = await upload(
				{ data: await file('odd.bin', 'text/plain', 'odd') },
				{ options: { contentType } },
			);
			expect(error?.message).toBe(`Content Type: "${contentType}" is not the type of a file`);
			expect(files()).toEqual([]);
		},
	);

	it('takes no server’s word for a name or a type that no file has', async () => {
		const { sys_id } = await uploaded('1.txt', 'one');
		const odd = { file_name: 'a\r\nb\u0000\u202e.txt', content_type: 'text/html"><script>' };
		s.emulator.store.put('sys_attachment', { sys_id: String(sys_id), ...odd });
		const { output, error } = await s.n8n.run(attachment('download', { attachment: by('id', String(sys_id)) }));
		expect(error).toBeUndefined();
		expect(output[0]?.binary?.data).toMatchObject({ fileName: 'ab.txt', mimeType: 'application/octet-stream' });
	});
});
