'use strict';

const unit = require('../../jest.config.js');

/** What takes minutes: every write against every fault, and a long storm. */
/** @type {import('jest').Config} */
module.exports = { ...unit, rootDir: unit.rootDir, roots: [__dirname], testTimeout: 3_600_000 };
