import type { Row, Session, Store, WriteEvent } from '../types.mts';
import { rolesOf } from './roles.mts';

/** A write to one of these changes who somebody is or what they may do. */
const IDENTITY_TABLES = new Set([
	'sys_user',
	'sys_user_role',
	'sys_user_has_role',
	'sys_user_role_contains',
	'sys_user_group',
	'sys_user_grmember',
	'sys_group_has_role',
]);

interface Identity {
	user: Row;
	roles: ReadonlySet<string>;
}

/** Users with their roles, worked out once until an identity row changes. */
export interface Sessions {
	/** The session of a user, or undefined where there is none or who may not sign in. */
	of(user: string, via: Session['via'], scopes?: readonly string[]): Session | undefined;
	byName(user_name: string, via: Session['via']): Session | undefined;
	guest(): Session;
	forget(event?: WriteEvent): void;
}

const mayEnter = (user: Row) => user.active === 'true' && user.locked_out !== 'true';

export function createSessions(store: () => Store): Sessions {
	const known = new Map<string, Identity>();

	function identity(user: Row): Identity {
		const id = user.sys_id ?? '';
		const found = known.get(id) ?? { user, roles: rolesOf(store(), id) };
		known.set(id, found);
		return found;
	}

	const enter = (user: Row | undefined, via: Session['via'], scopes?: readonly string[]): Session | undefined =>
		user && mayEnter(user) ? { ...identity(user), via, ...(scopes && { scopes }) } : undefined;

	return {
		of(user, via, scopes) {
			return enter(known.get(user)?.user ?? store().one('sys_user', { sys_id: user }), via, scopes);
		},
		byName(user_name, via) {
			return enter(store().one('sys_user', { user_name }), via);
		},
		guest() {
			const user = store().one('sys_user', { user_name: 'guest' });
			return { user: user ?? { sys_id: '', user_name: 'guest' }, roles: new Set(), via: 'guest' };
		},
		forget(event) {
			if (!event || IDENTITY_TABLES.has(event.table)) known.clear();
		},
	};
}
