import { sleep } from 'n8n-workflow';
import { ApiFailure } from '../../domain/failure/failure';
import { Pace } from './pace';

/** Lets time pass, but no longer than until the execution is cancelled. */
export async function wait(milliseconds: number, cancelled: AbortSignal | undefined): Promise<void> {
	if (milliseconds <= 0 || cancelled?.aborted === true) return;
	const end = new Promise<void>((resolve) => cancelled?.addEventListener('abort', () => resolve(), { once: true }));
	// An n8n before 2.35 does not know the signal; its timer runs on, but nobody waits for it.
	await Promise.allSettled([Promise.race([sleep(milliseconds, cancelled), end])]);
}

/** Milliseconds over which those who waited together begin again. */
const SPREAD = 500;

/**
 * What an instance that turns requests away asks of all requests of an execution, not only of the one that it told so: to be left alone for
 * a time, and to be asked more slowly then.
 */
export class RateLimit {
	private until = 0;

	private readonly pace = new Pace();

	private waiting: Array<() => void> = [];

	/** Sends when the time has come. */
	async pass<Answer>(send: () => Promise<Answer>, cancelled: AbortSignal | undefined): Promise<Answer> {
		const begun = await this.turn(cancelled);
		let isTurnedAway = false;
		try {
			const answer = await send();
			isTurnedAway = answer instanceof ApiFailure && answer.kind === 'rate-limited';
			return answer;
		} finally {
			this.pace.end(begun, isTurnedAway);
			// Whoever was turned away says first for how long it holds.
			if (isTurnedAway) void sleep(0).then(() => this.wake());
			else this.wake();
		}
	}

	private wake(): void {
		for (const next of this.waiting.splice(0)) next();
	}

	keep(milliseconds: number): void {
		this.until = Math.max(this.until, Date.now() + milliseconds);
	}

	/** Those who waited together begin a little apart: all at once would be too many again. */
	private async turn(cancelled: AbortSignal | undefined): Promise<number> {
		for (;;) {
			const left = this.until - Date.now();
			if (left > 0) await wait(left + Math.random() * SPREAD, cancelled);
			// Whoever is under way has a place that comes free.
			if (cancelled?.aborted === true || this.pace.isFree) return this.pace.begin();
			await new Promise<void>((resolve) => this.waiting.push(resolve));
		}
	}
}
