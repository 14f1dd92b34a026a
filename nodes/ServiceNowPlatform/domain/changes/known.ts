import { shortHash } from './seen';

/** Records that are remembered; the ones that changed longest ago are forgotten first. */
const MOST = 5_000;

/** What was known of a record when it was looked at last. */
export interface Acquaintance {
	/** How often it had been changed. */
	count: number;
	/** A hash of each watched value, in the order of the columns. */
	values: string[];
}

/** Recent records, by their sys_id. */
export class Known {
	private readonly records: Map<string, string>;

	constructor(stored: Record<string, string> = {}) {
		this.records = new Map(Object.entries(stored));
	}

	get(sys_id: string): Acquaintance | undefined {
		const text = this.records.get(shortHash(sys_id));
		if (text === undefined) return undefined;
		const [count = '', ...values] = text.split(' ');
		return { count: Number(count), values };
	}

	put(sys_id: string, { count, values }: Acquaintance): void {
		const key = shortHash(sys_id);
		// Behind all others, wherever it was.
		this.records.delete(key);
		this.records.set(key, [count, ...values].join(' '));
		if (this.records.size > MOST) this.records.delete(this.records.keys().next().value ?? '');
	}

	toJSON(): Record<string, string> {
		return Object.fromEntries(this.records);
	}
}

/** A value, short. */
export function valueHash(value: unknown): string {
	return shortHash(String(value ?? '')).slice(0, 6);
}
