'use strict';

const path = require('node:path');

const unit = require('../../jest.config.js');

/** The packed package in a real n8n: minutes, not seconds, and one n8n at a time. */
/** @type {import('jest').Config} */
module.exports = {
	...unit,
	roots: [__dirname],
	setupFiles: [],
	testEnvironment: path.join(__dirname, 'environment.cjs'),
	globalSetup: path.join(__dirname, 'packed.mts'),
	maxWorkers: 1,
	testTimeout: 120_000,
};
