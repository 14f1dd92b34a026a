import type { ApiFailure } from '../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import { BatchSize } from '../../nodes/ServiceNowPlatform/transport/items/batchSize.ts';
import { Pace } from '../../nodes/ServiceNowPlatform/transport/sending/pace.ts';
import { backoff, isExhausted } from '../../nodes/ServiceNowPlatform/transport/sending/retryPolicy.ts';
import type { Pool, Timeline } from './instance.mts';

/** Milliseconds. */
const ROUND_TRIP = 40;
const SERVICE = 15;
/** A full queue promises no time after which there is room. */
const TURNED_AWAY = { kind: 'rate-limited', facts: {} } as ApiFailure;

interface Call {
	records: number;
	attempts: number;
}

/** Of the node. */
export interface Settings {
	parallel: number;
	batchSize: number;
}

interface Surroundings {
	timeline: Timeline;
	pool: Pool;
	/** In [0, 1). */
	random(): number;
}

/** An execution that writes records by the rules of the node: its own classes decide about sizes, pauses and speed. */
export class Execution {
	written = 0;

	/** Records of calls that were turned away too often. */
	givenUp = 0;

	private readonly again: Call[] = [];

	private readonly size: BatchSize;

	private readonly pace = new Pace();

	private underWay = 0;

	private quietUntil = 0;

	private readonly surroundings: Surroundings;

	private readonly parallel: number;

	private left: number;

	constructor(surroundings: Surroundings, records: number, { parallel, batchSize }: Settings) {
		this.surroundings = surroundings;
		this.left = records;
		this.parallel = parallel;
		this.size = new BatchSize(batchSize);
	}

	send(): void {
		const { timeline } = this.surroundings;
		while (this.underWay < this.parallel && this.pace.isFree && timeline.now >= this.quietUntil) {
			const call = this.again.shift() ?? this.next();
			if (call === undefined) return;
			this.fly(call);
		}
	}

	private next(): Call | undefined {
		if (this.left === 0) return undefined;
		// Their number is all that matters here.
		const waiting = new Array<never>(this.left);
		const records = Math.min(this.left, this.size.ofNext(waiting, this.parallel - this.underWay));
		this.left -= records;
		return { records, attempts: 0 };
	}

	private fly(call: Call): void {
		const { timeline, pool } = this.surroundings;
		const [begun, place] = [timeline.now, this.pace.begin()];
		this.underWay++;
		timeline.after(ROUND_TRIP / 2, () =>
			pool.enter(call.records * SERVICE, (waited) =>
				timeline.after(ROUND_TRIP / 2, () => {
					this.underWay--;
					this.pace.end(place, waited === undefined);
					if (waited === undefined) this.rest({ ...call, attempts: call.attempts + 1 });
					else this.came(call, timeline.now - begun);
					this.send();
				}),
			),
		);
	}

	private came({ records }: Call, elapsed: number): void {
		this.size.came(records, elapsed);
		this.written += records;
	}

	private rest(call: Call): void {
		const { timeline, random } = this.surroundings;
		if (isExhausted(TURNED_AWAY, call.attempts)) {
			this.givenUp += call.records;
			return;
		}
		this.again.push(call);
		const pause = backoff(TURNED_AWAY, call.attempts, random());
		this.quietUntil = Math.max(this.quietUntil, timeline.now + pause);
		timeline.after(pause + random() * 500, () => this.send());
	}
}
