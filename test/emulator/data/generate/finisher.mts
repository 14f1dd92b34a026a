import type { Row } from '../../types.mts';
import type { Random } from './random.mts';

export interface Draft {
	random: Random;
	row: Row;
	/** Milliseconds since the epoch. */
	created: number;
	now: number;
	/** Counts from 1. */
	index: number;
}

/** Makes a generated record agree with itself. */
export interface Finisher {
	/** What `finish` may write. */
	columns: readonly string[];
	finish(draft: Draft): void;
}
