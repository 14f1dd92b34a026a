'use strict';

const { TestEnvironment } = require('jest-environment-node');

// Without a listener a signal would end jest at once, and what the tests have started would go on.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/**
 * jest gives tests a copy of `process`, whose listeners nobody calls when jest ends. Those for its end are handed on to
 * the real one: they stop n8n and the servers when somebody presses Ctrl-C. What is left of them when a test file ends is
 * done then.
 */
module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		const copy = this.global.process;
		this.exitListeners = new Set();
		const { on, off } = copy;
		copy.on = (event, listener) => {
			on.call(event === 'exit' ? process : copy, event, listener);
			if (event === 'exit') this.exitListeners.add(listener);
			return copy;
		};
		copy.off = (event, listener) => {
			off.call(event === 'exit' ? process : copy, event, listener);
			this.exitListeners.delete(listener);
			return copy;
		};
	}

	async teardown() {
		for (const listener of this.exitListeners) {
			process.off('exit', listener);
			listener();
		}
		await super.teardown();
	}
};
