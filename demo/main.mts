import { Interrupt } from './interrupt.mts';
import { printFailure, runOnce } from './once.mts';
import { parseOptions } from './options.mts';
import { runShowcase } from './showcase.mts';

// The scripts look for the project from the working directory upwards.
process.chdir(import.meta.dirname);
const interrupt = new Interrupt();
const options = parseOptions(process.argv.slice(2));

/** An error and what caused it, without stacks: people read this. */
function explain(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause === undefined ? error.message : `${error.message}\n${explain(error.cause)}`;
}

try {
	if (options.once) process.exitCode = (await runOnce(options, interrupt)) ? 0 : 1;
	else await runShowcase(options, interrupt);
} catch (error) {
	if (options.once) printFailure(options, explain(error));
	else process.stderr.write(`\n${explain(error)}\n`);
	process.exitCode = 1;
}
