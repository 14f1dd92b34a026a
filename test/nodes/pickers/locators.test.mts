/** The ways in which tables, files and records of another kind of id are named. */
import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { listSearch } from '../../../nodes/ServiceNowPlatform/methods/listSearch.ts';
import { actAs } from '../../support/actAs.mts';
import { contentOf, file } from '../../support/n8n/files.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
let incidents: Array<Record<string, string>>;
beforeAll(async () => {
	s = await stage();
	await actAs(s, 'admin');
	incidents = s.emulator.store.find('incident', {}).slice(0, 2) as Array<Record<string, string>>;
});
afterAll(async () => await s.close());
beforeEach(() => s.emulator.resetStats());

const HOST = 'https://dev12345.service-now.com';
const named = (value: string) => ({ __rl: true, mode: 'file_name', value });
const attachment = async (operation: string, parameters: Record<string, unknown>) =>
	await s.n8n.run({ resource: 'attachment', operation, ...parameters } as never);
const files = (file_name: string) => s.emulator.store.find('sys_attachment', { file_name });

async function uploaded(nth: number, name: string): Promise<void> {
	const place = { table: by('name', 'incident'), record: by('id', String(incidents[nth]?.sys_id)), allFiles: true };
	const binary = [{ data: await file(name, 'text/plain', `${name} of ${String(nth)}`) }];
	const { error } = await s.n8n.run({ resource: 'attachment', operation: 'upload', ...place } as never, { binary });
	if (error) throw error;
}

describe('An attachment by its name', () => {
	it('is read, downloaded, renamed and deleted', async () => {
		await uploaded(0, 'Only one.txt');
		const [{ sys_id } = {}] = files('Only one.txt');
		expect((await attachment('get', { attachment: named('Only one.txt') })).json).toMatchObject([{ sys_id }]);
		const { output } = await attachment('download', {
			from: 'attachment',
			attachment: named('only ONE.txt'),
			outputField: 'data',
		});
		expect(String(await contentOf(output[0]?.binary?.data as never))).toBe('Only one.txt of 0');
		await attachment('rename', { attachment: named('Only one.txt'), fileName: 'renamed.txt' });
		expect(s.stored('sys_attachment', { sys_id: String(sys_id) })).toMatchObject({ file_name: 'renamed.txt' });
		await attachment('delete', { attachment: named('renamed.txt') });
		expect(files('renamed.txt')).toEqual([]);
	});

	it('that several have is an error which lists them, until the record is named', async () => {
		await uploaded(0, 'twice.txt');
		await uploaded(1, 'twice.txt');
		const { error } = await attachment('delete', { attachment: named('twice.txt') });
		expect(error?.message).toBe('More than one attachment is named twice.txt');
		for (const { sys_id } of files('twice.txt')) expect(error?.description).toContain(sys_id);
		expect(error?.description).toContain(`(incident ${String(incidents[0]?.sys_id)}`);
		expect(files('twice.txt')).toHaveLength(2);
		const options = { holder: incidents[1]?.number };
		await attachment('delete', { attachment: named('twice.txt'), options });
		expect(files('twice.txt')).toMatchObject([{ table_sys_id: incidents[0]?.sys_id }]);
		const again = await attachment('delete', { attachment: named('twice.txt'), options });
		expect(again.error?.message).toBe('No attachment is named twice.txt on this record');
	});

	it.each([
		['get', named('a^ORfile_nameISNOTEMPTY'), {}, 'Attachment: '],
		['delete', named('={{ "" }}'), {}, 'Attachment: '],
		['rename', named('x'), { fileName: '={{ "" }}' }, 'File Name: '],
		['delete', named('x'), { options: { holder: 'a^b' } }, 'Record of the File: '],
		['delete', named('x'), { options: { holder: 'INC0000001, INC0000002' } }, 'Record of the File: It names several'],
		['get', by('id', 'file'), {}, 'Attachment: '],
	])('%s sends nothing for %j', async (operation, chosen, more, message) => {
		const { error } = await attachment(operation, { attachment: chosen, fileName: 'y.txt', ...more });
		expect(error?.message).toContain(message);
		expect(requestCount(s)).toBe(0);
	});
});

describe('A table by the address of a page', () => {
	it.each([
		'/incident_list.do?sysparm_query=active%3Dtrue',
		'/nav_to.do?uri=incident_list.do',
		'/incident.do?sys_id=-1',
	])('is that of %s', async (path) => {
		const table = by('url', `${HOST}${path}`);
		const parameters = { resource: 'record', operation: 'getAll', table, limit: 1, returnAll: false };
		const { json, error } = await s.n8n.run(parameters as never);
		expect(error).toBeUndefined();
		expect(json[0]?.number).toMatch(/^INC/);
	});

	it('is known to the pickers', async () => {
		const context = s.n8n.loadOptions({
			authentication: 'serviceNowPlatformServiceOAuth2Api',
			resource: 'record',
			operation: 'get',
			table: by('url', `${HOST}/incident_list.do`),
		} as unknown as INodeParameters);
		const { results } = await listSearch.searchRecords.call(context as ILoadOptionsFunctions);
		expect(results[0]?.name).toMatch(/^INC/);
	});

	it('is refused where the address names none, before anything is sent', async () => {
		const table = by('url', `${HOST}/sp?id=index`);
		const { error } = await s.n8n.run({ resource: 'record', operation: 'getAll', table } as never);
		expect(error?.message).toContain('is not the address of a list or a record');
		expect(requestCount(s)).toBe(0);
	});
});

describe('The global application', () => {
	const record = async (operation: string, table: string, id: string, more: Record<string, unknown> = {}) =>
		await s.n8n.run({
			resource: 'record',
			operation,
			table: by('name', table),
			record: by('id', id),
			...more,
		} as never);

	it('is chosen by its id, which the list brings', async () => {
		const { json, error } = await record('get', 'sys_scope', 'global');
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ sys_id: 'global', scope: 'global' }]);
	});

	it.each([
		['incident', 'global'],
		['sys_scope', '../global'],
		['sys_scope', 'globals'],
	])('lends its id to no other record: %s %s', async (table, id) => {
		const { error } = await record('get', table, id);
		expect(error?.message).toContain('is not a sys_id');
		expect(requestCount(s)).toBe(0);
	});
});
