import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { EmulatorServer } from '../harness/servicenow/emulator.mts';
import type { N8nVersion } from '../harness/install/n8n.mts';
import { ensureN8n } from '../harness/install/n8n.mts';
import { Instance } from '../harness/servicenow/instance.mts';
import type { N8nProcess, N8nServer } from '../harness/n8n/boot.mts';
import { startN8n, startWebhooks, startWorker } from '../harness/n8n/boot.mts';
import { installInto } from '../harness/install/package.mts';
import type { Progress } from '../harness/progress.mts';
import { step } from '../harness/progress.mts';
import { freePort } from '../harness/processes/port.mts';
import { N8nClient } from '../harness/n8n/client.mts';
import { Workspace } from '../harness/workspace.mts';
import { OWNER, startEmulatorIn } from '../harness/stack.mts';
import { ensureServers } from './debian.mts';
import { startPostgres, startRedis } from './servers.mts';

/** Executions that a worker runs at the same time: n8n's own default. */
const CONCURRENCY = 10;

export interface ClusterOptions {
	version: N8nVersion;
	workers: number;
	tarball: string;
	emulator: readonly string[];
	progress: Progress;
	/** Whether webhooks have a process of their own. */
	webhooks?: boolean;
}

/** ServiceNow (emulated) and an n8n in queue mode: a main process, workers, Redis and PostgreSQL, all on this machine. */
export interface Cluster {
	readonly emulator: EmulatorServer;
	readonly instance: Instance;
	readonly main: N8nServer;
	readonly workers: readonly N8nProcess[];
	/** The process that hears webhooks, if it is not the main one. */
	readonly webhooks: N8nServer | undefined;
	readonly client: N8nClient;
	stop(): Promise<void>;
}

/** n8n 2 has given its setting another name. */
const bothNames = (url: string) => ({ WEBHOOK_URL: url, N8N_WEBHOOK_URL: url });

export async function startCluster(options: ClusterOptions): Promise<Cluster> {
	const { progress, version } = options;
	const installation = await ensureN8n(version, progress);
	const programs = await ensureServers(progress);
	return await Workspace.create(async (workspace) => {
		const emulator = await startEmulatorIn(workspace, options.emulator, progress);
		const heard = options.webhooks === true ? await freePort() : undefined;
		const env = await step(progress, 'Starting Redis and PostgreSQL', '5 s', async () => ({
			...(await startRedis(workspace)),
			...(await startPostgres(workspace, programs)),
			EXECUTIONS_MODE: 'queue',
			N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
			...(heard === undefined
				? {}
				: { ...bothNames(`http://127.0.0.1:${heard}/`), N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true' }),
		}));
		const withPackage = async (name: string) => {
			const userFolder = path.join(workspace.folder, name);
			await installInto(userFolder, options.tarball);
			return { installation, userFolder, env };
		};

		// The workers come second: the main process creates the tables of the database.
		const main = await step(progress, `Starting n8n ${version} in queue mode`, '30 s', async () => {
			return await startN8n(await withPackage('main'));
		});
		workspace.onDispose(async () => await main.stop());
		const workers: N8nProcess[] = [];
		await step(progress, `Starting ${options.workers} workers`, '20 s', async () => {
			for (let number = 1; number <= options.workers; number++) {
				const worker = await startWorker(await withPackage(`worker-${number}`), `Worker ${number}`, CONCURRENCY);
				workspace.onDispose(async () => await worker.stop());
				workers.push(worker);
			}
		});

		const webhooks =
			heard === undefined ? undefined : await startWebhooks({ ...(await withPackage('webhooks')), port: heard });
		workspace.onDispose(async () => await webhooks?.stop());

		const client = new N8nClient(main.url);
		await client.signIn(OWNER);
		const instance = new Instance(emulator);
		return { emulator, instance, main, workers, webhooks, client, stop: async () => await workspace.dispose() };
	});
}
