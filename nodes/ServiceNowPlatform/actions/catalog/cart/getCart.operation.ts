import { recordOf } from '../../../domain/api/request';
import { CART, simpleCart } from '../../../domain/catalog/cart';
import { simplifyField } from '../../../properties/output/simplify';
import type { Operation } from '../../operation';
import { cartLane } from '../line';

export const getCart: Operation = {
	option: { name: 'Get Cart', description: 'Get the cart of the signed-in user', action: 'Get cart' },
	properties: [simplifyField],
	lane: cartLane,
	*run(item) {
		const cart = recordOf(yield CART);
		return [item.flag('simplify') ? simpleCart(cart) : cart];
	},
	readOnly: true,
};
