import { ApiFailure } from '../failure/failure';
import { InputError } from '../failure/inputError';
import type { Json } from '../api/json';
import { apiPath, type ApiRequest, attempt, type Steps } from '../api/request';
import { addedEntry, type CartEntry, inWords, readEntries, removal } from './cart';
import { type Finding, sendOrFind } from './doubt';
import { type Order, orderAdvice, readRecentOrders } from './orders';

/** Orders everything in the cart of the signed-in user; with one step or with two, this call places the order. */
export function* submitCart(details: Record<string, string>): Steps<Order> {
	const request: ApiRequest = {
		method: 'POST',
		path: apiPath`/api/sn_sc/servicecatalog/cart/submit_order`,
		...(Object.keys(details).length === 0 ? {} : { body: details }),
	};
	const { result } = yield* sendOrFind(request, findCartState);
	return orderOf(result, request);
}

/** @throws ApiFailure when the answer names no request */
export function orderOf(result: Json, { method, path }: ApiRequest): Order {
	const { request_id, request_number } = result;
	if (typeof request_id === 'string' && typeof request_number === 'string' && request_id !== '') {
		return { ...result, request_id, request_number };
	}
	throw new ApiFailure({
		kind: 'not-processed',
		message: 'ServiceNow took the order and names no request',
		detail: `It answered with: ${Object.keys(result).join(', ') || 'nothing'}.`,
		advice: 'Look at the cart and at the newest requests of the signed-in user before you run this again.',
		method,
		path,
		body: result,
	});
}

/** What is left in the cart hints at what became of the order; it does not prove it. */
function* findCartState(): Steps<Finding> {
	const entries = yield* readEntries();
	if (entries.length > 0) {
		return {
			advice: `The order was not sent again. The cart still holds ${inWords(entries)}: most likely nothing was ordered, unless it is still under way. Look again in a minute, then submit the cart again.`,
		};
	}
	const found = yield* readRecentOrders();
	return { advice: `The cart is empty now. ${orderAdvice(found, 'placed orders')}` };
}

/**
 * With the two-step checkout, Order Now has only put the item into the cart. Ordering the cart orders all that is in it, so nothing else may
 * be; if there is, the item is taken out again.
 *
 * @throws InputError when the cart holds something else
 */
export function* finishCheckout(chosen: string, catalogItem: string, details: Record<string, string>): Steps<Order> {
	const entries = yield* readEntries();
	const own = addedEntry(entries, chosen, catalogItem);
	const others = entries.filter((entry) => entry !== own);
	if (own !== undefined && others.length === 0) return yield* submitCart(details);
	const isOut = own !== undefined && (yield* takeOut(own));
	throw new InputError(
		'Cart',
		`The cart of the signed-in user holds something else, which would be ordered too: ${inWords(others)}`,
		`The instance has the two-step checkout, where Order Now goes by way of the cart. Nothing was ordered, and the item ${
			isOut ? 'was taken out of the cart again' : 'is in the cart now'
		}. Submit or empty the cart first.`,
	);
}

function* takeOut({ cart_item_id }: CartEntry): Steps<boolean> {
	return !((yield* attempt(removal(String(cart_item_id)))) instanceof ApiFailure);
}
