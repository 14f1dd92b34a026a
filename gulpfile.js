'use strict';

const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { Transform } = require('node:stream');
const { dest, parallel, series, src, watch } = require('gulp');

/** What tsc does not emit and n8n needs beside the compiled nodes: icons and output schemas. */
const ASSETS = ['nodes/**/*.svg', 'nodes/**/__schema__/**/*.json', 'credentials/**/*.svg'];

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

function compileWatch() {
	return tsc('--watch', '--preserveWatchOutput');
}

/** Schemas are laid out for people in the source, and a third smaller without. */
function compacted() {
	return new Transform({
		objectMode: true,
		transform(file, _encoding, done) {
			if (file.extname === '.json') file.contents = Buffer.from(JSON.stringify(JSON.parse(file.contents)));
			done(null, file);
		},
	});
}

function assets() {
	return src(ASSETS, { base: '.', encoding: false }).pipe(compacted()).pipe(dest('dist'));
}

function watchAssets() {
	return watch(ASSETS, assets);
}

exports.clean = clean;
exports.assets = assets;
exports.build = series(clean, parallel(compile, assets));
exports.watch = series(clean, assets, parallel(compileWatch, watchAssets));
exports.default = exports.build;
