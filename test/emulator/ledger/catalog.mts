import type { Ledger, Line } from './line.mts';

const VIEW: Line = ['sysparm_view', 'no', '', '', 'the answers of this API have fixed keys'];
const BAD_ID: Line = ['400 for a bad id', 'yes', 'catalog', 'answers 400 to a wrong id in %s'];

/** What is on offer. */
export const catalogLedger: Ledger = {
	'catalog.catalogs.list': [
		['documented keys', 'yes', 'catalog', 'lists catalogs as documented'],
		['sysparm_text, sysparm_limit', 'yes', 'catalog', 'finds catalogs by a word of their title'],
		VIEW,
	],
	'catalog.catalogs.get': [
		['documented keys', 'yes', 'catalog', 'shows one catalog with its top categories as documented'],
		BAD_ID,
		VIEW,
	],
	'catalog.categories.list': [
		[
			'counts, subcategories, sysparm_top_level_only, paging',
			'yes',
			'catalog',
			'lists the categories of a catalog with the number of their items',
		],
		BAD_ID,
		VIEW,
	],
	'catalog.categories.get': [
		['documented keys', 'yes', 'catalog', 'shows one category with those below it as documented'],
		BAD_ID,
		VIEW,
	],
	'catalog.items.list': [
		['typed values', 'yes', 'catalog', 'lists items, typed'],
		['sysparm_text', 'yes', 'catalog', 'searches the name and the short description'],
		[
			'sysparm_catalog, sysparm_category, sysparm_type',
			'yes',
			'catalog',
			'narrows the list to a catalog, a category and a type',
		],
		['sysparm_limit, sysparm_offset', 'yes', 'catalog', 'pages through the items'],
		['roles', 'yes', 'catalog', 'offers neither inactive items nor those of a role that the caller lacks'],
		VIEW,
	],
	'catalog.items.get': [
		['documented keys', 'yes', 'catalog', 'shows one item as documented'],
		['containers of variables', 'yes', 'catalog', 'puts the variables of a container inside it'],
		['choices, references, defaults', 'yes', 'catalog', 'shows choices, references, defaults and what is mandatory'],
		['ui_policy, client_script, data_lookup', 'no', '', '', 'always empty: forms and their scripts do not run here'],
		BAD_ID,
		VIEW,
	],
	'catalog.variables.displayValue': [['names for values', 'yes', 'catalog', 'tells the display value of a variable']],
	'catalog.items.submitGuide': [
		['rules of the guide', 'yes', 'catalog', 'proposes the items of an order guide as documented'],
	],
};
