'use strict';

const { spawn } = require('node:child_process');
const { mkdir, readdir, readFile, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { dest, parallel, series, src, watch } = require('gulp');

/** What tsc does not emit and n8n needs beside the compiled nodes: icons and output schemas. */
const ICONS = ['nodes/**/*.svg', 'credentials/**/*.svg'];
const SCHEMAS = path.join('nodes', 'ServiceNowPlatform', '__schema__');
/** n8n looks for schemas by the version of the node. */
const NODE_VERSION = 'v1.0.0';

function tsc(...args) {
	const compiler = require.resolve('typescript/bin/tsc');
	return spawn(process.execPath, [compiler, ...args], { stdio: 'inherit' });
}

function clean() {
	return rm('dist', { recursive: true, force: true });
}

function compile() {
	return tsc();
}

/** tsc indents by four blanks, which are a tenth of the package; there is no other way to tell it. */
async function indent() {
	const files = await readdir('dist', { recursive: true });
	for (const file of files.filter((name) => name.endsWith('.js'))) {
		const place = path.join('dist', file);
		const text = await readFile(place, 'utf8');
		await writeFile(place, text.replace(/^(?: {4})+/gm, (blanks) => '\t'.repeat(blanks.length / 4)));
	}
}

function compileWatch() {
	return tsc('--watch', '--preserveWatchOutput');
}

function icons() {
	return src(ICONS, { base: '.', encoding: false }).pipe(dest('dist'));
}

async function readJson(...parts) {
	return JSON.parse(await readFile(path.join(...parts), 'utf8'));
}

/** n8n wants a schema for each operation; many put out the same. Laid out for people in the source, a third smaller without. */
async function schemas() {
	for (const [resource, operations] of Object.entries(await readJson(SCHEMAS, 'operations.json'))) {
		const folder = path.join('dist', SCHEMAS, NODE_VERSION, resource);
		await mkdir(folder, { recursive: true });
		for (const [operation, shape] of Object.entries(operations)) {
			const schema = await readJson(SCHEMAS, 'shapes', `${shape}.json`);
			await writeFile(path.join(folder, `${operation}.json`), JSON.stringify(schema));
		}
	}
}

const assets = parallel(icons, schemas);

function watchAssets() {
	watch(ICONS, icons);
	watch(`${SCHEMAS}/**/*.json`, schemas);
}

exports.clean = clean;
exports.assets = assets;
exports.build = series(clean, parallel(compile, assets), indent);
exports.watch = series(clean, assets, parallel(compileWatch, watchAssets));
exports.default = exports.build;
