import { removal } from '../../../domain/catalog/cart';
import { cartItemField, resolveCartItem } from '../../../properties/pickers/catalogKinds';
import type { Operation } from '../../operation';
import { cartLane } from '../line';

export const removeCartItem: Operation = {
	option: {
		name: 'Remove From Cart',
		description: 'Take an item out of the cart of the signed-in user',
		action: 'Remove item from cart',
	},
	properties: [cartItemField],
	lane: cartLane,
	*run(item) {
		const cart_item_id = resolveCartItem(item);
		yield removal(cart_item_id);
		return [{ deleted: true, cart_item_id }];
	},
};
