'use strict';

/** Tests are .mts (n8n's strict lint covers every .ts); they run as CommonJS, since n8n-core is CommonJS. */
/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	rootDir: __dirname,
	roots: ['<rootDir>/test/unit', '<rootDir>/test/contract', '<rootDir>/test/nodes'],
	testMatch: ['**/*.test.mts'],
	moduleFileExtensions: ['mts', 'ts', 'js', 'cjs', 'mjs', 'json', 'node'],
	transform: { '\\.m?ts$': '<rootDir>/test/support/process/transform.cjs' },
	setupFiles: ['<rootDir>/test/support/process/environment.cjs'],
	testTimeout: 30_000,
	// By default one core would be left idle.
	maxWorkers: '100%',
};
