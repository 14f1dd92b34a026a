import '../../test/support/process/sourceHooks.mts';
import { createRequire } from 'node:module';
import path from 'node:path';
import type {
	ICredentialType,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';
import type { Access, Task, Ways } from '../task.mts';
import { successful } from './nodeWays.mts';
import { builtInCall } from './parameters.mts';

const { N8n } = await import('../../test/support/n8n/n8n.mts');

interface Built {
	ServiceNow: new () => INodeType;
	ServiceNowBasicApi: new () => ICredentialType;
	HttpBasicAuth: new () => ICredentialType;
}

type Helpers = Pick<IExecuteFunctions['helpers'], 'requestWithAuthentication'>;

const HOST = 'https://bench.service-now.com';

/** It knows hosts below service-now.com only: that is turned into the emulator's address on the way out, and nothing else. */
function redirect({ helpers }: { helpers: object }, url: string): void {
	const own = helpers as Helpers;
	const send = own.requestWithAuthentication;
	own.requestWithAuthentication = async function (type, options, ...more) {
		const uri = String((options as { uri: string }).uri).replace(HOST, url);
		return (await send.call(this, type, { ...options, uri } as never, ...more)) as unknown;
	};
}

/** The node that n8n brings along, on the same engine. */
export async function builtInWays({ url, user, n8nFolder }: Access): Promise<Ways> {
	const require = createRequire(path.join(n8nFolder, 'package.json'));
	const { ServiceNow } = require('n8n-nodes-base/dist/nodes/ServiceNow/ServiceNow.node.js') as Built;
	const { ServiceNowBasicApi } = require('n8n-nodes-base/dist/credentials/ServiceNowBasicApi.credentials.js') as Built;
	const { HttpBasicAuth } = require('n8n-nodes-base/dist/credentials/HttpBasicAuth.credentials.js') as Built;
	const node = new ServiceNow();
	const execute = node.execute;
	Object.assign(node, {
		async execute(this: IExecuteFunctions) {
			redirect(this, url);
			return await execute?.call(this);
		},
	});
	const n8n = new N8n({
		credentialTypes: [new ServiceNowBasicApi(), new HttpBasicAuth()],
		node: ['n8n-nodes-base.serviceNow', node],
	});
	n8n.usual = {};
	await n8n.signIn({ user: user.user_name, password: user.password, subdomain: 'bench' }, 'serviceNowBasicApi');
	const run = async (task: Task): Promise<number> => {
		const call = builtInCall(task);
		if (call === undefined) throw new Error(`The built-in node does not know ${task.way}.`);
		return successful(await n8n.run(call.parameters as never, { items: call.items as never })).output.length;
	};
	return {
		...{ create: run, get: run, update: run, delete: run, list: run, listAllFields: run },
		async userPicker() {
			const context = n8n.loadOptions({ authentication: 'basicAuth', resource: 'user', operation: 'get' });
			redirect(context, url);
			const { getUsers } = node.methods?.loadOptions as Record<string, PickerMethod>;
			return (await (getUsers as PickerMethod).call(context)).length;
		},
	};
}

type PickerMethod = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;
