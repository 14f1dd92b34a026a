import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { track } from '../../test/harness/processes/children.mts';
import { projectFolder } from '../../test/harness/project.mts';
import type { Access, Worker } from '../task.mts';
import type { Contestant } from './contestant.mts';
import type { Order, Reply } from './worker.mts';

export interface Surroundings {
	folder: string;
	caFile: string | undefined;
	/** Further flags of its Node, such as `--cpu-prof`. */
	flags?: string[];
}

const FLAGS = [
	'--disable-warning=ExperimentalWarning',
	'--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
	'--expose-gc',
];

/** Starts a contestant; it is warm only after its first piece of work. */
export async function startWorker(
	name: Worker,
	access: Access,
	{ folder, caFile, flags = [] }: Surroundings,
): Promise<Contestant> {
	const child = fork(path.join(projectFolder(), 'bench', 'contestants', 'worker.mts'), [name, JSON.stringify(access)], {
		cwd: projectFolder(),
		execArgv: [...FLAGS, ...flags],
		env: {
			...process.env,
			NODE_EXTRA_CA_CERTS: caFile,
			N8N_USER_FOLDER: path.join(folder, 'worker'),
			N8N_ENCRYPTION_KEY: 'a key for measurements only',
			N8N_LOG_LEVEL: 'silent',
			N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		},
	});
	track(child, false);
	await answer(child, name);
	return {
		pid: child.pid ?? 0,
		async settle() {
			await asked(child, name, { quiet: true });
		},
		async perform(task) {
			const reply = await asked(child, name, { task });
			if (!('milliseconds' in reply)) throw new Error(`${name} answered ${JSON.stringify(reply)}`);
			return reply;
		},
		async stop() {
			const ended = once(child, 'exit');
			// Leaving in order writes a profile, where one was asked for.
			child.disconnect();
			await ended;
		},
	};
}

async function asked(child: ChildProcess, name: string, order: Order): Promise<Reply> {
	child.send(order);
	return await answer(child, name);
}

async function answer(child: ChildProcess, name: string): Promise<Reply> {
	const over = new AbortController();
	try {
		const [words] = (await Promise.race([
			once(child, 'message', { signal: over.signal }),
			once(child, 'exit', { signal: over.signal }).then(([code]) => [{ trouble: `${name} ended with ${code}` }]),
		])) as [Reply];
		if ('trouble' in words) throw new Error(words.trouble);
		return words;
	} finally {
		over.abort();
	}
}
