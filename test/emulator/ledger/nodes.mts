import type { Ledger } from './line.mts';

/** What comes of an instance being several nodes on one database. */
export const nodesLedger: Ledger = {
	'*': [
		['Date: the time of whoever answers', 'yes', 'clock', 'is what the Date of its answers says'],
		['clocks of nodes that differ', 'yes', 'clock', 'are those of the Date of their answers'],
		['one node for a call and its items', 'yes', 'clock', 'are one for all items of a Batch call'],
	],
};
