import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from '../processes/command.mts';
import { projectFolder } from '../project.mts';

interface Manifest {
	name: string;
	version: string;
	dependencies?: Record<string, string>;
	devDependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
}

const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));

/** Builds this package and packs it as for the registry. Returns the tarball. */
export async function packProject(folder: string): Promise<string> {
	const cwd = projectFolder();
	await mkdir(folder, { recursive: true });
	await runCommand('npm', ['run', 'build'], { cwd });
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	const { stdout } = await runCommand('npm', args, { cwd });
	const [packed] = JSON.parse(stdout) as Array<{ filename: string }>;
	if (!packed) throw new Error('`npm pack` named no file.');
	return path.join(folder, packed.filename);
}

/**
 * Puts a packed package where n8n's "Install community node" would put it, in the same way: unpack, forget the
 * dependencies that n8n itself provides. n8n scans that folder when it starts.
 */
export async function installInto(userFolder: string, tarball: string): Promise<Manifest> {
	const nodes = path.join(userFolder, '.n8n', 'nodes');
	await mkdir(nodes, { recursive: true });
	const unpacked = await mkdtemp(path.join(nodes, 'unpack-'));
	try {
		await runCommand('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
		const manifest = (await readJson(path.join(unpacked, 'package.json'))) as Manifest;
		if (Object.keys(manifest.dependencies ?? {}).length > 0) {
			throw new Error(`${manifest.name} has runtime dependencies, which n8n's rules for community packages forbid.`);
		}
		delete manifest.devDependencies;
		delete manifest.peerDependencies;
		delete manifest.optionalDependencies;
		await writeFile(path.join(unpacked, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);

		const home = path.join(nodes, 'node_modules', manifest.name);
		await rm(home, { recursive: true, force: true });
		await cp(unpacked, home, { recursive: true });
		const installed = { name: 'installed-nodes', private: true, dependencies: { [manifest.name]: manifest.version } };
		await writeFile(path.join(nodes, 'package.json'), `${JSON.stringify(installed, null, 2)}\n`);
		return manifest;
	} finally {
		await rm(unpacked, { recursive: true, force: true });
	}
}
