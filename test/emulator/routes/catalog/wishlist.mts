/** What the caller keeps for later: a cart of its own, which is never ordered from. */
import { parseObject } from '../../http/content/body.mts';
import type { ApiRequest, ApiResponse, Context } from '../../types.mts';
import { answersOf, quantityOf, variablesOf } from './answers.mts';
import { orderable } from './ordering/buying.mts';
import { addEntry, cartOf, entriesOf, findEntry } from './ordering/cart.mts';
import { fullView, shortView } from './ordering/cartView.mts';
import { invalidRequest, notFound } from './refusals.mts';
import { rowAnswersOf } from './sets.mts';
import { catalogsOf } from './shop.mts';

/** Unfinished answers are welcome here: mandatory variables are not asked for. */
export function addToWishlist(request: ApiRequest, { store }: Context): ApiResponse {
	const { session } = request;
	const body = parseObject(request);
	const quantity = quantityOf(body, 1);
	const item = orderable({ store, session }, request.params.sys_id ?? '', ['no_order']);
	if (!catalogsOf(store, item).some(({ enable_wish_list }) => enable_wish_list !== 'false')) {
		throw invalidRequest('The catalog has no wish list');
	}
	const cart = cartOf({ store, session }, 'wishlist');
	const sent = variablesOf(body);
	const answers = answersOf(store, session, item, sent);
	const rows = rowAnswersOf(store, item.sys_id ?? '', sent);
	addEntry({ store, session }, cart, { item, quantity, answers, rows, alsoFor: [], guide: '' });
	const items = entriesOf(store, cart).map((entry) => shortView(store, entry));
	return { status: 200, body: { result: { cart_id: cart.sys_id, items } } };
}

export function listWishlist({ session }: ApiRequest, { store }: Context): ApiResponse {
	const cart = cartOf({ store, session }, 'wishlist');
	const items = entriesOf(store, cart).map((entry) => fullView(store, entry));
	return { status: 200, body: { result: { cart_id: cart.sys_id, items } } };
}

export function getWish({ session, params }: ApiRequest, { store }: Context): ApiResponse {
	const entry = findEntry({ store, session }, 'wishlist', params.sys_id ?? '');
	if (!entry) throw notFound();
	return { status: 200, body: { result: shortView(store, entry) } };
}
