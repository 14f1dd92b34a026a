import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isOnPath, runCommand, tryCommand } from '../processes/command.mts';
import { withLock } from '../processes/folderLock.mts';
import type { NodeRuntime } from './node.mts';
import { ensureNode } from './node.mts';
import type { Progress } from '../progress.mts';
import { step } from '../progress.mts';
import { projectFolder, runtimeFolder } from '../project.mts';

/** The n8n versions that have a lock file under `locks/` beside this file, newest first, and the Node each of them needs. */
const NODE_FOR = { '2.41.1': '24.21.0', '1.123.81': '22.23.3' } as const;

export type N8nVersion = keyof typeof NODE_FOR;
export const N8N_VERSIONS = Object.keys(NODE_FOR) as N8nVersion[];
export const isN8nVersion = (text: string): text is N8nVersion => Object.hasOwn(NODE_FOR, text);

export interface N8nInstallation {
	version: N8nVersion;
	/** The Node that runs it. */
	node: string;
	/** The script that Node runs. */
	script: string;
}

const NEEDED_BYTES = 4 * 1024 ** 3;
const STAMP = 'installed.txt';
const UNFINISHED = '.unfinished-';
const BUILD_TOOLS = { python3: 'python3', make: 'make', 'g++': 'g++' } as const;

const n8nScript = (folder: string): string => path.join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
const sqliteAddon = (folder: string): string =>
	path.join(folder, 'node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node');

/** What an installation stands for: another lock file, Node or machine makes the old one worthless. */
async function fingerprint(source: string, node: NodeRuntime): Promise<string> {
	const { stdout } = await runCommand(node.bin, ['--version']);
	const hash = createHash('sha256').update(await readFile(path.join(source, 'package-lock.json')));
	return hash.update(`${stdout.trim()} ${process.platform} ${process.arch}`).digest('hex');
}

async function isComplete(folder: string, wanted: string): Promise<boolean> {
	const stamp = path.join(folder, STAMP);
	if (![stamp, n8nScript(folder), sqliteAddon(folder)].every((file) => existsSync(file))) return false;
	return (await readFile(stamp, 'utf8')).trim() === wanted;
}

async function assertDiskSpace(): Promise<void> {
	const { bavail, bsize } = await statfs(runtimeFolder());
	if (bavail * bsize >= NEEDED_BYTES) return;
	const free = ((bavail * bsize) / 1024 ** 3).toFixed(1);
	throw new Error(`n8n needs about 4 GB of disk space in ${runtimeFolder()}; only ${free} GB are free.`);
}

/** npm would try every package of hundreds again and again before it gave up, for a quarter of an hour and longer. */
async function assertRegistry(version: N8nVersion, env: NodeJS.ProcessEnv): Promise<void> {
	const args = ['view', `n8n@${version}`, 'version', '--prefer-offline', '--fetch-retries=1', '--loglevel=error'];
	const { exitCode, output } = await tryCommand('npm', args, { env });
	if (exitCode === 0) return;
	const { stdout } = await runCommand('npm', ['config', 'get', 'registry'], { env });
	throw new Error(
		`n8n ${version} has to be downloaded on the first start, and npm cannot get it from ${stdout.trim()}. ` +
			`Check the network, a proxy (npm config get proxy) and the registry. npm says:\n${output.trim().split('\n').slice(0, 4).join('\n')}`,
	);
}

function environment(node: NodeRuntime): NodeJS.ProcessEnv {
	return {
		...process.env,
		PATH: `${path.dirname(node.bin)}${path.delimiter}${process.env.PATH ?? ''}`,
		// Without it node-gyp compiles against whatever headers it finds or has to download.
		...(node.headers ? { npm_config_nodedir: node.headers } : {}),
	};
}

const DRIVER = path.join('node_modules', 'sqlite3');

async function driverVersion(folder: string): Promise<string | undefined> {
	const manifest = path.join(folder, DRIVER, 'package.json');
	if (!existsSync(manifest)) return undefined;
	return (JSON.parse(await readFile(manifest, 'utf8')) as { version: string }).version;
}

/** It is made for Node-API: what was compiled for another n8n here serves this one and its Node, too. */
async function borrowSqlite(folder: string): Promise<void> {
	const builtIn = (other: string) => path.join(other, DRIVER, 'build', 'Release', 'node_sqlite3.node');
	const wanted = await driverVersion(folder);
	for (const name of await readdir(path.dirname(folder))) {
		const other = path.join(path.dirname(folder), name);
		if (other === folder || !existsSync(builtIn(other)) || (await driverVersion(other)) !== wanted) continue;
		await mkdir(path.dirname(builtIn(folder)), { recursive: true });
		await copyFile(builtIn(other), builtIn(folder));
		return;
	}
}

async function buildSqlite(folder: string, node: NodeRuntime): Promise<void> {
	const env = environment(node);
	const opens = "new (require('sqlite3').Database)(':memory:').get('select 1',(e)=>process.exit(e?1:0))";
	const tryToOpen = () => tryCommand(node.bin, ['-e', opens], { cwd: folder, env });
	await borrowSqlite(folder);
	if ((await tryToOpen()).exitCode === 0) return;
	const built = await tryCommand('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false', '--loglevel=error'], {
		cwd: folder,
		env,
	});
	const works = built.exitCode === 0 ? await tryToOpen() : built;
	if (works.exitCode === 0) return;

	const missing = Object.entries(BUILD_TOOLS).flatMap(([tool, debian]) => (isOnPath(tool) ? [] : [debian]));
	if (missing.length > 0) {
		throw new Error(
			'The database driver of n8n (sqlite3) could not be downloaded ready-made, and this machine cannot compile it. ' +
				`Install the missing tools and start again; on Debian or Ubuntu: apt-get install ${missing.join(' ')}`,
		);
	}
	throw new Error(`The database driver of n8n (sqlite3) could not be downloaded or compiled:\n${works.output.trim()}`);
}

/** Leftovers of installations that were broken off, and an installation that stands for something else. */
async function clear(folder: string, progress: Progress): Promise<void> {
	const parent = path.dirname(folder);
	const isOurs = (name: string) =>
		name === path.basename(folder) || name.startsWith(`${path.basename(folder)}${UNFINISHED}`);
	const old = (await readdir(parent, { withFileTypes: true })).filter(
		(entry) => entry.isDirectory() && isOurs(entry.name),
	);
	for (const { name } of old) {
		progress(`Removing an unfinished or outdated n8n, ${path.join(parent, name)} …`);
		// npm may still be writing there when its parent was killed.
		await rm(path.join(parent, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	}
}

interface Installation {
	version: N8nVersion;
	/** Folder of its lock file. */
	source: string;
	folder: string;
	node: NodeRuntime;
}

/** Installs into a folder beside the final one, which therefore never holds half an n8n. */
async function install({ version, source, folder, node }: Installation, progress: Progress) {
	await clear(folder, progress);
	await assertDiskSpace();
	await assertRegistry(version, environment(node));
	const unfinished = `${folder}${UNFINISHED}${process.pid}`;
	await mkdir(unfinished);
	for (const file of ['package.json', 'package-lock.json']) {
		await copyFile(path.join(source, file), path.join(unfinished, file));
	}
	await step(progress, `Downloading n8n ${version} into ${folder}`, '2 to 5 minutes, only the first time', async () => {
		// Install scripts stay off: one of them wants a prebuilt Kafka client from GitHub and fails where there is no way
		// there. `install`, not `ci`: `ci` refuses the lock where a registry lacks optional packages of other platforms.
		const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
		await runCommand('npm', args, { cwd: unfinished, env: environment(node) });
	});
	await step(progress, 'Preparing its database driver', '5 s, or 80 s where it has to be compiled', async () => {
		await buildSqlite(unfinished, node);
	});
	await writeFile(path.join(unfinished, STAMP), `${await fingerprint(source, node)}\n`);
	await rename(unfinished, folder);
}

/** The wanted n8n, installed on first use. Later calls take milliseconds. */
export async function ensureN8n(version: N8nVersion, progress: Progress): Promise<N8nInstallation> {
	const source = path.join(projectFolder(), 'test', 'harness', 'install', 'locks', version);
	const folder = path.join(runtimeFolder(), version);
	return await withLock(`${folder}.lock`, progress, async () => {
		const node = await ensureNode(NODE_FOR[version], progress);
		if (!(await isComplete(folder, await fingerprint(source, node)))) {
			await install({ version, source, folder, node }, progress);
		}
		return { version, node: node.bin, script: n8nScript(folder) };
	});
}
