/** Catalogs, categories and items, and who may have what. */
import { rolesOf } from '../../auth/roles.mts';
import type { Row, Session, Store } from '../../types.mts';
import { invalidRequest } from './refusals.mts';

const byText = (left = '', right = '') => (left < right ? -1 : Number(left > right));

export function inOrder(rows: Row[], name: string): Row[] {
	return [...rows].sort(
		(left, right) => (Number(left.order) || 0) - (Number(right.order) || 0) || byText(left[name], right[name]),
	);
}

const listOf = (value = ''): string[] =>
	value
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean);

function qualifies(row: Row, roles: ReadonlySet<string>): boolean {
	const wanted = listOf(row.roles);
	return wanted.length === 0 || roles.has('admin') || wanted.some((role) => roles.has(role));
}

export function isOffered({ roles }: Session, item: Row): boolean {
	return item.active === 'true' && qualifies(item, roles);
}

/** May this user, who need not be the caller, have the item? */
export function mayAcquire(store: Store, item: Row, user: string): boolean {
	const person = store.one('sys_user', { sys_id: user });
	if (person?.active !== 'true' || item.active !== 'true') return false;
	return qualifies(item, rolesOf(store, user));
}

/** The item with the columns of its own class, or undefined where it is not offered to the caller. */
export function findItem(store: Store, session: Session, sys_id: string): Row | undefined {
	const item = store.one('sc_cat_item', { sys_id });
	return item && isOffered(session, item) ? item : undefined;
}

export type ItemType = 'catalog_item' | 'record_producer' | 'order_guide';

export function typeOf(store: Store, item: Row): ItemType {
	const chain = store.schema.chain(item.sys_class_name ?? '');
	if (chain.includes('sc_cat_item_producer')) return 'record_producer';
	return chain.includes('sc_cat_item_guide') ? 'order_guide' : 'catalog_item';
}

export function readCatalog(store: Store, sys_id: string): Row {
	const catalog = store.one('sc_catalog', { sys_id });
	if (catalog?.active !== 'true') throw invalidRequest('The catalog does not exist, or you have no access to it');
	return catalog;
}

export function isOpen(session: Session, category: Row): boolean {
	return category.active === 'true' && qualifies(category, session.roles);
}

export function readCategory(store: Store, session: Session, sys_id: string): Row {
	const category = store.one('sc_category', { sys_id });
	if (category && isOpen(session, category)) return category;
	throw invalidRequest('The category does not exist, or you have no access to it');
}

export function categoriesOf(store: Store, session: Session, where: Row): Row[] {
	return inOrder(
		store.find('sc_category', where).filter((category) => isOpen(session, category)),
		'title',
	);
}

const linked = (store: Store, sc_category: string) =>
	new Set(store.find('sc_cat_item_category', { sc_category }).map((row) => row.sc_cat_item ?? ''));

/** An item may stand in further categories than its own. */
export function inCategory(store: Store, category: string): (item: Row) => boolean {
	const more = linked(store, category);
	return (item) => item.category === category || more.has(item.sys_id ?? '');
}

export const inCatalog = (catalog: string) => (item: Row) => listOf(item.sc_catalogs).includes(catalog);

export function catalogsOf(store: Store, item: Row): Row[] {
	return listOf(item.sc_catalogs).flatMap((sys_id) => store.find('sc_catalog', { sys_id }));
}

export function offered(store: Store, session: Session): Row[] {
	return inOrder(
		store.find('sc_cat_item', { active: 'true' }).filter((item) => isOffered(session, item)),
		'name',
	);
}

/** Who orders, and where. */
export interface Shopper {
	store: Store;
	session: Session;
}

/** The catalog works on the caller's behalf where the caller could not write; the records still carry the caller's name. */
export function buyerOf(session: Session): Session {
	return { ...session, roles: new Set(['admin']) };
}
