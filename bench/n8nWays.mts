import '../test/support/process/sourceHooks.mts';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import type { Assignment, Ways } from './job.mts';
import { fieldsOfList, fileOf, newIncident } from './material.mts';

const { N8n } = await import('../test/support/n8n/n8n.mts');
const { contentSize, fileOnDisk, storeFilesOnDisk } = await import('../test/support/n8n/files.mts');

type Run = Awaited<ReturnType<InstanceType<typeof N8n>['run']>>;

function successful(run: Run): Run {
	if (run.error !== undefined) throw run.error;
	return run;
}

/** The package's node, on n8n's own engine, with its defaults. */
export async function packageWays(assignment: Assignment): Promise<Ways> {
	const { url, client } = assignment;
	await storeFilesOnDisk();
	const n8n = new N8n();
	const signIn = { instance: url, grant: 'clientCredentials', clientId: client.client_id };
	await n8n.signIn({ ...signIn, clientSecret: client.client_secret });
	const run: NodeCall = async (resource, operation, parameters, options = {}) =>
		successful(await n8n.run({ resource, operation, ...parameters } as never, options));
	return { ...recordWays(run, assignment), ...fileWays(run, assignment) };
}

type NodeCall = (resource: string, operation: string, parameters: object, options?: object) => Promise<Run>;

function recordWays(run: NodeCall, { items, records }: Assignment): Ways {
	const some = records.slice(0, items);
	const record = { __rl: true, mode: 'id', value: '={{ $json.sys_id }}' };
	return {
		create: async () =>
			(
				await run(
					'incident',
					'create',
					{ fields: { mappingMode: 'autoMapInputData', value: null } },
					{
						items: Array.from({ length: items }, (_, index) => newIncident(index)),
					},
				)
			).output.length,
		get: async () => (await run('incident', 'get', { record }, { items: some })).output.length,
		update: async () =>
			(
				await run(
					'incident',
					'update',
					{ record, fields: { mappingMode: 'defineBelow', value: { impact: '2' } } },
					{ items: some },
				)
			).output.length,
		list: async () =>
			(
				await run('incident', 'getAll', {
					returnAll: true,
					output: 'selected',
					selectedFields: fieldsOfList,
				})
			).output.length,
	};
}

function fileWays(run: NodeCall, { records, fileSize, attachment }: Assignment): Ways {
	const first = { __rl: true, mode: 'id', value: records[0]?.sys_id ?? '' };
	const table = { __rl: true, mode: 'name', value: 'incident' };
	return {
		async upload() {
			const data = await fileOnDisk('bench.bin', 'application/octet-stream', await fileOf(fileSize));
			const done = await run('attachment', 'upload', { table, record: first }, { binary: [{ data }] });
			return Number(done.json[0]?.size_bytes);
		},
		async download() {
			const chosen = { __rl: true, mode: 'id', value: attachment };
			const done = await run('attachment', 'download', { from: 'attachment', attachment: chosen });
			return await contentSize(done.output[0]?.binary?.data);
		},
	};
}

interface Built {
	ServiceNow: new () => INodeType;
	ServiceNowBasicApi: new () => ICredentialType;
	HttpBasicAuth: new () => ICredentialType;
}

/** The node that n8n brings along, on the same engine. It knows hosts below service-now.com only. */
export async function builtInWays(assignment: Assignment): Promise<Ways> {
	const { url, user, items, records, n8nFolder } = assignment;
	const require = createRequire(path.join(n8nFolder, 'package.json'));
	const { ServiceNow } = require('n8n-nodes-base/dist/nodes/ServiceNow/ServiceNow.node.js') as Built;
	const { ServiceNowBasicApi } = require('n8n-nodes-base/dist/credentials/ServiceNowBasicApi.credentials.js') as Built;
	const { HttpBasicAuth } = require('n8n-nodes-base/dist/credentials/HttpBasicAuth.credentials.js') as Built;
	const n8n = new N8n({
		credentialTypes: [new ServiceNowBasicApi(), new HttpBasicAuth()],
		node: ['n8n-nodes-base.serviceNow', new ServiceNow()],
	});
	// Whatever stands behind the question mark is a parameter that the Table API does not know.
	const at = async (place: string) =>
		await n8n.signIn(
			{ user: user.user_name, password: user.password, subdomain: `${new URL(url).host}${place}?` },
			'serviceNowBasicApi',
		);
	const run = async (operation: string, parameters: object, options = {}) =>
		successful(
			await n8n.run({ authentication: 'basicAuth', resource: 'incident', operation, ...parameters } as never, options),
		).output.length;
	// It reaches the one record that the host names, as often as there are items.
	const one = async (operation: string, parameters: object) => {
		await at(`/api/now/table/incident/${records[0]?.sys_id}`);
		return await run(operation, { id: 'x', ...parameters }, { items: records.slice(0, items) });
	};
	const all = async (operation: string, parameters: object, options = {}) => {
		await at('/api/now/table/incident');
		return await run(operation, parameters, options);
	};
	return {
		create: async () =>
			await all(
				'create',
				{
					short_description: '={{ $json.short_description }}',
					additionalFields: { description: '={{ $json.description }}', impact: 2, urgency: 3, category: 'hardware' },
				},
				{ items: Array.from({ length: items }, (_, index) => newIncident(index)) },
			),
		get: async () => await one('get', { options: { sysparm_exclude_reference_link: true } }),
		update: async () => await one('update', { updateFields: { impact: 2 } }),
		list: async () =>
			await all('getAll', {
				returnAll: true,
				options: { sysparm_fields: fieldsOfList.join(','), sysparm_exclude_reference_link: true },
			}),
	};
}
