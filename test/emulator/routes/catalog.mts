/** `/api/sn_sc/servicecatalog/…`: what is on offer, carts, orders. */
import type { Route } from '../types.mts';
import { getCatalog, getCategory, getItem, listCatalogs, listCategories, listItems } from './catalog/browse.mts';
import {
	addToCart,
	checkout,
	deleteFromCart,
	emptyCart,
	getCart,
	orderNow,
	submitOrder,
	updateCart,
} from './catalog/ordering/buying.mts';
import { checkoutGuide, submitGuide } from './catalog/guide.mts';
import { submitProducer } from './catalog/producer.mts';
import { checkDelegation, deliveryAddress, invalidUsers } from './catalog/ordering/recipients.mts';
import { displayValue, updateVariables } from './catalog/variables.mts';
import { addToWishlist, getWish, listWishlist } from './catalog/wishlist.mts';

const BASE = '/api/sn_sc/servicecatalog';
const ITEM = `${BASE}/items/:sys_id`;

const route = (name: string, method: Route['method'], path: string, handle: Route['handle']): Route => ({
	name: `catalog.${name}`,
	method,
	path,
	access: 'session',
	handle,
});

export const catalogRoutes: Route[] = [
	route('catalogs.list', 'GET', `${BASE}/catalogs`, listCatalogs),
	route('catalogs.get', 'GET', `${BASE}/catalogs/:sys_id`, getCatalog),
	route('categories.list', 'GET', `${BASE}/catalogs/:sys_id/categories`, listCategories),
	route('categories.get', 'GET', `${BASE}/categories/:sys_id`, getCategory),
	route('items.list', 'GET', `${BASE}/items`, listItems),
	route('items.get', 'GET', ITEM, getItem),
	route('items.order', 'POST', `${ITEM}/order_now`, orderNow),
	route('items.addToCart', 'POST', `${ITEM}/add_to_cart`, addToCart),
	route('items.addToWishlist', 'POST', `${ITEM}/add_to_wishlist`, addToWishlist),
	route('items.submitProducer', 'POST', `${ITEM}/submit_producer`, submitProducer),
	route('items.submitGuide', 'PUT', `${ITEM}/submit_guide`, submitGuide),
	route('items.checkoutGuide', 'POST', `${ITEM}/checkout_guide`, checkoutGuide),
	route('items.delegation', 'GET', `${ITEM}/delegation/:user`, checkDelegation),
	route('items.invalidUsers', 'POST', `${ITEM}/get_invalid_delegated_users`, invalidUsers),
	route('cart.get', 'GET', `${BASE}/cart`, getCart),
	route('cart.update', 'PUT', `${BASE}/cart/:sys_id`, updateCart),
	route('cart.delete', 'DELETE', `${BASE}/cart/:sys_id`, deleteFromCart),
	route('cart.empty', 'DELETE', `${BASE}/cart/:sys_id/empty`, emptyCart),
	route('cart.address', 'GET', `${BASE}/cart/delivery_address/:user`, deliveryAddress),
	route('cart.checkout', 'POST', `${BASE}/cart/checkout`, checkout),
	route('cart.submit', 'POST', `${BASE}/cart/submit_order`, submitOrder),
	route('wishlist.list', 'GET', `${BASE}/wishlist`, listWishlist),
	route('wishlist.get', 'GET', `${BASE}/wishlist/:sys_id`, getWish),
	route('variables.displayValue', 'POST', `${BASE}/variables/:sys_id/display_value`, displayValue),
	route('variables.update', 'PUT', `${BASE}/variables/:table/:sys_id`, updateVariables),
];
