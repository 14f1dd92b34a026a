/** Takes one line for people. Standard output stays free for what machines read. */
export type Progress = (line: string) => void;

export const toStderr: Progress = (line) => {
	process.stderr.write(`${line}\n`);
};

export const silent: Progress = () => undefined;

const HEARTBEAT_MS = 15_000;

const seconds = (since: number): number => Math.round((performance.now() - since) / 1000);

/** Announces a step, says every few seconds that it is still alive, and how long it took. */
export async function step<T>(progress: Progress, what: string, usually: string, work: () => Promise<T>): Promise<T> {
	const started = performance.now();
	progress(`${what} (usually ${usually}) …`);
	const heartbeat = setInterval(() => progress(`  still at it after ${seconds(started)} s`), HEARTBEAT_MS);
	try {
		const result = await work();
		progress(`  done in ${seconds(started)} s`);
		return result;
	} finally {
		clearInterval(heartbeat);
	}
}
