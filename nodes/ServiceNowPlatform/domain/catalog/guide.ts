import { ApiFailure } from '../failure/failure';
import { InputError } from '../failure/inputError';
import type { Json } from '../api/json';
import { apiPath, type ApiRequest, recordOf, recordsOf, type Steps } from '../api/request';
import { shownVariable, variablesOf } from './answers/variables';
import { CART, type CartEntry, entriesOf, inWords, readEntries } from './cart';
import { type Finding, sendOrFind } from './doubt';
import { simpleItem } from './item';
import { orderAdvice, readRecentOrders } from './orders';

/** An item that an order guide orders, in wire form. */
export interface GuideLine {
	sys_id: string;
	sysparm_quantity: string;
	variables: Record<string, string>;
}

/** What the answers to a guide's questions call for. It is a PUT that stores nothing. */
export function* readProposedItems(guide: string, variables: Record<string, string>): Steps<Json[]> {
	return recordsOf(
		yield {
			method: 'PUT',
			path: apiPath`/api/sn_sc/servicecatalog/items/${guide}/submit_guide`,
			body: { variables },
			idempotent: true,
			alone: true,
		},
	);
}

/** A proposed item in the form in which Checkout Order Guide takes it. */
export function proposed(catalogItem: Json): Json {
	const { order, quantity } = catalogItem;
	return { ...simpleItem(catalogItem), order, quantity, variables: variablesOf(catalogItem).map(shownVariable) };
}

export function checkoutRequest(guide: string, items: GuideLine[]): ApiRequest {
	const path = apiPath`/api/sn_sc/servicecatalog/items/${guide}/checkout_guide`;
	return { method: 'POST', path, body: { items } };
}

/** Orders the items, or puts them into the cart, as the guide is made. @returns the request or the cart, in ServiceNow's words */
export function* checkOutGuide(
	request: ApiRequest,
	items: GuideLine[],
	{ wasEmpty }: { wasEmpty: boolean },
): Steps<Json> {
	const { result } = yield* sendOrFind(request, () => findOutcome(items, wasEmpty));
	return result;
}

/** In a cart that was empty before, these items and no others are those of the lost answer. */
function* findOutcome(items: GuideLine[], wasEmpty: boolean): Steps<Finding> {
	const cart = recordOf(yield CART);
	const entries = entriesOf(cart);
	if (wasEmpty && isOf(entries, items)) return { done: cart };
	const found = yield* readRecentOrders();
	const advice = orderAdvice(found, 'placed orders');
	return { advice: entries.length === 0 ? advice : `The cart holds now: ${inWords(entries)}. ${advice}` };
}

function isOf(entries: CartEntry[], items: GuideLine[]): boolean {
	const [there, wanted] = [entries.map(({ catalog_item_id }) => String(catalog_item_id)), items.map(idOf)];
	return there.sort().join() === wanted.sort().join();
}

const idOf = ({ sys_id }: GuideLine): string => sys_id;

/** Ordering the cart orders all that is in it. @throws InputError when that is more than nothing */
export function* assertCartEmpty(): Steps<void> {
	const entries = yield* readEntries();
	if (entries.length === 0) return;
	throw new InputError(
		'Cart',
		`The cart of the signed-in user holds something, which would be ordered too: ${inWords(entries)}`,
		'Nothing was ordered. Submit or empty the cart first, or switch Place Order off.',
	);
}

/** @throws ApiFailure when something else has come into the cart meanwhile */
export function assertOnly(cart: Json, items: GuideLine[], { method, path }: ApiRequest): void {
	const entries = entriesOf(cart);
	if (isOf(entries, items)) return;
	throw new ApiFailure({
		kind: 'not-processed',
		message: 'The cart does not hold just what was to be ordered',
		detail: `It holds: ${inWords(entries) || 'nothing'}.`,
		advice: 'Nothing was ordered. Look at the cart of the signed-in user, then submit or empty it.',
		method,
		path,
	});
}
