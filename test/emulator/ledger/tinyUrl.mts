import type { Ledger } from './line.mts';

export const tinyUrlLedger: Ledger = {
	'tinyurl.create': [
		[
			'the page with sysparm_tiny',
			'yes',
			'tinyUrl',
			'stands for the parameters of a page',
			'read off the pages that call it; the status is a guess: 200',
		],
	],
	'tinyurl.get': [
		[
			'the parameters by name',
			'yes',
			'tinyUrl',
			'stands for the parameters of a page',
			'read off a page that calls it',
		],
		['404', 'yes', 'tinyUrl', 'is 404 where there is none of the id', 'not recorded'],
	],
};
