/** Recognising an item: rule by rule, until one finds it. */
import { cell } from '../../row.mts';
import type { Row, Store } from '../../types.mts';
import { fail, UNKNOWN } from './outcome.mts';
import type { Attempt, Outcome } from './outcome.mts';
import { ruleOf } from './rules.mts';
import type { Entry, Rule } from './rules.mts';

/** One entry of a rule, tried on an item. */
interface Search {
	store: Store;
	rule: Rule;
	entry: Entry;
	outcome: Outcome;
}

interface Found {
	/** Ids of items, the oldest first; undefined where the payload lacks the values to search by. */
	ids: string[] | undefined;
	/** The lookup that was searched by, for entries on another table. */
	lookup?: number;
}

function criteria({ attributes, allowNull }: Entry, values: Row): Row | undefined {
	const pairs = attributes.map((name): [string, string] => [name, values[name] ?? '']);
	const given = pairs.filter(([, value]) => value !== '');
	const enough = allowNull ? given.length > 0 : given.length === pairs.length;
	return enough && given.length > 0 ? Object.fromEntries(given) : undefined;
}

/** Dependent items are looked for only on what they run on. */
function runsOnOne(store: Store, parent: string, hosts: readonly string[] | undefined): boolean {
	return !hosts || hosts.some((child) => store.one('cmdb_rel_ci', { parent, child }) !== undefined);
}

const oldestFirst = (rows: Row[]): Row[] =>
	[...rows].sort((left, right) => (left.sys_created_on ?? '').localeCompare(right.sys_created_on ?? ''));

function searchClass({ store, rule, entry, outcome: { item } }: Search): Found {
	const where = criteria(entry, item.values);
	if (!where) return { ids: undefined };
	const hosts = rule.independent ? undefined : (item.hosts ?? []);
	// What is known to be the duplicate of another item is never a match.
	const rows = store.find(rule.appliesTo, where).filter(({ duplicate_of }) => !duplicate_of);
	const ids = oldestFirst(rows).map(({ sys_id = '' }) => sys_id);
	return { ids: ids.filter((id) => runsOnOne(store, id, hosts)) };
}

function searchLookup({ store, rule, entry, outcome: { item } }: Search): Found {
	const lookup = item.lookup.findIndex((each) => each.className === entry.table && criteria(entry, each.values));
	const where = criteria(entry, item.lookup[lookup]?.values ?? {});
	if (!where || !store.schema.exists(entry.table)) return { ids: undefined };
	const named = store.find(entry.table, where).map(({ cmdb_ci = '' }) => cmdb_ci);
	return { ids: [...new Set(named)].filter((sys_id) => store.one(rule.appliesTo, { sys_id })), lookup };
}

function note({ rule, entry, outcome }: Search, attemptResult: Attempt['attemptResult']): void {
	outcome.attempts.push({
		identifierName: rule.name,
		attemptResult,
		attributes: entry.attributes,
		searchOnTable: entry.table || rule.appliesTo,
		hybridEntryCiAttributes: [],
	});
}

function matched(store: Store, outcome: Outcome, sysId: string, entry: string): void {
	const match = store.one('cmdb', { sys_id: sysId });
	if (match) Object.assign(outcome, { match, sysId, entry });
}

/** A few items with the same values are taken for one, the oldest; more are left to people. */
function mayTakeOldest(store: Store, count: number): boolean {
	const setting = (name: string) => store.property(`glide.identification_engine.skip_duplicates${name}`);
	return setting('') !== 'false' && count < Number(setting('.threshold') ?? 5);
}

/** By what an item with the same values is recognised as this one. */
function keyOf({ rule, entry, outcome: { item } }: Search, lookup: number | undefined): string {
	const where = entry.table ? item.lookup[lookup ?? -1]?.values : item.values;
	return [rule.appliesTo, entry.sys_id, ...entry.attributes.map((name) => cell(where, name))].join('\n');
}

function tellDuplicates({ rule, entry, outcome }: Search): void {
	const table = entry.table || rule.appliesTo;
	const fields = entry.attributes.join(', ');
	const message = `Found duplicate records in table [${table}] using fields [${fields}].`;
	fail(outcome, 'MULTIPLE_DUPLICATE_RECORDS', message);
}

function take(search: Search, [id = '', ...twins]: string[], lookup: number | undefined): void {
	const { store, entry, outcome } = search;
	const isOne = twins.length === 0 || (!entry.table && mayTakeOldest(store, twins.length + 1));
	note(search, isOne ? 'MATCHED' : 'MULTI_MATCH');
	if (!isOne) {
		tellDuplicates(search);
		return;
	}
	matched(store, outcome, id, entry.sys_id);
	outcome.twins = twins;
	if (lookup !== undefined) outcome.related[lookup] = id;
}

/** True when the search is over. */
function tryEntry(search: Search): boolean {
	const { entry, outcome } = search;
	const { ids, lookup } = entry.table ? searchLookup(search) : searchClass(search);
	if (!ids) {
		note(search, 'SKIPPED');
		return false;
	}
	outcome.key ||= keyOf(search, lookup);
	if (ids.length === 0) {
		note(search, 'NO_MATCH');
		return false;
	}
	take(search, ids, lookup);
	return true;
}

/** Sources may name their own key of an item; once seen it finds the item before any rule does. */
function trySource(store: Store, outcome: Outcome): boolean {
	const { source } = outcome.item;
	if (!source) return false;
	const known = store.one('sys_object_source', { name: source.source_name, id: source.source_native_key });
	if (known) matched(store, outcome, known.target_sys_id ?? '', UNKNOWN);
	const attemptResult = outcome.match ? 'MATCHED' : 'NO_MATCH';
	const info = `sys_object_source ${attemptResult}`;
	outcome.attempts.push({ info, identifierName: '', attemptResult, attributes: [], hybridEntryCiAttributes: [] });
	return outcome.match !== undefined;
}

/** An item that is named by its id is looked for by nothing else; true when it is. */
function tryId(store: Store, outcome: Outcome, table: string): boolean {
	const { sys_id = '' } = outcome.item.values;
	if (sys_id === '') return false;
	const known = store.one(table, { sys_id });
	if (known && !known.duplicate_of) matched(store, outcome, sys_id, UNKNOWN);
	else {
		const message =
			`Found invalid sys_id in payload. No record with sys_id [${sys_id}] exist in table [${table}] ` +
			'or is a duplicate record with [duplicate_of] field set to a main CI';
		fail(outcome, 'INVALID_INPUT_DATA', message);
	}
	return true;
}

export function missingAttributes({ item }: Outcome, rule: Rule): string {
	const { className, values, settings, source } = item;
	const shown = { className, values, ...(source && { sys_object_source_info: source }), settings };
	return (
		'In payload missing minimum set of input values for criterion (matching) attributes from identify rule ' +
		`for table [${rule.appliesTo}]. Add these input values in payload item '${JSON.stringify(shown)}'`
	);
}

/** `partial`: an item that cannot be recognised yet is kept with a warning and is no error. */
export function identify(store: Store, outcome: Outcome, partial: boolean): void {
	const { className } = outcome.item;
	const rule = ruleOf(store, className);
	if (!rule) {
		fail(outcome, 'IDENTIFICATION_RULE_MISSING', `Identity Rule Missing for table [${className}]`);
		return;
	}
	if (tryId(store, outcome, rule.appliesTo) || trySource(store, outcome)) return;
	const isOver = rule.entries.some((entry) => tryEntry({ store, rule, entry, outcome }));
	if (
		isOver ||
		outcome.attempts.some(({ identifierName, attemptResult }) => identifierName && attemptResult === 'NO_MATCH')
	)
		return;
	const message = missingAttributes(outcome, rule);
	if (!partial) {
		fail(outcome, 'MISSING_MATCHING_ATTRIBUTES', message);
		return;
	}
	outcome.warnings.push({ error: 'MISSING_MATCHING_ATTRIBUTES', message });
	outcome.operation = 'INSERT_AS_PARTIAL';
}
