import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../test/harness/project.mts';
import type { Workflow } from '../test/harness/n8n/workflow.mts';

const folder = (): string => path.join(projectFolder(), 'demo', 'workflows');

export async function readExample(name: string): Promise<Workflow> {
	return JSON.parse(await readFile(path.join(folder(), `${name}.json`), 'utf8')) as Workflow;
}

/** All example workflows, in the order of their file names. */
export async function readExamples(): Promise<Workflow[]> {
	const files = (await readdir(folder())).filter((file) => file.endsWith('.json')).sort();
	return await Promise.all(files.map(async (file) => await readExample(path.basename(file, '.json'))));
}
