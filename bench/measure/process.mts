import { readFile, writeFile } from 'node:fs/promises';

/** What Linux counts in for a process: hundredths of a second. */
const TICK_MS = 10;
const KIBIBYTE = 1024;

/** Bytes that a process holds, and the most that it held since `forgetPeak`. */
export interface Memory {
	now: number;
	peak: number;
}

/** From now on the peak is that of what comes. */
export async function forgetPeak(pid: number): Promise<void> {
	await writeFile(`/proc/${pid}/clear_refs`, '5');
}

export async function memoryOf(pid: number): Promise<Memory> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const kibibytes = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1]) * KIBIBYTE;
	return { now: kibibytes('VmRSS'), peak: kibibytes('VmHWM') };
}

/** Milliseconds of work that its threads have done. */
export async function cpuOf(pid: number): Promise<number> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
	// Its name stands in brackets and may hold anything.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
