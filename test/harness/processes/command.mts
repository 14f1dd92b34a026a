import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { track } from './children.mts';

const KEPT_OUTPUT = 20_000;

export interface CommandResult {
	exitCode: number;
	stdout: string;
	/** The end of standard output and standard error, in the order in which they came. */
	output: string;
}

export interface CommandOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
}

export class CommandError extends Error {
	readonly result: CommandResult;

	constructor(command: string, args: readonly string[], result: CommandResult) {
		super(`\`${[command, ...args].join(' ')}\` ended with exit code ${result.exitCode}:\n${result.output.trim()}`);
		this.name = 'CommandError';
		this.result = result;
	}
}

/** Runs a command to its end, whatever its exit code. */
export async function tryCommand(
	command: string,
	args: readonly string[],
	{ cwd, env }: CommandOptions = {},
): Promise<CommandResult> {
	return await new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
		track(child, false);
		let stdout = '';
		let output = '';
		const keep = (chunk: string) => {
			output = (output + chunk).slice(-KEPT_OUTPUT);
		};
		child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
			stdout += chunk;
			keep(chunk);
		});
		child.stderr.setEncoding('utf8').on('data', keep);
		child.on('error', (error) => reject(new Error(`Cannot start \`${command}\`: ${error.message}`, { cause: error })));
		child.on('close', (code, signal) => {
			resolve({ exitCode: code ?? 1, stdout, output: signal === null ? output : `${output}\n(ended by ${signal})` });
		});
	});
}

/** Runs a command that has to succeed. */
export async function runCommand(
	command: string,
	args: readonly string[],
	options: CommandOptions = {},
): Promise<CommandResult> {
	const result = await tryCommand(command, args, options);
	if (result.exitCode !== 0) throw new CommandError(command, args, result);
	return result;
}

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** Whether the shell would find this command. */
export function isOnPath(command: string): boolean {
	return (process.env.PATH ?? '').split(path.delimiter).some((folder) => isExecutable(path.join(folder, command)));
}
