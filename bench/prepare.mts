import { createReadStream } from 'node:fs';
import { type Dispatcher, request } from 'undici';
import type { EmulatorServer } from '../test/harness/servicenow/emulator.mts';
import type { Assignment } from './job.mts';
import { fileOf } from './material.mts';

/** What all contestants need: somebody to sign in as, records to work on, a file to download. */
export async function prepare(
	emulator: EmulatorServer,
	dispatcher: Dispatcher,
	{ items, fileSize, n8nFolder }: Pick<Assignment, 'items' | 'fileSize' | 'n8nFolder'>,
): Promise<Omit<Assignment, 'job' | 'contestant'>> {
	const user = emulator.users.find(({ roles }) => roles.includes('admin'));
	const client = emulator.oauth.find(({ grants }) => grants.includes('client_credentials'));
	if (user === undefined || client === undefined) throw new Error('The emulator has no administrator or no client.');
	const authorization = `Basic ${Buffer.from(`${user.user_name}:${user.password}`).toString('base64')}`;
	const send = async (path: string, init: object = {}): Promise<unknown> => {
		const { body, statusCode } = await request(emulator.url + path, {
			dispatcher,
			headers: { authorization },
			...init,
		});
		if (statusCode >= 300) throw new Error(`${path}: ${statusCode} ${await body.text()}`);
		return ((await body.json()) as { result: unknown }).result;
	};
	const records = (await send(
		`/api/now/table/incident?sysparm_query=ORDERBYsys_id&sysparm_fields=sys_id,number&sysparm_limit=${items}`,
	)) as Assignment['records'];
	const uploaded = (await send(
		`/api/now/attachment/file?table_name=incident&table_sys_id=${records[0]?.sys_id}&file_name=bench.bin`,
		{
			method: 'POST',
			body: createReadStream(await fileOf(fileSize)),
			headers: { authorization, 'content-type': 'application/octet-stream' },
		},
	)) as { sys_id: string };
	const { client_id, client_secret } = client;
	return {
		url: emulator.url,
		user,
		client: { client_id, client_secret },
		items,
		records,
		fileSize,
		attachment: uploaded.sys_id,
		n8nFolder,
	};
}
