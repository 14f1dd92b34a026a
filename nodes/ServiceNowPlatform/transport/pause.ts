import { sleep } from 'n8n-workflow';

/** Lets time pass, but no longer than until the signal. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
	if (signal.aborted) return;
	const end = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
	// An n8n before 2.35 does not know the signal; its timer runs on, but nobody waits for it.
	await Promise.allSettled([Promise.race([sleep(milliseconds, signal), end])]);
}
