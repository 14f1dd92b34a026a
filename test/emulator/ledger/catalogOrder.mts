import type { Ledger, Line } from './line.mts';

const EMPTY: Line = ['400 for an empty cart', 'yes', 'catalogCart', 'cannot be ordered with %s when it is empty'];
const ORDERED: Line = ['request_number, request_id', 'yes', 'catalogCart', 'becomes one request with %s'];

/** Carts and orders. */
export const catalogOrderLedger: Ledger = {
	'catalog.items.order': [
		['documented keys', 'yes', 'catalogOrder', 'answers an order with the request that it made'],
		['records', 'yes', 'catalogOrder', 'makes request, item, task and answers, with numbers, prices and stages'],
		['sysparm_quantity', 'yes', 'catalogOrder', 'refuses the quantity %s'],
		['variables', 'yes', 'catalogOrder', 'fills in defaults and keeps the other variables empty'],
		['mandatory variables', 'yes', 'catalogOrder', 'refuses an order without its mandatory variables'],
		['sysparm_requested_for', 'yes', 'catalogOrder', 'orders for somebody else, unless the properties forbid it'],
		['sysparm_also_request_for', 'yes', 'catalogOrder', 'makes a request for each of several people, or none at all'],
		['what cannot be ordered', 'yes', 'catalogOrder', 'does not let %s be ordered'],
		['400 for a bad id', 'yes', 'catalogOrder', 'answers 400 to an item that does not exist'],
		['fulfilment', 'yes', 'catalogOrder', 'closes the item and the request with the last of their tasks'],
		[
			'parent_id, parent_table',
			'no',
			'',
			'',
			'of requests that are made from another record, for which the call has no parameter',
		],
	],
	'catalog.items.addToCart': [
		['documented keys', 'yes', 'catalogCart', 'takes an item as documented'],
		['refusals', 'yes', 'catalogCart', 'refuses with "%s"'],
		['sysparm_also_request_for', 'yes', 'catalogCart', 'remembers the further people that an item is for'],
	],
	'catalog.items.addToWishlist': [
		['documented keys', 'yes', 'catalogCart', 'has a wish list beside it, as documented'],
	],
	'catalog.items.submitProducer': [
		['documented keys and the record', 'yes', 'catalogOrder', 'make a record as documented'],
		['400 and 404', 'yes', 'catalogOrder', 'want their mandatory variables, and to be there'],
		['script of the producer', 'no', '', '', 'variables fill the columns of their names; scripts do not run here'],
	],
	'catalog.items.checkoutGuide': [
		[
			'cart, or order with two steps',
			'yes',
			'catalogCart',
			'is filled by an order guide, which orders at once with two steps',
		],
	],
	'catalog.items.delegation': [
		['documented body', 'yes', 'catalogOrder', 'tells whether a user may have an item, as documented'],
	],
	'catalog.items.invalidUsers': [
		['both documented bodies', 'yes', 'catalogOrder', 'tells who may not have an item, as documented'],
	],
	'catalog.cart.get': [
		['groups by frequency', 'yes', 'catalogCart', 'groups its items by how often they cost something again'],
		['an empty cart', 'yes', 'catalogCart', 'is empty at first, and each user has one of their own'],
	],
	'catalog.cart.update': [
		['quantity and variables', 'yes', 'catalogCart', 'changes the quantity and the answers of an item'],
	],
	'catalog.cart.delete': [['204 and 400', 'yes', 'catalogCart', 'gives an item up']],
	'catalog.cart.empty': [['204, roles', 'yes', 'catalogCart', 'is emptied and removed by an administrator only']],
	'catalog.cart.address': [['address and 400', 'yes', 'catalogOrder', 'gives the delivery address of a user']],
	'catalog.cart.checkout': [
		ORDERED,
		EMPTY,
		[
			'two steps',
			'yes',
			'catalogCart',
			'shows with two steps what would be ordered, as documented, and orders in the second',
		],
	],
	'catalog.cart.submit': [
		ORDERED,
		EMPTY,
		[
			'two steps',
			'partly',
			'catalogCart',
			'shows with two steps what would be ordered, as documented, and orders in the second',
			'orders at once; the documentation also has a summary of the cart here',
		],
	],
	'catalog.wishlist.list': [['items', 'yes', 'catalogCart', 'has a wish list beside it, as documented']],
	'catalog.wishlist.get': [['documented keys, 404', 'yes', 'catalogCart', 'has a wish list beside it, as documented']],
	'catalog.variables.update': [
		['of a requested item', 'yes', 'catalogOrder', 'are written by name, and unknown names are passed over'],
		['of a producer’s record', 'yes', 'catalogOrder', 'of a producer stay with the record that it made'],
	],
};
