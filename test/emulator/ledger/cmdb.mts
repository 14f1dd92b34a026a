import type { Ledger, Line } from './line.mts';

const ROLE: Line = ['role itil', 'yes', 'cmdb', 'is for those with the role itil'];
const SOURCE: Line = ['source', 'yes', 'cmdb', 'refuses a write without a source, and one that is no choice'];
const UPDATE: Line = ['named attributes only', 'yes', 'cmdb', 'updates named attributes only, with %s'];
const FILE = 'identifyReconcile';

const RECONCILED: readonly Line[] = [
	['sysparm_data_source', 'yes', FILE, "fails every item of a call with the source '%s'"],
	['look-ups', 'yes', FILE, 'searches by lookups first and tells where they led'],
	['look-ups of new items', 'yes', 'identifyLookups', 'tell what became of the records of a new item'],
	['settings', 'yes', FILE, 'changes the class to the one that is reported, unless told not to'],
	['sys_object_source_info', 'yes', FILE, 'remembers the key that a source has for an item'],
	[
		'failures by item',
		'yes',
		FILE,
		'tells failures by item inside a 200, and writes nothing of a payload that has one',
	],
	['dependent classes', 'yes', FILE, 'needs the host of a dependent item in the payload'],
	['relations', 'yes', FILE, 'tells relations that it cannot make'],
	['roles itil, asset; 500', 'yes', FILE, 'is for those with the role itil or asset'],
	['related, referenceItems', 'yes', FILE, 'writes related records and references between items'],
	['reconciliation rules', 'no', '', '', 'the last source to write a value wins'],
];

const PARTIAL: Line = ['partial payloads', 'yes', FILE, 'keeps an item that it cannot recognise yet as partial (%s)'];
const OPTIONS: readonly Line[] = [
	PARTIAL,
	['partial_commits', 'yes', FILE, 'writes the good items in the enhanced form, unless asked not to'],
	['deduplicate_payloads', 'yes', FILE, 'refuses two reports of one item, or merges them when asked to'],
	[
		'generate_summary; broken options',
		'yes',
		FILE,
		'counts by class what it did, and says what is wrong with its options',
	],
	[
		'partial payloads of one source join',
		'yes',
		FILE,
		'takes up what it has kept of an item when more comes from the same source',
	],
	[
		'partial payloads switch the other two on',
		'yes',
		FILE,
		'commits in part and merges whenever it keeps partial payloads',
	],
];

export const cmdbLedger: Ledger = {
	'cmdb.instance.list': [
		['sys_id and name', 'yes', 'cmdb', 'lists ids and names'],
		['sysparm_query, sysparm_limit, sysparm_offset', 'yes', 'cmdb', 'lists ids and names'],
		ROLE,
		['405 where it is disabled', 'no', '', '', 'the documentation names no switch for it'],
	],
	'cmdb.instance.get': [
		['attributes and relations, 404', 'yes', 'cmdb', 'gets an item with its relations, through a parent class too'],
	],
	'cmdb.instance.create': [
		[
			'attributes, relations, identification',
			'yes',
			'cmdb',
			'creates an item with its relations, through the identification',
		],
		['depends_on', 'yes', 'cmdb', 'creates an item of a dependent class on what it runs on'],
		[
			'500 for a missing target',
			'yes',
			'cmdb',
			'fails as documented on a target that is not there, and writes nothing',
		],
		SOURCE,
	],
	'cmdb.instance.put': [UPDATE],
	'cmdb.instance.patch': [UPDATE],
	'cmdb.relation.add': [
		['the item with its relations', 'yes', 'cmdb', 'adds relations to an item and removes one'],
		[
			'without a source',
			'yes',
			'cmdb',
			'adds a relation without a source, and leaves the item its own',
			'the page calls it required, a client’s test on real instances sends none',
		],
	],
	'cmdb.relation.delete': [['200 without a body, 404', 'yes', 'cmdb', 'adds relations to an item and removes one']],
	'cmdb.meta.get': [['documented class, 404', 'yes', 'cmdb', 'describes a class'], ROLE],
	'ire.commit': [
		['documented answer and records', 'yes', FILE, 'recognises the documented server and switch, and relates them'],
		['INSERT, UPDATE, NO_CHANGE', 'yes', FILE, 'inserts what it does not know, then finds it unchanged, then changed'],
		['duplicates', 'yes', FILE, 'refuses two reports of one item, or merges them when asked to'],
		...RECONCILED,
	],
	'ire.query': [['the same without writing', 'yes', FILE, 'says the same without writing anything'], ...RECONCILED],
	'ire.enhanced': [...OPTIONS, ...RECONCILED],
	'ire.queryEnhanced': [...OPTIONS, ...RECONCILED],
};
