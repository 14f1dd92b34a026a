import type { ChildProcess } from 'node:child_process';
import { errorCode } from './errorCode.mts';

const living = new Set<ChildProcess>();

/** A detached child leads a process group, which also holds what it has started itself. */
export function signalChild(child: ChildProcess, name: NodeJS.Signals, group: boolean): void {
	if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
	try {
		process.kill(group ? -child.pid : child.pid, name);
	} catch (error) {
		if (errorCode(error) !== 'ESRCH') throw error;
	}
}

const detached = new WeakSet<ChildProcess>();

/** Remembers a child until it has ended, so that nothing outlives the demo, not even after a crash. */
export function track(child: ChildProcess, group: boolean): void {
	living.add(child);
	if (group) detached.add(child);
	child.once('exit', () => living.delete(child));
}

process.on('exit', () => {
	for (const child of living) signalChild(child, 'SIGKILL', detached.has(child));
});
