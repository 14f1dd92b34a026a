import { InputError } from '../../../domain/failure/inputError';
import { apiPath, recordOf, type Steps } from '../../../domain/api/request';
import { type CartEntry, readEntries, simpleCart } from '../../../domain/catalog/cart';
import { readItem } from '../../../domain/catalog/item';
import { givenVariables } from '../../../properties/catalog/answers';
import { variableFields } from '../../../properties/catalog/variables';
import { cartItemField, resolveCartItem } from '../../../properties/pickers/catalogKinds';
import { resolveNamesOption } from '../../../properties/names';
import { optionsField } from '../../../properties/values/write';
import type { Operation } from '../../operation';
import { resolveGiven } from '../form';
import { cartLane, quantityField } from '../line';

export const updateCartItem: Operation = {
	option: {
		name: 'Update Cart Item',
		description: 'Change the quantity and the variables of an item in the cart',
		action: 'Update item in cart',
	},
	properties: [
		cartItemField,
		quantityField,
		...variableFields({ method: 'getCartItemVariables', dependsOn: 'cartItem' }),
		optionsField([resolveNamesOption], 'ordered'),
	],
	lane: cartLane,
	*run(item) {
		const cart_item_id = resolveCartItem(item);
		const quantity = item.count('quantity', 'Quantity');
		const given = givenVariables(item);
		const { catalog_item_id } = yield* readEntry(cart_item_id);
		const catalogItem = yield* readItem(item.cache, String(catalog_item_id));
		const variables = yield* resolveGiven(item, catalogItem, given);
		const response = yield {
			method: 'PUT',
			path: apiPath`/api/sn_sc/servicecatalog/cart/${cart_item_id}`,
			body: { sysparm_quantity: String(quantity), variables },
		};
		return [{ cart_item_id, ...simpleCart(recordOf(response)) }];
	},
};

function* readEntry(cart_item_id: string): Steps<CartEntry> {
	const entry = (yield* readEntries()).find((candidate) => candidate.cart_item_id === cart_item_id);
	if (entry !== undefined) return entry;
	throw new InputError(
		'Cart Item',
		`The cart of the signed-in user has no item ${cart_item_id}`,
		'Get Cart tells the cart_item_id of each. An item that was ordered is no longer in the cart.',
	);
}
