/** Which services stand on a configuration item: up the relations, from child to parent. */
import type { Row, Store } from '../../types.mts';

const SERVICE = 'cmdb_ci_service';
/** The platform stops following relations after a number of levels, too. */
const MAX_LEVELS = 10;

function parentsOf(store: Store, ids: Iterable<string>): string[] {
	return [...ids].flatMap((child) => store.find('cmdb_rel_ci', { child }).map(({ parent = '' }) => parent));
}

const isService = (store: Store, sys_id: string): boolean => store.one(SERVICE, { sys_id }) !== undefined;

export function servicesAbove(store: Store, items: Iterable<string>): string[] {
	const seen = new Set(items);
	let level = [...seen];
	for (let depth = 0; depth < MAX_LEVELS && level.length > 0; depth += 1) {
		level = [...new Set(parentsOf(store, level))].filter((id) => id !== '' && !seen.has(id));
		for (const id of level) seen.add(id);
	}
	return [...seen].filter((id) => isService(store, id));
}

/** The item that the change names, and those associated as affected. */
export function itemsOf(store: Store, change: Row): string[] {
	const affected = store.find('task_ci', { task: change.sys_id ?? '' }).map(({ ci_item = '' }) => ci_item);
	return [...new Set([change.cmdb_ci ?? '', ...affected])].filter(Boolean);
}

/** Adds what is missing and keeps what is there. */
export function refreshServices(store: Store, change: Row): void {
	const task = change.sys_id ?? '';
	const known = new Set(store.find('task_cmdb_ci_service', { task }).map((row) => row.cmdb_ci_service));
	for (const cmdb_ci_service of servicesAbove(store, itemsOf(store, change))) {
		if (known.has(cmdb_ci_service)) continue;
		store.insert(store.system, 'task_cmdb_ci_service', { task, cmdb_ci_service, manually_added: 'false' });
	}
}
