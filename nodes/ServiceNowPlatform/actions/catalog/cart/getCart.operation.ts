import type { IDataObject } from 'n8n-workflow';
import { recordOf } from '../../../domain/api/request';
import { CART, simpleCart } from '../../../domain/catalog/cart';
import type { Operation } from '../../operation';
import { cartLane } from '../line';
import { simplifyField } from '../simplify';

export const getCart: Operation = {
	option: { name: 'Get Cart', description: 'Get the cart of the signed-in user', action: 'Get cart' },
	properties: [simplifyField],
	lane: cartLane,
	*run(item) {
		const cart = recordOf(yield CART);
		return [(item.raw('simplify') === false ? cart : simpleCart(cart)) as IDataObject];
	},
	readOnly: true,
};
