import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { request } from 'undici';
import { errorCode } from '../processes/errorCode.mts';
import type { N8nOptions } from './environment.mts';
import { n8nEnvironment } from './environment.mts';
import { freePort } from '../processes/port.mts';
import type { Service } from '../processes/service.mts';
import { startService } from '../processes/service.mts';

const READY_PATIENCE_MS = 180_000;

export interface N8nProcess {
	readonly pid: number;
	readonly userFolder: string;
	readonly logFile: string;
	readonly ended: Promise<void>;
	stop(): Promise<void>;
	/** Ends it at once, whatever it is doing. */
	kill(): Promise<void>;
}

export interface N8nServer extends N8nProcess {
	readonly url: string;
	readonly port: number;
	readonly version: string;
}

async function answers(url: string): Promise<boolean> {
	try {
		const { statusCode, body } = await request(url);
		await body.dump();
		return statusCode === 200;
	} catch (error) {
		// Nobody listens yet, or the listener is not up to answering: both are part of starting.
		if (errorCode(error) !== undefined) return false;
		throw error;
	}
}

interface Launch {
	name: string;
	args: string[];
	port: number;
	/** What answers with 200 once it is ready. */
	readyPaths: string[];
}

async function launch(options: N8nOptions, { name, args, port, readyPaths }: Launch): Promise<N8nProcess> {
	const { installation, userFolder } = options;
	await mkdir(userFolder, { recursive: true });
	const logFile = path.join(userFolder, 'n8n.log');
	const service: Service = await startService({
		name,
		command: installation.node,
		args: [installation.script, ...args],
		env: n8nEnvironment(options, port, await freePort()),
		cwd: userFolder,
		logFile,
	});
	await service.ready(READY_PATIENCE_MS, async () => {
		for (const readyPath of readyPaths) if (!(await answers(`http://127.0.0.1:${port}${readyPath}`))) return false;
		return true;
	});
	return {
		pid: service.pid,
		userFolder,
		logFile,
		ended: service.ended,
		stop: async () => await service.stop(),
		kill: async () => await service.kill(),
	};
}

/** Starts a real n8n on 127.0.0.1 and waits until both its server and its editor API answer. */
export async function startN8n(options: N8nOptions): Promise<N8nServer> {
	const { version } = options.installation;
	const port = options.port || (await freePort());
	const readyPaths = ['/healthz/readiness', '/rest/settings'];
	const running = await launch(options, { name: `n8n ${version}`, args: ['start'], port, readyPaths });
	return { ...running, url: `http://127.0.0.1:${port}`, port, version };
}

/** Starts a process that only executes what an n8n in queue mode has put into its queue. */
export async function startWorker(options: N8nOptions, name: string, concurrency: number): Promise<N8nProcess> {
	const port = await freePort();
	const env = {
		...options.env,
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	};
	const args = ['worker', `--concurrency=${concurrency}`];
	return await launch({ ...options, env }, { name, args, port, readyPaths: ['/healthz/readiness'] });
}

/** Starts a process of an n8n in queue mode that only hears webhooks. */
export async function startWebhooks(options: N8nOptions): Promise<N8nServer> {
	const port = options.port || (await freePort());
	const running = await launch(options, {
		name: 'Webhooks',
		args: ['webhook'],
		port,
		readyPaths: ['/healthz/readiness'],
	});
	return { ...running, url: `http://127.0.0.1:${port}`, port, version: options.installation.version };
}
