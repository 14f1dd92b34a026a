import { chmod, chown, mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { runCommand, tryCommand } from '../harness/processes/command.mts';
import { freePort } from '../harness/processes/port.mts';
import type { Workspace } from '../harness/workspace.mts';
import { startService } from '../harness/processes/service.mts';
import { isRoot } from './debian.mts';

const HOST = '127.0.0.1';
const PATIENCE_MS = 60_000;
/** PostgreSQL refuses to run as root; Debian's package brings this account for it. */
const ACCOUNT = 'postgres';

async function accepts(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, HOST);
		const settle = (isOpen: boolean) => {
			socket.destroy();
			resolve(isOpen);
		};
		socket.once('connect', () => settle(true));
		socket.once('error', () => settle(false));
	});
}

/** Starts a Redis that keeps nothing on disk, and returns n8n's settings for it. */
export async function startRedis(workspace: Workspace): Promise<Record<string, string>> {
	const port = await freePort();
	const service = await startService({
		name: 'Redis',
		command: 'redis-server',
		args: ['--port', String(port), '--bind', HOST, '--save', '', '--appendonly', 'no', '--dir', workspace.folder],
		env: process.env,
		cwd: workspace.folder,
		logFile: path.join(workspace.folder, 'redis.log'),
	});
	workspace.onDispose(async () => await service.stop());
	await service.ready(PATIENCE_MS, async () => await accepts(port));
	return { QUEUE_BULL_REDIS_HOST: HOST, QUEUE_BULL_REDIS_PORT: String(port) };
}

async function idOf(what: '-u' | '-g'): Promise<number> {
	return Number((await runCommand('id', [what, ACCOUNT])).stdout);
}

/** The command as it is run: by the account of PostgreSQL where we are root, else by ourselves. */
function unprivileged(command: string, args: string[]): [string, string[]] {
	if (!isRoot()) return [command, args];
	return ['setpriv', ['--reuid', ACCOUNT, '--regid', ACCOUNT, '--init-groups', command, ...args]];
}

/** Starts a PostgreSQL with an empty database, and returns n8n's settings for it. */
export async function startPostgres(workspace: Workspace, programs: string): Promise<Record<string, string>> {
	const folder = path.join(workspace.folder, 'postgres');
	await mkdir(folder);
	if (isRoot()) {
		await chown(folder, await idOf('-u'), await idOf('-g'));
		// The folder belongs to us alone; the account of PostgreSQL has to get through to its own folder.
		await chmod(workspace.folder, 0o711);
	}
	const data = path.join(folder, 'data');
	const create = ['--pgdata', data, '--username', ACCOUNT, '--auth', 'trust', '--encoding', 'UTF8', '--no-sync'];
	await runCommand(...unprivileged(path.join(programs, 'initdb'), create), { cwd: folder });

	const port = await freePort();
	// The data lives for minutes: nothing has to survive a power cut.
	const settings = [`listen_addresses=${HOST}`, `unix_socket_directories=${folder}`, 'fsync=off'];
	const serve = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
	const [command, args] = unprivileged(path.join(programs, 'postgres'), serve);
	const logFile = path.join(workspace.folder, 'postgres.log');
	const service = await startService({ name: 'PostgreSQL', command, args, env: process.env, cwd: folder, logFile });
	workspace.onDispose(async () => await service.stop());
	const asks = ['--host', HOST, '--port', String(port), '--quiet'];
	await service.ready(PATIENCE_MS, async () => {
		return (await tryCommand(path.join(programs, 'pg_isready'), asks)).exitCode === 0;
	});
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: HOST,
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: ACCOUNT,
	};
}
