import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isOnPath, runCommand, tryCommand } from '../harness/processes/command.mts';
import { errorCode } from '../harness/processes/errorCode.mts';
import type { Progress } from '../harness/progress.mts';
import { step } from '../harness/progress.mts';

const PACKAGES = ['redis-server', 'postgresql'];
/** Debian keeps the servers of all PostgreSQL versions beside each other, and off the PATH. */
const POSTGRES_VERSIONS = '/usr/lib/postgresql';

export const isRoot = (): boolean => process.getuid?.() === 0;

async function postgresFolder(): Promise<string | undefined> {
	try {
		const versions = (await readdir(POSTGRES_VERSIONS)).map(Number).filter((version) => version > 0);
		return versions.length === 0 ? undefined : path.join(POSTGRES_VERSIONS, String(Math.max(...versions)), 'bin');
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}

async function found(): Promise<string | undefined> {
	return isOnPath('redis-server') ? await postgresFolder() : undefined;
}

async function install(): Promise<void> {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const args = ['install', '--yes', '--no-install-recommends', ...PACKAGES];
	if ((await tryCommand('apt-get', args, { env })).exitCode === 0) return;
	// The lists of packages may be old, or not there at all.
	await runCommand('apt-get', ['update'], { env });
	await runCommand('apt-get', args, { env });
}

/** The folder of PostgreSQL's programs. Installs Debian's Redis and PostgreSQL where they are missing and that is possible. */
export async function ensureServers(progress: Progress): Promise<string> {
	const there = await found();
	if (there !== undefined) return there;
	const wanted = PACKAGES.join(' ');
	if (!isRoot() || !isOnPath('apt-get')) {
		throw new Error(
			`The queue test needs a Redis and a PostgreSQL server. On Debian or Ubuntu: apt-get install ${wanted} ` +
				'(the test does so itself when it is run as root).',
		);
	}
	await step(progress, `Installing Debian's ${wanted}`, '30 s, only the first time', install);
	const installed = await found();
	if (installed === undefined) throw new Error(`Debian's ${wanted} are installed, but their programs are not found.`);
	return installed;
}
