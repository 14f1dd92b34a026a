import path from 'node:path';
import type { EmulatorServer } from './servicenow/emulator.mts';
import { startEmulator } from './servicenow/emulator.mts';
import type { N8nVersion } from './install/n8n.mts';
import { ensureN8n } from './install/n8n.mts';
import { Instance } from './servicenow/instance.mts';
import type { N8nServer } from './n8n/boot.mts';
import { startN8n } from './n8n/boot.mts';
import { installInto, packProject } from './install/package.mts';
import { freePort } from './processes/port.mts';
import type { Progress } from './progress.mts';
import { step } from './progress.mts';
import type { Owner } from './n8n/session.mts';
import { N8nClient } from './n8n/client.mts';
import { Workspace } from './workspace.mts';

export const OWNER: Owner = {
	email: 'demo@example.com',
	password: 'ServiceNow1',
	firstName: 'Demo',
	lastName: 'Owner',
};

export interface StackOptions {
	version: N8nVersion;
	progress: Progress;
	/** Command line of the emulator. */
	emulator?: readonly string[];
	/** The port that n8n should have if it is free; 0, the default, is any free one. */
	port?: number;
	/** An already packed package; by default the project is built and packed first. */
	tarball?: string;
	/** Further settings of n8n. */
	env?: Record<string, string>;
}

/** ServiceNow (emulated) and a real n8n with this package in it, each a process of its own, and a way into both. */
export interface Stack {
	readonly folder: string;
	readonly emulator: EmulatorServer;
	readonly instance: Instance;
	readonly n8n: N8nServer;
	readonly client: N8nClient;
	/** Stops both and removes the folder with all their data. */
	stop(): Promise<void>;
}

export async function startStack(options: StackOptions): Promise<Stack> {
	const { version, progress } = options;
	const installation = await ensureN8n(version, progress);
	return await Workspace.create(async (workspace) => {
		const { folder } = workspace;
		const tarball = options.tarball ?? (await packed(folder, progress));
		const emulator = await startEmulatorIn(workspace, options.emulator ?? [], progress);

		const userFolder = path.join(folder, 'n8n');
		await installInto(userFolder, tarball);
		const env = { ...(emulator.caFile && { NODE_EXTRA_CA_CERTS: emulator.caFile }), ...options.env };
		const n8n = await step(progress, `Starting n8n ${version} with the package installed`, '15 s', async () => {
			return await startN8n({ installation, userFolder, port: await freePort(options.port), env });
		});
		workspace.onDispose(async () => await n8n.stop());

		const client = new N8nClient(n8n.url);
		await client.signIn(OWNER);
		const instance = new Instance(emulator);
		return { folder, emulator, instance, n8n, client, stop: async () => await workspace.dispose() };
	});
}

async function packed(folder: string, progress: Progress): Promise<string> {
	return await step(progress, 'Building and packing this package', '15 s', async () => await packProject(folder));
}

/** Starts the ServiceNow emulator on any free port. */
export async function startEmulatorIn(
	workspace: Workspace,
	args: readonly string[],
	progress: Progress,
): Promise<EmulatorServer> {
	const emulator = await step(progress, 'Starting the ServiceNow emulator', '3 s', async () => {
		return await startEmulator(['--port', '0', ...args], path.join(workspace.folder, 'emulator.log'));
	});
	workspace.onDispose(async () => await emulator.stop());
	return emulator;
}
