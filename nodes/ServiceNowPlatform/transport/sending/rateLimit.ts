import { sleep } from 'n8n-workflow';

/** Lets time pass, but no longer than until the execution is cancelled. */
export async function wait(milliseconds: number, cancelled: AbortSignal | undefined): Promise<void> {
	if (milliseconds <= 0 || cancelled?.aborted === true) return;
	const end = new Promise<void>((resolve) => cancelled?.addEventListener('abort', () => resolve(), { once: true }));
	// An n8n before 2.35 does not know the signal; its timer runs on, but nobody waits for it.
	await Promise.allSettled([Promise.race([sleep(milliseconds, cancelled), end])]);
}

/** Milliseconds over which those who waited together begin again. */
const SPREAD = 500;

/** The time for which the instance wants to be left alone by all requests of an execution, not only by the one that it told so. */
export class RateLimit {
	private until = 0;

	/** Milliseconds that are left of it, and a little more by chance: all at once would be too many again. `random` is in [0, 1). */
	left(random: number): number {
		const left = this.until - Date.now();
		return left <= 0 ? 0 : left + random * SPREAD;
	}

	keep(milliseconds: number): void {
		this.until = Math.max(this.until, Date.now() + milliseconds);
	}
}
