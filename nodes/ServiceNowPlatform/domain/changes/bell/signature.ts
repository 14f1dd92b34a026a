import { createHmac, timingSafeEqual } from 'node:crypto';

/** Bytes of a ring at most; ours have about a hundred. */
const LONGEST = 2_048;
/** Seconds by which the instance's clock may seem to be wrong, and for which a ring may be under way. */
const FRESH = 300;
/** Rings that are remembered, so that none counts twice. */
const MOST = 10_000;

/** A ring as it arrives. */
export interface Ring {
	body: Buffer;
	timestamp: string;
	signature: string;
}

/** Tells rings of our rule from all others. What is said of them goes no further: whoever forges one learns nothing. */
export class Doorkeeper {
	/** Rings that have been heard, with their second. */
	private readonly heard = new Map<string, number>();

	/** `now`: second that the instance's clock shows. */
	admits({ body, timestamp, signature }: Ring, secret: string, now: number): boolean {
		if (body.length > LONGEST || !/^\d{1,12}$/.test(timestamp) || secret === '') return false;
		if (Math.abs(now - Number(timestamp)) > FRESH) return false;
		if (!isEqual(signature, signatureOf(secret, timestamp, body))) return false;
		return this.isFirst(signature, Number(timestamp), now);
	}

	private isFirst(signature: string, second: number, now: number): boolean {
		if (this.heard.has(signature)) return false;
		this.heard.set(signature, second);
		for (const [old, at] of this.heard) {
			if (this.heard.size <= MOST && now - at <= 2 * FRESH) break;
			this.heard.delete(old);
		}
		return true;
	}
}

/** As the rule signs: the key is Base64, and so is the result. */
export function signatureOf(secret: string, timestamp: string, body: Buffer | string): string {
	const mac = createHmac('sha256', Buffer.from(secret, 'base64')).update(`${timestamp}.`).update(body);
	return `v1=${mac.digest('base64')}`;
}

/** In the same time whatever is different. */
function isEqual(given: string, wanted: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
	return a.length === b.length && timingSafeEqual(a, b);
}
