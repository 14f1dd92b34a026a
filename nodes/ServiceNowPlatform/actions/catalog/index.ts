import type { Operations, Resource } from '../operation';
import { addToCart } from './addToCart';
import { emptyCart } from './emptyCart';
import { getCart } from './getCart';
import { getItem } from './getItem';
import { getRequestStatus } from './getRequestStatus';
import { orderNow } from './orderNow';
import { removeCartItem } from './removeCartItem';
import { searchItems } from './searchItems';
import { submitCart } from './submitCart';
import { submitProducer } from './submitProducer';
import { updateCartItem } from './updateCartItem';

export const catalog: Resource<Operations['catalog']> = {
	option: { name: 'Catalog', description: 'What the service catalog offers, the cart, and what was ordered' },
	usual: 'searchItems',
	operations: {
		searchItems,
		addToCart,
		emptyCart,
		getCart,
		getItem,
		getRequestStatus,
		orderNow,
		removeCartItem,
		submitCart,
		submitProducer,
		updateCartItem,
	},
};
