'use strict';

const { TestEnvironment } = require('jest-environment-node');

// Without a listener a signal would end jest at once, and what the tests have started would go on.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/**
 * jest gives tests a copy of `process`, whose listeners nobody calls when jest ends. Those for its end are handed on to
 * the real one: they stop n8n and the servers when somebody presses Ctrl-C.
 */
module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		const copy = this.global.process;
		for (const method of ['on', 'off']) {
			const own = copy[method];
			copy[method] = (event, listener) => {
				own.call(event === 'exit' ? process : copy, event, listener);
				return copy;
			};
		}
	}
};
