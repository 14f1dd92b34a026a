import type { Operations, Resource } from '../operation';
import { addToCart } from './addToCart';
import { checkoutGuide } from './checkoutGuide';
import { emptyCart } from './emptyCart';
import { getCart } from './getCart';
import { getItem } from './getItem';
import { getRequestStatus } from './getRequestStatus';
import { orderNow } from './orderNow';
import { removeCartItem } from './removeCartItem';
import { searchItems } from './searchItems';
import { submitCart } from './submitCart';
import { submitGuide } from './submitGuide';
import { submitProducer } from './submitProducer';
import { updateCartItem } from './updateCartItem';

export const catalog: Resource<Operations['catalog']> = {
	option: { name: 'Catalog', description: 'What the service catalog offers, the cart, and what was ordered' },
	usual: 'searchItems',
	operations: {
		searchItems,
		addToCart,
		checkoutGuide,
		emptyCart,
		getCart,
		getItem,
		getRequestStatus,
		orderNow,
		removeCartItem,
		submitCart,
		submitGuide,
		submitProducer,
		updateCartItem,
	},
};
