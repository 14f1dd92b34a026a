import { ensureN8n, type N8nVersion } from '../../harness/install/n8n.mts';
import { installInto } from '../../harness/install/package.mts';
import { startN8n } from '../../harness/n8n/boot.mts';
import { N8nClient } from '../../harness/n8n/client.mts';
import { watchingWorkflow } from '../../harness/n8n/watching.mts';
import { freePort } from '../../harness/processes/port.mts';
import { toStderr } from '../../harness/progress.mts';
import { adminOf } from '../../harness/servicenow/credentials.mts';
import type { EmulatorServer } from '../../harness/servicenow/emulator.mts';
import { Instance } from '../../harness/servicenow/instance.mts';
import { OWNER, startEmulatorIn } from '../../harness/stack.mts';
import { Workspace } from '../../harness/workspace.mts';

export const MODES = ['polling', 'instant'] as const;

/** n8n commits a poll's findings and their execution together. */
const DURABLE = {
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
};

export interface Watched {
	version: N8nVersion;
	durable: boolean;
	tarball: string;
}

/** An n8n that can end and begin again, with a workflow of each mode that watches incidents. */
interface Scene {
	client: N8nClient;
	instance: Instance;
	/** Workflows, in the order of the modes. */
	ids: string[];
	/** `between`: what happens while it is away. */
	endAndBegin(how: 'stop' | 'kill', between?: () => Promise<void>): Promise<void>;
}

export async function withWatched<Result>(
	{ version, durable, tarball }: Watched,
	use: (scene: Scene) => Promise<Result>,
): Promise<Result> {
	const installation = await ensureN8n(version, toStderr);
	const workspace = await Workspace.create(async (created) => created);
	try {
		const access = await startEmulatorIn(workspace, [], toStderr);
		const userFolder = `${workspace.folder}/n8n`;
		await installInto(userFolder, tarball);
		const port = await freePort();
		const begin = async () => await startN8n({ installation, userFolder, port, env: durable ? DURABLE : {} });
		let n8n = await begin();
		workspace.onDispose(async () => await n8n.stop());
		const client = new N8nClient(n8n.url);
		await client.signIn(OWNER);
		const ids = await published(client, access);
		return await use({
			...{ client, ids, instance: new Instance(access) },
			async endAndBegin(how, between) {
				await n8n[how]();
				await between?.();
				n8n = await begin();
			},
		});
	} finally {
		await workspace.dispose();
	}
}

/** A workflow for each mode. */
async function published(client: N8nClient, access: EmulatorServer): Promise<string[]> {
	const { user_name: username, password } = adminOf(access);
	const data = { instance: access.url, method: 'basic', username, password };
	const credential = await client.createCredential('serviceNowPlatformApi', 'Admin', data);
	const ids: string[] = [];
	for (const mode of MODES) {
		const id = await client.createWorkflow(watchingWorkflow(mode, credential, { mode, options: { ignoreOwn: false } }));
		await client.activate(id);
		ids.push(id);
	}
	return ids;
}
