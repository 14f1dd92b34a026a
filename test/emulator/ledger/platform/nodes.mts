import type { Ledger } from '../line.mts';

/** What comes of an instance being several nodes on one database. */
export const nodesLedger: Ledger = {
	'*': [
		['Date: the time of whoever answers', 'yes', 'clock', 'is what the Date of its answers says'],
		['clocks of nodes that differ', 'yes', 'clock', 'are those of the Date of their answers'],
		[
			'transactions that end late',
			'yes',
			'lateRows',
			'have the stamp of their writing, and are there when their transaction is over',
		],
		['sysparm_query_category', 'yes', 'lateRows', 'shows to a query with a category what was there a while ago'],
		['rows hidden from a caller', 'yes', 'lateRows', 'are counted, take their place on a page, and are not on it'],
		['one node for a call and its items', 'yes', 'clock', 'are one for all items of a Batch call'],
	],
};
