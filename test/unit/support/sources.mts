import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Paths of this project are given from its top, with slashes. */
const TOP = join(__dirname, '../../..');

export interface Source {
	path: string;
	text: string;
	/** Project paths of what it imports relatively, and names of packages. */
	imports: string[];
}

export function exists(path: string): boolean {
	return existsSync(join(TOP, path));
}

export function textOf(path: string): string {
	return readFileSync(join(TOP, path), 'utf8');
}

/** All files below a folder whose names end so; none where there is no such folder. */
export function filesBelow(folder: string, ending: RegExp): string[] {
	if (!exists(folder)) return [];
	return readdirSync(join(TOP, folder), { recursive: true, encoding: 'utf8' })
		.map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
		.filter((path) => ending.test(path) && !path.includes('node_modules'))
		.sort();
}

export function sourcesBelow(folder: string, ending = /\.m?ts$/): Source[] {
	return filesBelow(folder, ending).map((path) => {
		const text = textOf(path);
		return { path, text, imports: importsOf(text).map((name) => resolved(path, name)) };
	});
}

/** Every module named by an import, an export, an import() or a require, type-only ones included. */
function importsOf(text: string): string[] {
	const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
	const statement =
		/^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]/gm;
	return [...code.matchAll(statement)].map(([, from, bare, call]) => from ?? bare ?? call ?? '');
}

function resolved(path: string, name: string): string {
	if (!name.startsWith('.')) return name;
	const target = relative(TOP, join(TOP, dirname(path), name)).replaceAll('\\', '/');
	return (
		['', '.ts', '.mts', '/index.ts', '/index.mts']
			.map((ending) => target + ending)
			.find((file) => /\.m?ts$|\.cjs$/.test(file) && exists(file)) ?? target
	);
}
