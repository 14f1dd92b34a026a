import type { Json } from '../api/json';
import { keyOf } from './rows';

/** One of so many rows of a page is remembered: its first is among them, and a page that comes again meets one. */
const SHARE = 64;

/** The rows that have come, as far as is needed to notice that they come again. */
export class SeenRows {
	private readonly keys = new Set<string>();

	get isEmpty(): boolean {
		return this.keys.size === 0;
	}

	areNew(page: Json[]): boolean {
		return !page.some((row) => this.keys.has(keyOf(row)));
	}

	add(page: Json[]): void {
		for (let at = 0; at < page.length; at += SHARE) this.keys.add(keyOf(page[at] as Json));
	}
}
