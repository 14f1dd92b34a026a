/** Carts as JSON: items in groups by how often they cost something again, with subtotals. */
import { displayDuration } from '../../../data/time.mts';
import type { Row, Store } from '../../../types.mts';
import { answersByLabel } from '../answers.mts';
import { answersIn, entriesOf } from './cart.mts';
import { frequencyLabel } from '../itemView.mts';
import { amount, hasPrice, money, rounded } from '../money.mts';

const itemOf = (store: Store, entry: Row): Row => store.one('sc_cat_item', { sys_id: entry.cat_item ?? '' }) ?? {};

const variablesIn = (store: Store, entry: Row) => answersByLabel(store, entry.cat_item ?? '', answersIn(store, entry));

/** The prices of one unit, as every view of a cart item has them. */
function unit(store: Store, entry: Row) {
	return {
		catalog_item_id: entry.cat_item ?? '',
		quantity: entry.quantity ?? '',
		localized_price: money(amount(entry.price)),
		price: money(amount(entry.price)),
		recurring_frequency: frequencyLabel(store, entry.recurring_frequency),
		localized_recurring_price: money(amount(entry.recurring_price)),
		recurring_price: money(amount(entry.recurring_price)),
		item_name: itemOf(store, entry).name ?? '',
		cart_item_id: entry.sys_id ?? '',
	};
}

/** What adding to the cart answers with. */
export const addedView = unit;

/** What the wish list and order guides answer with; an item without recurring costs has a blank there instead of null. */
export function shortView(store: Store, entry: Row) {
	const shown = unit(store, entry);
	return {
		...shown,
		recurring_frequency: shown.recurring_frequency ?? '',
		variables: variablesIn(store, entry),
		delivery_time: displayDuration(itemOf(store, entry).delivery_time ?? ''),
	};
}

/** When and by whom, from the cart item itself. */
const record = (entry: Row) => ({
	updated_on: entry.sys_updated_on ?? '',
	sys_id: entry.sys_id ?? '',
	item_id: entry.cat_item ?? '',
	created_by: entry.sys_created_by ?? '',
	created_on: entry.sys_created_on ?? '',
	updated_by: entry.sys_updated_by ?? '',
});

/** From the catalog item that it stands for. */
const described = (item: Row) => ({
	short_description: item.short_description ?? '',
	delivery_time: displayDuration(item.delivery_time ?? ''),
	sys_class_name: item.sys_class_name ?? '',
	show_price: hasPrice(item),
	show_quantity: item.no_quantity !== 'true',
	picture: item.picture ?? '',
	name: item.name ?? '',
});

export function fullView(store: Store, entry: Row) {
	const subtotal = subtotalOf([entry]);
	const recurring = recurringOf([entry]);
	return {
		...unit(store, entry),
		...record(entry),
		...described(itemOf(store, entry)),
		recurring_subtotal_price: money(recurring),
		subtotal_price: money(subtotal),
		variables: variablesIn(store, entry),
		recurring_subtotal: recurring,
		subtotal,
		show_recurring_price: recurring > 0,
		order_guide: store.one('sc_cat_item', { sys_id: entry.order_guide ?? '' })?.name ?? '',
	};
}

export function subtotalOf(entries: Row[]): number {
	return rounded(entries.reduce((sum, entry) => sum + (Number(entry.quantity) || 1) * amount(entry.price), 0));
}

function recurringOf(entries: Row[]): number {
	const sum = (total: number, entry: Row) => total + (Number(entry.quantity) || 1) * amount(entry.recurring_price);
	return rounded(entries.reduce(sum, 0));
}

/** A group of items without any price shows a dash (documented sample). */
function totals(entries: Row[], frequency: string) {
	const subtotal = subtotalOf(entries);
	return {
		subtotal_price: subtotal > 0 ? money(subtotal) : '-',
		subtotal_recurring_frequency: frequency,
		subtotal_recurring_price: money(recurringOf(entries)),
		total_title: 'Total',
		show_subtotal_price: String(subtotal > 0),
		subtotal_title: 'Subtotal',
	};
}

/** Keys that stand beside the groups; a frequency is one of the catalog's own values and none of these. */
const NONE = 'none';

export function cartView(store: Store, cart: Row, view: (store: Store, entry: Row) => object = fullView): object {
	const entries = entriesOf(store, cart);
	const frequencies = [...new Set(entries.map((entry) => entry.recurring_frequency || NONE))].sort();
	const groups = frequencies.map((frequency) => {
		const own = entries.filter((entry) => (entry.recurring_frequency || NONE) === frequency);
		const frequency_label = frequency === NONE ? null : frequencyLabel(store, frequency);
		const items = own.map((entry) => view(store, entry));
		return [frequency, { ...totals(own, frequency_label ?? ''), frequency_label, items }] as const;
	});
	return { cart_id: cart.sys_id ?? '', ...totals(entries, ''), ...Object.fromEntries(groups) };
}

/** What the second step of a two-step checkout shows besides. */
export function checkoutView(store: Store, cart: Row): object {
	const requested_for = cart.requested_for ?? '';
	return {
		...cartView(store, cart),
		delivery_address: cart.delivery_address ?? '',
		special_instructions: cart.special_instructions ?? '',
		requested_for,
		requested_for_user: store.one('sys_user', { sys_id: requested_for })?.name ?? '',
	};
}
