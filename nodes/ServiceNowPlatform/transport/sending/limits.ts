import { ApiFailure } from '../../domain/failure/failure';
import { watch } from './watchdog';

/** What an answer may cost. */
export interface Limits {
	/** Until a request has been answered; a file that keeps coming may take longer. */
	seconds: number;
	/** Size of an answer in bytes. */
	bytes: number;
}

const MEGABYTE = 1_000_000;

export const USUAL_LIMITS: Limits = { seconds: 300, bytes: 100 * MEGABYTE };

/** The largest attachment of an instance as it comes (com.glide.attachment.max_size). */
const USUAL_FILE = 1_100 * MEGABYTE;

/** Milliseconds without a byte; longer than the platform's own limit of 60 s, so that its explanation arrives and not ours. */
export const SILENCE = 90_000;

/** Bytes for each millisecond: what comes at least that fast is waited for, however large it is. */
const SLOWEST = 10;

/** Milliseconds that a transfer may take. */
export function allowance({ seconds }: Limits, bytes = 0): number {
	return seconds * 1000 + bytes / SLOWEST;
}

/** The limits for a file that the user asked for. */
export function ofFile({ seconds, bytes }: Limits): Limits {
	return { seconds, bytes: Math.max(bytes, USUAL_FILE) };
}

/** A stream of n8n's, as far as it is of interest here. */
interface Incoming {
	readonly destroyed: boolean;
	pause(): unknown;
	resume(): unknown;
	on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
	on(event: 'newListener', listener: (event: string | symbol) => void): unknown;
	on(event: 'error', listener: () => void): unknown;
	once(event: 'close', listener: () => void): unknown;
	destroy(error?: Error): unknown;
}

/** How an answer is kept within its limits. */
export interface Limited {
	/** To be told how large it may be, once that is known. */
	most(bytes: number): void;
	/**
	 * What ends the waiting for it. Its stream is destroyed as well, but n8n's may wrap one that is silent, and then tells nobody.
	 */
	over: Promise<ApiFailure>;
}

/** Breaks off an answer that is too large, falls silent or drips. */
export function limit(content: Incoming, limits: Limits, started: number): Limited {
	let { bytes: most } = limits;
	let received = 0;
	let last = Date.now();
	const ending = new AbortController();
	const end = (failure: ApiFailure) => {
		ending.abort(failure);
		content.destroy(failure);
	};
	const over = new Promise<ApiFailure>((resolve) => {
		ending.signal.addEventListener('abort', () => resolve(ending.signal.reason as ApiFailure));
	});
	// It waits for whoever takes it: a listener lets only those streams flow by itself that have none yet.
	content.pause();
	content.on('data', ({ length }) => {
		received += length;
		last = Date.now();
		if (received > most) end(tooLarge(most));
	});
	content.on('newListener', (event) => {
		if (event === 'data') content.resume();
	});
	const stop = watch({
		left: () => Math.min(last + SILENCE, started + allowance(limits, received)) - Date.now(),
		end: () => end(Date.now() - last >= SILENCE ? silent() : tooSlow(limits)),
	});
	content.once('close', stop);
	// Whoever reads it is told by its own listener. Of one that nobody reads any more, the end would take n8n along.
	content.on('error', stop);
	return { most: (bytes) => void (most = Math.min(most, bytes)), over };
}

export function tooSlow({ seconds }: Limits): ApiFailure {
	return new ApiFailure({
		kind: 'lost',
		message: `The answer did not arrive within ${seconds} s`,
		isTimedOut: true,
		advice: 'Ask for less at a time, or raise the option Request Time Limit.',
	});
}

function silent(): ApiFailure {
	return new ApiFailure({ kind: 'lost', message: `Nothing more of the answer came for ${SILENCE / 1000} s` });
}

function tooLarge(bytes: number): ApiFailure {
	return new ApiFailure({
		kind: 'incomplete',
		message: `The answer is larger than ${shown(bytes)}`,
		detail: 'It was not read to its end.',
		advice: 'Ask for fewer records or fields at a time, or raise the option Answer Size Limit.',
	});
}

function shown(bytes: number): string {
	return bytes < MEGABYTE ? `${bytes} bytes` : `${Math.floor(bytes / MEGABYTE)} MB`;
}
