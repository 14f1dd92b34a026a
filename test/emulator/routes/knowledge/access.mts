/** Which articles the caller may see: published ones of bases that are open to them. */
import type { Row, Session, Store } from '../../types.mts';

const LOGGED_IN = /gs\.isLoggedIn\(\)/;

const idsIn = (list = ''): string[] => list.split(',').filter(Boolean);

function roleNames(store: Store, list: string | undefined): string[] {
	return idsIn(list).flatMap((sys_id) => store.one('sys_user_role', { sys_id })?.name ?? []);
}

/** Scripts are not run; the one question that a criterion may ask here is whether somebody has signed in. */
function meets(store: Store, session: Session, criterion: Row): boolean {
	if (criterion.active !== 'true') return false;
	if (criterion.advanced === 'true') return LOGGED_IN.test(criterion.script ?? '') && session.via !== 'guest';
	const isUser = idsIn(criterion.user).includes(session.user.sys_id ?? '');
	return isUser || roleNames(store, criterion.role).some((role) => session.roles.has(role));
}

function isOpen(store: Store, session: Session, base: Row): boolean {
	if (base.active !== 'true') return false;
	const links = store.find('kb_uc_can_read_mtom', { kb_knowledge_base: base.sys_id ?? '' });
	if (links.length === 0 || session.roles.has('admin')) return true;
	return links.some(({ user_criteria = '' }) => {
		const criterion = store.one('user_criteria', { sys_id: user_criteria });
		return criterion !== undefined && meets(store, session, criterion);
	});
}

export function openBases(store: Store, session: Session): Set<string> {
	const bases = store.find('kb_knowledge_base', {});
	return new Set(bases.filter((base) => isOpen(store, session, base)).map(({ sys_id = '' }) => sys_id));
}

/** What the API itself asks for (its documentation shows the filter in an answer). */
export const PUBLISHED =
	'workflow_state=published^valid_to>=javascript:gs.beginningOfToday()^active=true^sys_class_name!=kb_knowledge_block';

export function isVisible(session: Session, bases: ReadonlySet<string>, article: Row): boolean {
	const roles = idsIn(article.roles);
	const hasRole = roles.length === 0 || session.roles.has('admin') || roles.some((role) => session.roles.has(role));
	return hasRole && bases.has(article.kb_knowledge_base ?? '');
}
