import type { Ledger } from '../line.mts';

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
	'control.clock': [
		['advance, set, reset', 'yes', 'cli', 'moves the clock'],
		['stop, start', 'yes', 'clock', 'can be stopped, moved while it stands, and started where it was'],
		['nodes', 'yes', 'clock', 'stamp what they write, each by its own time, in turn'],
	],
	'control.faults': [
		['a new script', 'yes', 'cli', 'sets properties and faults, and takes everything back on reset'],
		['a script that is wrong', 'yes', 'faultsBatch', 'is refused where it says %j'],
		['answers in place of the real one', 'yes', 'faultsAnswers', 'are the given 2xx %j, with the work done or not'],
		['echoes of the sign-in', 'yes', 'faultsAnswers', 'stands in message, detail and headers of an error'],
		['answers that are bent', 'yes', 'faultsAnswers', 'has the sys_id of another record'],
		['sub-answers of a batch', 'yes', 'faultsBatch', 'lose sub-answers after the work: %s'],
		['single items of a batch', 'yes', 'faultsBatch', 'answer %s, the others as ever'],
		['broken connections', 'yes', 'faultsWire', 'cut the body with its Content-Length kept'],
		['slow and endless answers', 'yes', 'faultsWire', 'drip for ever'],
	],
	'control.write': [
		['a write of a script', 'yes', 'bypassingWrites', 'writes as somebody, whatever they may do'],
		['what it refuses', 'yes', 'bypassingWrites', 'refuses %j'],
	],
	'control.jobs': [['jobs of business rules', 'yes', 'ruleJobs', 'can be asked for from outside']],
	'control.undelete': [['undelete', 'yes', 'audit', 'brings a record back by inserting it with its sys_id']],
	'control.property': [
		['a system property', 'yes', 'cli', 'sets properties and faults, and takes everything back on reset'],
	],
};
