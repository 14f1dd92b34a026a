import type { Operations, Resource } from '../operation';
import { addToCart } from './addToCart';
import { addToWishlist } from './addToWishlist';
import { checkoutGuide } from './checkoutGuide';
import { emptyCart } from './emptyCart';
import { getCart } from './getCart';
import { getItem } from './getItem';
import { getRequestStatus } from './getRequestStatus';
import { getWishlist } from './getWishlist';
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
		addToWishlist,
		checkoutGuide,
		emptyCart,
		getCart,
		getItem,
		getRequestStatus,
		getWishlist,
		orderNow,
		removeCartItem,
		submitCart,
		submitGuide,
		submitProducer,
		updateCartItem,
	},
};
