/** The carts of a user, as records: one to order from and one for what is kept for later. */
import type { Row, Store } from '../../../types.mts';
import { unitPrice } from '../answers.mts';
import type { Answer } from '../answers.mts';
import type { Line } from './order.mts';
import { keepRows, removeRows, rowsIn } from '../sets.mts';
import { buyerOf, inOrder } from '../shop.mts';
import type { Shopper } from '../shop.mts';

export type CartName = 'DEFAULT' | 'wishlist';

/** Made when it is first asked for. */
export function cartOf({ store, session }: Shopper, name: CartName = 'DEFAULT'): Row {
	const user = session.user.sys_id ?? '';
	const known = store.one('sc_cart', { user, name });
	return known ?? store.insert(buyerOf(session), 'sc_cart', { user, name, requested_for: user });
}

/** As they were put in; times of creation are too coarse to tell. */
export const entriesOf = (store: Store, cart: Row): Row[] =>
	inOrder(store.find('sc_cart_item', { cart: cart.sys_id ?? '', active: 'true' }), 'sys_created_on');

/** A cart item of the caller's own cart. */
export function findEntry(shopper: Shopper, name: CartName, sys_id: string): Row | undefined {
	const entry = shopper.store.one('sc_cart_item', { sys_id });
	return entry && entry.cart === cartOf(shopper, name).sys_id ? entry : undefined;
}

const optionsOf = (store: Store, cart_item: string): Row[] =>
	inOrder(store.find('sc_item_option', { cart_item }), 'sys_id');

export function answersIn(store: Store, entry: Row): Answer[] {
	return optionsOf(store, entry.sys_id ?? '').flatMap(({ item_option_new = '', value = '' }) => {
		const question = store.one('item_option_new', { sys_id: item_option_new });
		return question ? [{ question, value }] : [];
	});
}

function keepAnswers({ store, session }: Shopper, cart_item: string, { answers, rows }: Line): void {
	for (const { question, value } of answers) {
		const values = { item_option_new: question.sys_id ?? '', cart_item, value, order: question.order ?? '' };
		store.insert(buyerOf(session), 'sc_item_option', values);
	}
	keepRows(store, buyerOf(session), { table: 'sc_cart_item', sys_id: cart_item }, rows);
}

function removeAnswers(store: Store, cart_item: string): void {
	for (const option of optionsOf(store, cart_item)) store.remove('sc_item_option', option.sys_id ?? '');
	removeRows(store, cart_item);
}

function valuesOf(store: Store, { item, quantity, answers, alsoFor }: Line): Row {
	return {
		quantity: String(quantity),
		price: String(unitPrice(store, item, answers)),
		recurring_price: item.recurring_price ?? '',
		recurring_frequency: item.recurring_frequency ?? '',
		hints: alsoFor.length > 0 ? JSON.stringify({ sysparm_also_request_for: alsoFor.join(',') }) : '',
	};
}

/** `sys_id`: what the portal's own page chooses beforehand, to hang files on; not in the documentation of this API. */
export function addEntry(shopper: Shopper, cart: Row, line: Line, sys_id = ''): Row {
	const { store, session } = shopper;
	const last = Number(entriesOf(store, cart).at(-1)?.order) || 0;
	return store.transaction(() => {
		const entry = store.insert(buyerOf(session), 'sc_cart_item', {
			...valuesOf(store, line),
			sys_id,
			cart: cart.sys_id ?? '',
			cat_item: line.item.sys_id ?? '',
			order: String(last + 1),
			wishlist: String(cart.name === 'wishlist'),
			order_guide: line.guide,
		});
		keepAnswers(shopper, entry.sys_id ?? '', line);
		return entry;
	});
}

export function changeEntry(shopper: Shopper, entry: Row, line: Line): void {
	const { store, session } = shopper;
	store.transaction(() => {
		const sys_id = entry.sys_id ?? '';
		store.update(buyerOf(session), 'sc_cart_item', sys_id, valuesOf(store, line));
		removeAnswers(store, sys_id);
		keepAnswers(shopper, sys_id, line);
	});
}

export function removeEntry(store: Store, entry: Row): void {
	store.transaction(() => {
		removeAnswers(store, entry.sys_id ?? '');
		store.remove('sc_cart_item', entry.sys_id ?? '');
	});
}

export function empty(store: Store, cart: Row): void {
	store.transaction(() => {
		for (const entry of store.find('sc_cart_item', { cart: cart.sys_id ?? '' })) removeEntry(store, entry);
	});
}

/** The further people of a cart item. */
export function alsoForOf({ hints = '' }: Row): string[] {
	if (hints === '') return [];
	const { sysparm_also_request_for = '' } = JSON.parse(hints) as { sysparm_also_request_for?: string };
	return sysparm_also_request_for.split(',').filter(Boolean);
}

/** What the cart would order now; items that are gone from the catalog stay behind. */
export function linesOf(store: Store, cart: Row): Line[] {
	return entriesOf(store, cart).flatMap((entry) => {
		const item = store.one('sc_cat_item', { sys_id: entry.cat_item ?? '' });
		if (item?.active !== 'true') return [];
		const answers = answersIn(store, entry);
		const guide = entry.order_guide ?? '';
		const rows = rowsIn(store, entry.sys_id ?? '');
		return [{ item, quantity: Number(entry.quantity) || 1, answers, rows, alsoFor: alsoForOf(entry), guide }];
	});
}
