import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { signalChild, track } from './children.mts';

const STOP_PATIENCE_MS = 15_000;
const LOG_TAIL = 2_000;

export interface ServiceOptions {
	/** What to call it in messages. */
	name: string;
	command: string;
	args: readonly string[];
	env: NodeJS.ProcessEnv;
	cwd: string;
	/** Takes standard error, and standard output too unless `stdout` is 'pipe'. */
	logFile: string;
	stdout?: 'pipe' | 'log';
}

/** A server of the demo: a child process that is watched while it starts and is gone after `stop`. */
export interface Service {
	readonly child: ChildProcess;
	readonly pid: number;
	/** Throws, with the end of its log, when the process has ended. */
	assertRunning(): Promise<void>;
	stop(): Promise<void>;
	/** Settles when the process has ended, for whatever reason. */
	readonly ended: Promise<void>;
}

async function start(options: ServiceOptions): Promise<ChildProcess> {
	const log = openSync(options.logFile, 'a');
	// A process group of its own: Ctrl-C in a terminal must reach the demo only, which then stops things in order.
	const child = spawn(options.command, options.args, {
		cwd: options.cwd,
		env: options.env,
		detached: true,
		stdio: ['ignore', options.stdout === 'pipe' ? 'pipe' : log, log],
	});
	closeSync(log);
	await new Promise<void>((resolve, reject) => {
		child.once('spawn', resolve);
		child.once('error', (error) => reject(new Error(`${options.name} did not start: ${error.message}`)));
	});
	track(child, true);
	return child;
}

export async function startService(options: ServiceOptions): Promise<Service> {
	const child = await start(options);
	let hasEnded = false;
	const ended = new Promise<void>((resolve) => {
		child.once('exit', () => {
			hasEnded = true;
			resolve();
		});
	});

	return {
		child,
		pid: child.pid ?? 0,
		ended,
		async assertRunning() {
			if (!hasEnded) return;
			const tail = (await readFile(options.logFile, 'utf8')).slice(-LOG_TAIL).trim();
			const reason = child.signalCode ?? `exit code ${child.exitCode}`;
			throw new Error(`${options.name} ended on its own (${reason}). The end of ${options.logFile}:\n${tail}`);
		},
		async stop() {
			signalChild(child, 'SIGTERM', true);
			const late = setTimeout(() => signalChild(child, 'SIGKILL', true), STOP_PATIENCE_MS);
			await ended;
			clearTimeout(late);
		},
	};
}
