/** Ordering at once, and the cart of the caller. */
import { parseObject } from '../../../http/content/body.mts';
import type { ApiRequest, ApiResponse, Context, Row, Session, Store } from '../../../types.mts';
import { answersOf, checkMandatory, quantityOf, textOf, variablesOf } from '../answers.mts';
import {
	alsoForOf,
	addEntry,
	answersIn,
	cartOf,
	changeEntry,
	empty,
	entriesOf,
	findEntry,
	linesOf,
	removeEntry,
} from './cart.mts';
import { addedView, cartView, checkoutView, subtotalOf } from './cartView.mts';
import { money } from '../money.mts';
import { placeOrder } from './order.mts';
import type { Line } from './order.mts';
import { recipientsOf } from './recipients.mts';
import type { Recipients } from './recipients.mts';
import { cartIsEmpty, invalidRequest, mayNotOrder } from '../refusals.mts';
import { rowAnswersOf, rowsIn } from '../sets.mts';
import { buyerOf, findItem, typeOf } from '../shop.mts';
import type { Shopper } from '../shop.mts';

type Body = Record<string, unknown>;

const result = (body: unknown, status = 200): ApiResponse => ({ status, body: { result: body } });

/** An item that can be ordered in this way. Producers and guides have calls of their own. */
export function orderable({ store, session }: Shopper, sys_id: string, switches: readonly string[]): Row {
	const item = findItem(store, session, sys_id);
	const isSwitchedOff = item && switches.some((name) => item[name] === 'true');
	if (!item || isSwitchedOff || typeOf(store, item) !== 'catalog_item') throw mayNotOrder();
	return item;
}

/** Refused in the order in which the documentation lists the reasons: quantity, item, mandatory variables. */
export function lineOf(shopper: Shopper, sys_id: string, body: Body, switches: readonly string[]): Line {
	const { store, session } = shopper;
	const quantity = quantityOf(body);
	const item = orderable(shopper, sys_id, switches);
	const sent = variablesOf(body);
	const answers = answersOf(store, session, item, sent);
	checkMandatory(answers);
	return { item, quantity, answers, rows: rowAnswersOf(store, sys_id, sent), alsoFor: [], guide: '' };
}

const isTwoStep = (store: Store): boolean => store.property('glide.sc.checkout.twostep') === 'true';

function putInCart(shopper: Shopper, line: Line, { requestedFor, alsoFor }: Recipients, body: Body): Row {
	const { store, session } = shopper;
	const cart = cartOf(shopper);
	if (cart.requested_for !== requestedFor) {
		store.update(buyerOf(session), 'sc_cart', cart.sys_id ?? '', { requested_for: requestedFor });
	}
	addEntry(shopper, cart, { ...line, alsoFor }, textOf(body.sysparm_item_guid));
	return cart;
}

/** With two steps the item is only put into the cart (CartJS.orderNow: "adds the specified item to the cart"). */
export function orderNow(request: ApiRequest, context: Context): ApiResponse {
	const { session } = request;
	const shopper = { store: context.store, session };
	const body = parseObject(request);
	const line = lineOf(shopper, request.params.sys_id ?? '', body, ['no_order', 'no_order_now']);
	const recipients = recipientsOf(shopper, line.item, body);
	if (isTwoStep(context.store)) return result({ cart_id: putInCart(shopper, line, recipients, body).sys_id });
	const { requestedFor, alsoFor } = recipients;
	const lines = [{ ...line, alsoFor: [requestedFor, ...alsoFor] }];
	const { sys_id = '', number = '' } = placeOrder(context, session, { lines, requestedFor });
	return result({ sys_id, number, request_number: number, request_id: sys_id, table: 'sc_request' });
}

export function addToCart(request: ApiRequest, { store }: Context): ApiResponse {
	const shopper = { store, session: request.session };
	const body = parseObject(request);
	const line = lineOf(shopper, request.params.sys_id ?? '', body, ['no_order', 'no_cart']);
	const cart = putInCart(shopper, line, recipientsOf(shopper, line.item, body), body);
	const entries = entriesOf(store, cart);
	const items = entries.map((entry) => addedView(store, entry));
	return result({ cart_id: cart.sys_id, subtotal: money(subtotalOf(entries)), items });
}

export function getCart({ session }: ApiRequest, { store }: Context): ApiResponse {
	return result(cartView(store, cartOf({ store, session })));
}

function ownEntry(store: Store, { session, params }: ApiRequest): Row {
	const entry = findEntry({ store, session }, 'DEFAULT', params.sys_id ?? '');
	if (!entry) throw invalidRequest('The cart item does not exist, or you have no access to it');
	return entry;
}

/** Variables that are not sent keep their answers. */
export function updateCart(request: ApiRequest, { store }: Context): ApiResponse {
	const { session } = request;
	const shopper = { store, session };
	const body = parseObject(request);
	const quantity = quantityOf(body);
	const entry = findEntry(shopper, 'DEFAULT', request.params.sys_id ?? '');
	if (!entry) throw mayNotOrder();
	const item = orderable(shopper, entry.cat_item ?? '', []);
	const before = new Map<string, unknown>(
		answersIn(store, entry).map(({ question, value }) => [question.name ?? '', value]),
	);
	const sent = variablesOf(body);
	const answers = answersOf(store, session, item, new Map([...before, ...sent]));
	checkMandatory(answers);
	const rows = new Map([...rowsIn(store, entry.sys_id ?? '')]);
	for (const [set, sentRows] of rowAnswersOf(store, item.sys_id ?? '', sent)) {
		if (sentRows.length > 0) rows.set(set, sentRows);
	}
	changeEntry(shopper, entry, {
		item,
		quantity,
		answers,
		rows,
		alsoFor: alsoForOf(entry),
		guide: entry.order_guide ?? '',
	});
	// The one call of this API that the documentation gives 201.
	return result(cartView(store, cartOf(shopper)), 201);
}

export function deleteFromCart(request: ApiRequest, { store }: Context): ApiResponse {
	removeEntry(store, ownEntry(store, request));
	return { status: 204 };
}

/** An administrator removes the cart as well, a catalog administrator only what is in it; nobody else may do either. */
export function emptyCart({ session, params }: ApiRequest, { store }: Context): ApiResponse {
	const cart = store.one('sc_cart', { sys_id: params.sys_id ?? '' });
	const isAdmin = session.roles.has('admin');
	if (!cart || !(isAdmin || session.roles.has('catalog_admin'))) {
		throw invalidRequest('Invalid cart, or you may not empty it');
	}
	empty(store, cart);
	if (isAdmin) store.remove('sc_cart', cart.sys_id ?? '');
	return { status: 204 };
}

function orderFrom(context: Context, session: Session, cart: Row): ApiResponse {
	const { store } = context;
	const { requested_for, delivery_address = '', special_instructions = '' } = cart;
	const requestedFor = requested_for || (session.user.sys_id ?? '');
	const made = store.transaction(() => {
		const details = { delivery_address, special_instructions };
		const request = placeOrder(context, session, { lines: linesOf(store, cart), requestedFor, details });
		empty(store, cart);
		return request;
	});
	return result({ request_number: made.number, request_id: made.sys_id });
}

function filledCart(shopper: Shopper): Row {
	const cart = cartOf(shopper);
	if (linesOf(shopper.store, cart).length === 0) throw cartIsEmpty();
	return cart;
}

/** CartJS.submitOrder takes these; what a request that has any of them leaves out gets its default. */
function withDetails(cart: Row, session: Session, body: Body): Row {
	const { requested_for, delivery_address, special_instructions } = body;
	const details = [requested_for, delivery_address, special_instructions].map(textOf);
	if (details.every((detail) => detail === '')) return cart;
	const [user = '', address = '', instructions = ''] = details;
	const requestedFor = user || (session.user.sys_id ?? '');
	return { ...cart, requested_for: requestedFor, delivery_address: address, special_instructions: instructions };
}

export function submitOrder(request: ApiRequest, context: Context): ApiResponse {
	const { session } = request;
	const cart = filledCart({ store: context.store, session });
	return orderFrom(context, session, withDetails(cart, session, parseObject(request)));
}

/** With two steps this is the first of them: it shows what would be ordered. */
export function checkout({ session }: ApiRequest, context: Context): ApiResponse {
	const { store } = context;
	const cart = filledCart({ store, session });
	if (isTwoStep(store)) return result(checkoutView(store, cart));
	return orderFrom(context, session, cart);
}
