import type { Store } from '../types.mts';

const unique = (ids: Iterable<string | undefined>) => new Set([...ids].filter((id): id is string => Boolean(id)));

/** Follows a relation to its end; circles are allowed. */
function closure(start: Iterable<string | undefined>, next: (id: string) => Iterable<string | undefined>): Set<string> {
	const found = unique(start);
	for (const id of found) for (const other of unique(next(id))) found.add(other);
	return found;
}

function groupsOf(store: Store, user: string): Set<string> {
	const direct = store.find('sys_user_grmember', { user }).map((row) => row.group);
	// A group hands its roles down to the groups below it.
	return closure(direct, (group) => [store.one('sys_user_group', { sys_id: group })?.parent]);
}

/** Role names of a user: granted, through groups, and contained in one of those. */
export function rolesOf(store: Store, user: string): Set<string> {
	const granted = store
		.find('sys_user_has_role', { user })
		.filter((row) => (row.state ?? 'active') !== 'inactive')
		.map((row) => row.role);
	const throughGroups = [...groupsOf(store, user)].flatMap((group) =>
		store.find('sys_group_has_role', { group }).map((row) => row.role),
	);
	const all = closure([...granted, ...throughGroups], (role) =>
		store.find('sys_user_role_contains', { role }).map((row) => row.contains),
	);
	return unique([...all].map((role) => store.one('sys_user_role', { sys_id: role })?.name));
}
