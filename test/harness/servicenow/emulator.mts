import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../project.mts';
import { startService } from '../processes/service.mts';

const READY_PATIENCE_MS = 60_000;

/** What the emulator says of itself when it is ready, see its README. */
export interface EmulatorAccess {
	url: string;
	caFile?: string;
	pid: number;
	users: Array<{ user_name: string; password: string; roles: string[] }>;
	oauth: Array<{ name: string; client_id: string; client_secret: string; grants: string[] }>;
	apiKeys: Array<{ name: string; key: string; user_name: string }>;
}

export interface EmulatorServer extends EmulatorAccess {
	readonly logFile: string;
	readonly ended: Promise<void>;
	stop(): Promise<void>;
}

async function firstLine(stream: AsyncIterable<string>): Promise<string | undefined> {
	let text = '';
	for await (const chunk of stream) {
		text += chunk;
		const end = text.indexOf('\n');
		if (end >= 0) return text.slice(0, end);
	}
	return undefined;
}

/** Starts the ServiceNow emulator as a process of its own; `args` are those of its command line. */
export async function startEmulator(args: readonly string[], logFile: string): Promise<EmulatorServer> {
	const service = await startService({
		name: 'The ServiceNow emulator',
		command: process.execPath,
		args: ['--disable-warning=ExperimentalWarning', path.join('test', 'emulator', 'main.mts'), ...args],
		env: process.env,
		cwd: projectFolder(),
		logFile,
		stdout: 'pipe',
	});
	const { stdout } = service.child;
	if (!stdout) throw new Error('The emulator was started without a standard output.');
	stdout.setEncoding('utf8');

	const late = setTimeout(() => void service.stop(), READY_PATIENCE_MS);
	// Leaving the loop would close the pipe, and with it the emulator's standard output.
	const line = await firstLine(stdout.iterator({ destroyOnReturn: false }));
	clearTimeout(late);
	if (line === undefined) {
		await service.stop();
		const log = (await readFile(logFile, 'utf8')).trim();
		throw new Error(`The ServiceNow emulator did not come up. Its log, ${logFile}:\n${log}`);
	}
	stdout.resume();
	const access = JSON.parse(line) as EmulatorAccess;
	return { ...access, logFile, ended: service.ended, stop: async () => await service.stop() };
}
