/** Writing what was decided. The last source to write a value wins: there are no reconciliation rules. */
import type { Row, Session, Store } from '../../types.mts';
import { isFailed, UNKNOWN } from './outcome.mts';
import type { LookupOutcome, Outcome } from './outcome.mts';
import { kept, PARTIAL } from './partial.mts';
import type { Lookup } from './payload.mts';
import { storable } from './values.mts';

type Reclassification = 'UPGRADE' | 'DOWNGRADE' | 'SWITCH';

const SETTING: Record<Reclassification, string> = {
	UPGRADE: 'updateWithoutUpgrade',
	DOWNGRADE: 'updateWithoutDowngrade',
	SWITCH: 'updateWithoutSwitch',
};

function reclassification(store: Store, from: string, to: string): Reclassification | undefined {
	if (from === to) return undefined;
	if (store.schema.chain(to).includes(from)) return 'UPGRADE';
	return store.schema.chain(from).includes(to) ? 'DOWNGRADE' : 'SWITCH';
}

/** The class that the record will have. */
function targetClass(store: Store, { item, match }: Outcome): { className: string; suffix: string } {
	const present = match?.sys_class_name ?? item.className;
	const kind = reclassification(store, present, item.className);
	const isOff = kind && String(item.settings[SETTING[kind]]) === 'true';
	return kind && !isOff ? { className: item.className, suffix: `_WITH_${kind}` } : { className: present, suffix: '' };
}

const differs = (before: Row, after: Row): boolean =>
	Object.entries(after).some(([name, value]) => value !== (before[name] ?? ''));

function decideLookup(store: Store, cmdb_ci: string, { className, values }: Lookup): LookupOutcome {
	if (!store.schema.column(className, 'cmdb_ci')) return { operation: '', sysId: UNKNOWN };
	const known = cmdb_ci && store.one(className, { ...storable(store, className, values), cmdb_ci });
	return known ? { operation: 'NO_CHANGE', sysId: known.sys_id ?? UNKNOWN } : { operation: 'INSERT', sysId: UNKNOWN };
}

/** Says what will be done, without doing it. */
export function decide(store: Store, outcome: Outcome): void {
	const { match, item } = outcome;
	if (isFailed(outcome)) return;
	outcome.lookups = item.lookup.map((lookup) => decideLookup(store, match?.sys_id ?? '', lookup));
	if (!match) return;
	const { className, suffix } = targetClass(store, outcome);
	const isSame = suffix === '' && !differs(match, storable(store, className, item.values));
	outcome.operation = isSame ? 'NO_CHANGE' : `UPDATE${suffix}`;
}

function writeLookup(store: Store, cmdb_ci: string, { className, values }: Lookup, decided: LookupOutcome): void {
	if (decided.operation !== 'INSERT') return;
	const row = store.insert(store.system, className, { ...storable(store, className, values), cmdb_ci });
	decided.sysId = row.sys_id ?? UNKNOWN;
}

function writeSource(store: Store, { item, sysId }: Outcome): void {
	const { source } = item;
	if (!source) return;
	const key = { name: source.source_name, id: source.source_native_key };
	store.put('sys_object_source', {
		...store.one('sys_object_source', key),
		...key,
		target_sys_id: sysId,
		target_table: item.className,
	});
}

export interface Writer {
	store: Store;
	session: Session;
	dataSource: string;
}

function insert({ store, session, dataSource }: Writer, outcome: Outcome): void {
	const { className, values } = outcome.item;
	const now = store.clock.timestamp();
	const discovered = { discovery_source: dataSource, first_discovered: now, last_discovered: now };
	const row = store.insert(session, className, { ...storable(store, className, values), ...discovered });
	outcome.sysId = row.sys_id ?? '';
}

function update({ store, session, dataSource }: Writer, outcome: Outcome): void {
	const { className, suffix } = targetClass(store, outcome);
	const sys_id = outcome.sysId;
	if (suffix) store.put('cmdb', { sys_id, sys_class_name: className });
	// Also of an item that is the same as before.
	const discovered = { discovery_source: dataSource, last_discovered: store.clock.timestamp() };
	store.update(session, className, sys_id, { ...storable(store, className, outcome.item.values), ...discovered });
	for (const twin of outcome.twins) store.put('cmdb_ci', { sys_id: twin, duplicate_of: sys_id });
}

export function commit(writer: Writer, outcome: Outcome): void {
	const { store, dataSource } = writer;
	const { item } = outcome;
	for (const sys_id of outcome.mergedIds) store.remove(PARTIAL, sys_id);
	if (isFailed(outcome)) {
		const table = outcome.errors.length > 0 ? 'cmdb_ire_incomplete_payloads' : PARTIAL;
		const row = { class_name: item.className, discovery_source: dataSource, payload: kept(item) };
		const { sys_id = '' } = store.put(table, row);
		if (outcome.errors.length === 0) outcome.partialIds = [sys_id];
		return;
	}
	if (!outcome.match) insert(writer, outcome);
	else update(writer, outcome);
	for (const [index, decided] of outcome.lookups.entries()) {
		const lookup = item.lookup[index];
		if (lookup) writeLookup(store, outcome.sysId, lookup, decided);
	}
	writeSource(store, outcome);
}
