import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { signalChild, track } from './children.mts';

const STOP_PATIENCE_MS = 15_000;
const LOG_TAIL = 2_000;
const POLL_MS = 150;

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
	/** Waits until it is ready to serve. Stops it and throws when that takes too long, or the process ends meanwhile. */
	ready(patienceMs: number, isReady: () => Promise<boolean>): Promise<void>;
	stop(): Promise<void>;
	/** Ends it at once. */
	kill(): Promise<void>;
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

	const stop = async () => {
		signalChild(child, 'SIGTERM', true);
		const late = setTimeout(() => signalChild(child, 'SIGKILL', true), STOP_PATIENCE_MS);
		await ended;
		clearTimeout(late);
	};

	const trouble = async (what: string) => {
		const tail = (await readFile(options.logFile, 'utf8')).slice(-LOG_TAIL).trim();
		return new Error(`${options.name} ${what}. The end of ${options.logFile}:\n${tail}`);
	};

	return {
		child,
		pid: child.pid ?? 0,
		ended,
		stop,
		async kill() {
			signalChild(child, 'SIGKILL', true);
			await ended;
		},
		async ready(patienceMs, isReady) {
			const deadline = performance.now() + patienceMs;
			try {
				while (!(await isReady())) {
					if (hasEnded) throw await trouble(`ended on its own (${child.signalCode ?? `exit code ${child.exitCode}`})`);
					if (performance.now() > deadline) throw await trouble(`was not ready after ${patienceMs / 1000} s`);
					await sleep(POLL_MS);
				}
			} catch (error) {
				await stop();
				throw error;
			}
		},
	};
}
