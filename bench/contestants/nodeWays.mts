import '../../test/support/process/sourceHooks.mts';
import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { Access, Task, Way, Ways } from '../task.mts';
import { fileOf, newIncidents, staying } from './material.mts';
import { nodeCall } from './parameters.mts';

const { N8n } = await import('../../test/support/n8n/n8n.mts');
const { contentSize, fileOnDisk, storeFilesOnDisk } = await import('../../test/support/n8n/files.mts');
const { ServiceNowPlatform } = await import('../../nodes/ServiceNowPlatform/ServiceNowPlatform.node.ts');

type Engine = InstanceType<typeof N8n>;
type Run = Awaited<ReturnType<Engine['run']>>;

export function successful(run: Run): Run {
	if (run.error !== undefined) throw run.error;
	return run;
}

const DESCRIBED: Way[] = [
	'create',
	'get',
	'update',
	'updateUnbridled',
	'upsert',
	'delete',
	'list',
	'listAllFields',
	'listSorted',
];

/** The package's node, on n8n's own engine, with its defaults. */
export async function nodeWays({ url, client }: Access): Promise<Ways> {
	await storeFilesOnDisk();
	const n8n = new N8n();
	n8n.usual = {};
	const signIn = { instance: url, grant: 'clientCredentials', clientId: client.client_id };
	await n8n.signIn({ ...signIn, clientSecret: client.client_secret });
	const run = async (task: Task): Promise<Run> => {
		const call = nodeCall(task);
		if (call === undefined) throw new Error(`${task.way} has no parameters.`);
		return successful(await n8n.run(call.parameters as never, { items: call.items as never }));
	};
	const described = async (task: Task): Promise<number> => (await run(task)).output.length;
	const ways: Ways = Object.fromEntries(DESCRIBED.map((way) => [way, described]));
	const listMoving = async (task: Task) => staying((await run(task)).json);
	return { ...ways, listMoving, ...pickerWays(n8n), ...fileWays(n8n), atOnce: async (task) => await atOnce(n8n, task) };
}

/** Executions beside one another, each of one item. */
async function atOnce(n8n: Engine, task: Task): Promise<number> {
	const call = nodeCall({ ...task, way: 'create' });
	const one = async () => successful(await n8n.run(call?.parameters as never, { items: newIncidents(1) }));
	return (await Promise.all(Array.from({ length: task.items }, one))).length;
}

function pickerWays(n8n: Engine): Ways {
	const { listSearch, resourceMapping } = new ServiceNowPlatform().methods;
	const context = (parameters: object): ILoadOptionsFunctions =>
		n8n.loadOptions({
			authentication: 'serviceNowPlatformServiceOAuth2Api',
			resource: 'incident',
			...parameters,
		} as never);
	return {
		tablePicker: async () => (await listSearch.searchTables.call(context({}))).results.length,
		userPicker: async () => (await listSearch.searchUsers.call(context({}))).results.length,
		recordPicker: async () => (await listSearch.searchRecords.call(context({ operation: 'get' }))).results.length,
		columnPicker: async () => (await listSearch.searchFields.call(context({}))).results.length,
		createForm: async () =>
			(await resourceMapping.getColumnsToCreate.call(context({ operation: 'create' }))).fields.length,
	};
}

function fileWays(n8n: Engine): Ways {
	const run = async (operation: string, parameters: object, options = {}) =>
		successful(await n8n.run({ resource: 'attachment', operation, ...parameters } as never, options));
	return {
		async upload({ records, fileSize }) {
			const record = { __rl: true, mode: 'id', value: records[0]?.sys_id ?? '' };
			const table = { __rl: true, mode: 'name', value: 'incident' };
			const data = await fileOnDisk('bench.bin', 'application/octet-stream', await fileOf(fileSize));
			return Number((await run('upload', { table, record }, { binary: [{ data }] })).json[0]?.size_bytes);
		},
		async download({ attachment }) {
			const chosen = { __rl: true, mode: 'id', value: attachment };
			const done = await run('download', { from: 'attachment', attachment: chosen });
			return await contentSize(done.output[0]?.binary?.data);
		},
	};
}
