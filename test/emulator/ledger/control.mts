import type { Ledger } from './line.mts';

/** The emulator's own controls; no instance has them. */
export const controlLedger: Ledger = {
	'control.stats': [['counters', 'yes', 'cli', 'counts what the instance serves, and not the controls']],
	'control.stats.reset': [
		['counters begin anew', 'yes', 'cli', 'counts what the instance serves, and not the controls'],
	],
	'control.reset': [
		['back to the start', 'yes', 'cli', 'sets properties and faults, and takes everything back on reset'],
		['seed', 'yes', 'cli', 'changes the seed'],
	],
	'control.clock': [['advance, set, reset', 'yes', 'cli', 'moves the clock']],
	'control.faults': [['a new script', 'yes', 'cli', 'sets properties and faults, and takes everything back on reset']],
	'control.property': [
		['a system property', 'yes', 'cli', 'sets properties and faults, and takes everything back on reset'],
	],
};
