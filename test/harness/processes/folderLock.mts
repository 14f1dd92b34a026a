import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './errorCode.mts';
import type { Progress } from '../progress.mts';

const POLL_MS = 500;

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: the process exists, but belongs to somebody else.
		return errorCode(error) === 'EPERM';
	}
}

async function create(file: string): Promise<boolean> {
	try {
		const handle = await open(file, 'wx');
		await handle.writeFile(String(process.pid));
		await handle.close();
		return true;
	} catch (error) {
		if (errorCode(error) === 'EEXIST') return false;
		throw error;
	}
}

async function holder(file: string): Promise<number | undefined> {
	try {
		const pid = Number(await readFile(file, 'utf8'));
		return Number.isInteger(pid) && pid > 0 ? pid : undefined;
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}

/**
 * Lets one process at a time do the work. A lock whose process has gone is taken over; one without a readable process
 * number is given a moment first, because its owner may be between creating and writing it.
 */
export async function withLock<T>(file: string, progress: Progress, work: () => Promise<T>): Promise<T> {
	await mkdir(path.dirname(file), { recursive: true });
	let announced = false;
	let unreadable = 0;
	while (!(await create(file))) {
		const pid = await holder(file);
		unreadable = pid === undefined ? unreadable + 1 : 0;
		if (pid === undefined ? unreadable > 4 : !isAlive(pid)) {
			await rm(file, { force: true });
			continue;
		}
		if (!announced)
			progress(`Waiting for process ${pid ?? '?'}, which is busy with ${path.basename(file, path.extname(file))} …`);
		announced = true;
		await sleep(POLL_MS);
	}
	try {
		return await work();
	} finally {
		await rm(file, { force: true });
	}
}
