import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Agent, request } from 'undici';
import { readFileSync } from 'node:fs';
import type { EmulatorServer } from '../../test/harness/servicenow/emulator.mts';
import { runtimeFolder } from '../../test/harness/project.mts';
import type { Progress } from '../../test/harness/progress.mts';
import { startEmulatorIn, startStack, type Stack } from '../../test/harness/stack.mts';
import { Workspace } from '../../test/harness/workspace.mts';
import { fileOf } from '../contestants/material.mts';
import { type Setting, SETTINGS } from '../scenarios/scenario.mts';
import type { Access, RecordKey } from '../task.mts';

export const N8N = '2.41.1';
const MEGABYTE = 1024 * 1024;

/** An instance, perhaps an n8n, and what all contestants work on. */
export interface Ground {
	folder: string;
	emulator: EmulatorServer;
	/** Absent where only n8n-core is measured. */
	stack: Stack | undefined;
	access: Access;
	/** Incidents that stay. */
	kept: RecordKey[];
	/** Incidents of which each may be deleted once. */
	spare: RecordKey[];
	/** The id of a file of so many megabytes. */
	attachment(megabytes: number): Promise<string>;
	stop(): Promise<void>;
}

export interface Wanted {
	setting: Setting;
	/** Rows by table, incidents apart. */
	rows: Record<string, number>;
	kept: number;
	spare: number;
	/** Packed package for a real n8n; undefined where none is wanted. */
	tarball: string | undefined;
	progress: Progress;
}

export async function startGround(wanted: Wanted): Promise<Ground> {
	const { tarball, progress } = wanted;
	const args = emulatorArgs(wanted);
	if (tarball !== undefined) {
		const stack = await startStack({ version: N8N, progress, emulator: args, tarball });
		return await groundOf(wanted, stack.emulator, stack, stack.folder, async () => await stack.stop());
	}
	return await Workspace.create(async (workspace) => {
		const emulator = await startEmulatorIn(workspace, args, progress);
		return await groundOf(wanted, emulator, undefined, workspace.folder, async () => await workspace.dispose());
	});
}

function emulatorArgs({ setting, rows, kept, spare }: Wanted): string[] {
	const { latency, serviceTime, semaphores } = SETTINGS[setting];
	const tables = Object.entries({ ...rows, incident: kept + spare }).flatMap(([table, count]) => [
		'--rows',
		`${table}=${count}`,
	]);
	const times = ['--latency', String(latency), '--service-time', String(serviceTime)];
	return ['--tls', ...times, '--semaphores', String(semaphores), ...tables];
}

async function groundOf(
	{ kept, spare }: Wanted,
	emulator: EmulatorServer,
	stack: Stack | undefined,
	...[folder, stop]: [string, () => Promise<void>]
): Promise<Ground> {
	const user = emulator.users.find(({ roles }) => roles.includes('admin'));
	const client = emulator.oauth.find(({ grants }) => grants.includes('client_credentials'));
	if (user === undefined || client === undefined) throw new Error('The emulator has no administrator or no client.');
	const { client_id, client_secret } = client;
	const n8nFolder = path.join(runtimeFolder(), N8N);
	const send = sender(emulator, user);
	const query = 'sysparm_query=ORDERBYsys_id&sysparm_fields=sys_id,number';
	const records = (await send(`/api/now/table/incident?${query}&sysparm_limit=${kept + spare}`)) as RecordKey[];
	const attachments = new Map<number, string>();
	return {
		folder,
		emulator,
		stack,
		access: { url: emulator.url, user, client: { client_id, client_secret }, n8nFolder },
		kept: records.slice(0, kept),
		spare: records.slice(kept),
		async attachment(megabytes) {
			const known = attachments.get(megabytes);
			if (known !== undefined) return known;
			const target = `table_name=incident&table_sys_id=${records[0]?.sys_id}&file_name=bench.bin`;
			const uploaded = (await send(`/api/now/attachment/file?${target}`, {
				method: 'POST',
				body: createReadStream(await fileOf(megabytes * MEGABYTE)),
			})) as { sys_id: string };
			attachments.set(megabytes, uploaded.sys_id);
			return uploaded.sys_id;
		},
		stop,
	};
}

function sender({ url, caFile }: EmulatorServer, user: Access['user']) {
	const dispatcher = new Agent({ connect: { ca: readFileSync(caFile ?? '') } });
	const authorization = `Basic ${Buffer.from(`${user.user_name}:${user.password}`).toString('base64')}`;
	const headers = { authorization, 'content-type': 'application/octet-stream' };
	return async (address: string, init: object = {}): Promise<unknown> => {
		const { body, statusCode } = await request(url + address, { dispatcher, headers, ...init });
		if (statusCode >= 300) throw new Error(`${address}: ${statusCode} ${await body.text()}`);
		return ((await body.json()) as { result: unknown }).result;
	};
}
