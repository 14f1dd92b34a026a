import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { installInto } from '../../test/harness/install/package.mts';
import { projectFolder } from '../../test/harness/project.mts';
import { spreadOf } from '../measure/statistics.mts';
import type { StartLine } from '../report/results.mts';

/** What n8n does with a package when it starts: loads each node and credential type, and makes one of each. */
const LOADING = `
const [home, isLoaded] = process.argv.slice(1);
require('n8n-workflow');
const manifest = require(home + '/package.json').n8n;
const begun = performance.now();
if (isLoaded === 'true') for (const file of [...manifest.nodes, ...manifest.credentials]) {
	const [type] = Object.values(require(home + '/' + file));
	new type();
}
const milliseconds = performance.now() - begun;
global.gc();
console.log(JSON.stringify({ milliseconds, memory: process.memoryUsage().rss }));
`;

interface Loaded {
	milliseconds: number;
	memory: number;
}

/** The loading of the package alone, in processes that have loaded what n8n brings along. */
export async function measureLoading(folder: string, tarball: string, rounds: number): Promise<StartLine> {
	const userFolder = path.join(folder, 'load');
	await mkdir(userFolder, { recursive: true });
	const { name } = await installInto(userFolder, tarball);
	const home = path.join(userFolder, '.n8n', 'nodes', 'node_modules', name);
	const [plain, more]: [Loaded[], Loaded[]] = [[], []];
	for (let round = 0; round <= rounds; round++) {
		for (const [all, isLoaded] of [
			[plain, false],
			[more, true],
		] as const) {
			const one = await load(home, isLoaded);
			if (round > 0) all.push(one);
		}
	}
	const time = (all: Loaded[]) => spreadOf(all.map(({ milliseconds }) => milliseconds));
	const memory = (all: Loaded[]) => spreadOf(all.map((one) => one.memory)).median;
	return {
		what: 'the package alone',
		...{ without: time(plain), with: time(more) },
		...{ memoryWithout: memory(plain), memoryWith: memory(more) },
	};
}

async function load(home: string, isLoaded: boolean): Promise<Loaded> {
	// n8n-workflow is found where n8n has it: beside the package that is loaded.
	const env = { ...process.env, NODE_PATH: path.join(projectFolder(), 'node_modules') };
	const args = ['--expose-gc', '-e', LOADING, home, String(isLoaded)];
	const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
	let text = '';
	child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
	const [code] = (await once(child, 'close')) as [number];
	if (code !== 0) throw new Error(`Loading the package ended with ${code}.`);
	return JSON.parse(text) as Loaded;
}
