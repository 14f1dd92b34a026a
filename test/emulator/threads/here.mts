import { pathToFileURL } from 'node:url';
import { getCallSites } from 'node:util';

/**
 * The address of a file beside the one that asks. `import.meta` would say it in Node alone and `__dirname` in jest alone;
 * a thread needs a file that Node itself can run, in both.
 */
export function beside(file: string): URL {
	const caller = getCallSites(2)[1]?.scriptName ?? '';
	return new URL(file, caller.startsWith('file:') ? caller : pathToFileURL(caller));
}
