import type { Json } from '../api/json';
import { apiPath, type ApiRequest, isObject, objectsIn, recordOf, type Steps } from '../api/request';

export type CartEntry = Json;

export const WISHLIST: ApiRequest = { method: 'GET', path: apiPath`/api/sn_sc/servicecatalog/wishlist` };

export const CART: ApiRequest = { method: 'GET', path: apiPath`/api/sn_sc/servicecatalog/cart` };

/** The items of a cart in one list: ServiceNow groups them by how often they cost something again. */
export function entriesOf(cart: Json): CartEntry[] {
	const groups = [cart, ...Object.values(cart)].filter(isObject);
	return groups.flatMap(({ items }) => objectsIn(items));
}

export function* readEntries(): Steps<CartEntry[]> {
	return entriesOf(recordOf(yield CART));
}

/** A cart without the words for the page that shows it. */
export function simpleCart(cart: Json): Json {
	const { cart_id, subtotal_price, subtotal, subtotal_recurring_price } = cart;
	const entries = entriesOf(cart);
	return {
		cart_id,
		subtotal_price: subtotal_price ?? subtotal,
		subtotal_recurring_price,
		item_count: entries.length,
		items: entries.map(simpleEntry),
	};
}

/** The wish list, in the same form. */
export function simpleWishlist(list: Json): Json {
	const entries = entriesOf(list);
	return { cart_id: list.cart_id, item_count: entries.length, items: entries.map(simpleEntry) };
}

function simpleEntry(entry: CartEntry): CartEntry {
	const { cart_item_id, catalog_item_id, item_name, quantity, price, subtotal_price } = entry;
	const { recurring_price, recurring_frequency, delivery_time, variables } = entry;
	return {
		cart_item_id,
		catalog_item_id,
		item_name,
		quantity,
		price,
		subtotal_price,
		recurring_price,
		recurring_frequency,
		delivery_time,
		variables,
	};
}

/** The entry that was just added: by the id that was chosen for it, or as the only one of its catalog item. */
export function addedEntry(entries: CartEntry[], chosen: string, catalogItem: string): CartEntry | undefined {
	const own = entries.find(({ cart_item_id }) => cart_item_id === chosen);
	const alike = entries.filter(({ catalog_item_id }) => catalog_item_id === catalogItem);
	return own ?? (alike.length === 1 ? alike[0] : undefined);
}

export function removal(cart_item_id: string): ApiRequest {
	return { method: 'DELETE', path: apiPath`/api/sn_sc/servicecatalog/cart/${cart_item_id}` };
}

/** `2 × Phone, 1 × Tablet` */
export function inWords(entries: CartEntry[]): string {
	return entries.map(({ quantity, item_name }) => `${String(quantity)} × ${String(item_name)}`).join(', ');
}
