import type { Ledger, Line } from './line.mts';

const FILE = 'knowledge';
const STRANGERS: Line = ['without signing in', 'yes', FILE, 'lets strangers read open bases only'];
const RATE: Line = [
	'500 calls an hour for strangers',
	'yes',
	'rateLimit',
	'limit strangers and external users of the Knowledge API out of the box',
];
const NARROWING: readonly Line[] = [
	['kb, filter, language', 'yes', FILE, 'narrows by base, filter and language'],
	['limit, offset', 'yes', FILE, 'pages by 30, with the whole count'],
];

export const knowledgeLedger: Ledger = {
	'knowledge.list': [
		['documented keys, query', 'yes', FILE, 'finds articles by words, best first'],
		...NARROWING,
		['published articles', 'yes', FILE, 'shows published articles only'],
		STRANGERS,
		RATE,
	],
	'knowledge.featured': [['documented keys', 'yes', FILE, 'shows featured articles'], RATE],
	'knowledge.most_viewed': [['documented keys', 'yes', FILE, 'shows the most viewed articles'], RATE],
	'knowledge.get': [
		['by id, with files', 'yes', FILE, 'gets an article with its files, by id'],
		['by number, fields', 'yes', FILE, 'gets an article by number, with fields'],
		['display_attachments', 'yes', FILE, 'hides the files of an article that does not show them'],
		['update_view, search_id with search_rank', 'yes', FILE, 'counts views when told to, whatever it is told'],
		['embedded_content', 'no', '', '', 'always empty'],
		STRANGERS,
		RATE,
	],
	'knowledge.attachment': [['bytes, 404', 'yes', FILE, 'gives a file of an article'], RATE],
};
