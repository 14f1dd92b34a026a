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

/** Laid out as the sources are: people who review the package read it, and tabs are a tenth smaller than what tsc writes. */
async function layOut() {
	const { format, resolveConfig } = await import('prettier');
	const options = await resolveConfig(path.join(__dirname, 'index.js'));
	const files = await readdir('dist', { recursive: true });
	for (const file of files.filter((name) => name.endsWith('.js'))) {
		const built = path.join('dist', file);
		await writeFile(built, await format(await readFile(built, 'utf8'), { ...options, parser: 'babel' }));
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
	// Of a node without resources, as the trigger is, n8n looks for one schema beside the folder of the others.
	const ofTrigger = JSON.stringify(await readJson(SCHEMAS, 'trigger.json'));
	await writeFile(path.join('dist', SCHEMAS, `${NODE_VERSION}.json`), ofTrigger);
}

const assets = parallel(icons, schemas);

function watchAssets() {
	watch(ICONS, icons);
	watch(`${SCHEMAS}/**/*.json`, schemas);
}

exports.clean = clean;
exports.assets = assets;
exports.build = series(clean, parallel(series(compile, layOut), assets));
exports.watch = series(clean, assets, parallel(compileWatch, watchAssets));
exports.default = exports.build;
