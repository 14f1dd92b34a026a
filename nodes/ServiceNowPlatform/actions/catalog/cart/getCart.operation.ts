import { recordOf } from '../../../domain/api/request';
import { CART, simpleCart } from '../../../domain/catalog/cart';
import { isSimplified, simplifiedOrRaw } from '../../../properties/output/form';
import type { Operation } from '../../operation';
import { cartLane } from '../line';

export const getCart: Operation = {
	option: { name: 'Get Cart', description: 'Get the cart of the signed-in user', action: 'Get cart' },
	properties: [simplifiedOrRaw],
	lane: cartLane,
	*run(item) {
		const cart = recordOf(yield CART);
		return [isSimplified(item) ? simpleCart(cart) : cart];
	},
	readOnly: true,
};
