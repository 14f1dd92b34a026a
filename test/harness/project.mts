import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const PACKAGE_NAME = 'n8n-nodes-servicenow';

function isProject(folder: string): boolean {
	const file = path.join(folder, 'package.json');
	if (!existsSync(file)) return false;
	const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
	return typeof content === 'object' && content !== null && 'name' in content && content.name === PACKAGE_NAME;
}

/**
 * The project's top folder, looked for upwards from the working directory: jest compiles these files to CommonJS and
 * Node runs them as ES modules, and no expression names a file's own folder in both.
 */
export function projectFolder(): string {
	for (let folder = process.cwd(); ; folder = path.dirname(folder)) {
		if (isProject(folder)) return folder;
		if (folder === path.dirname(folder)) {
			throw new Error(`No ${PACKAGE_NAME} project above ${process.cwd()}: start this from the project's folder.`);
		}
	}
}

/** Where n8n and its Node are installed; ignored by git, safe to delete. */
export function runtimeFolder(): string {
	return process.env.N8N_RUNTIME_FOLDER ?? path.join(projectFolder(), '.n8n-runtime');
}
