'use strict';

const endToEnd = require('../e2e/jest.config.cjs');

/** The packed package in an n8n of several processes. */
/** @type {import('jest').Config} */
module.exports = { ...endToEnd, roots: [__dirname] };
