import type { Operations, Resource } from '../operation';
import { addToCart } from './cart/addToCart.operation';
import { emptyCart } from './cart/emptyCart.operation';
import { getCart } from './cart/getCart.operation';
import { removeCartItem } from './cart/removeCartItem.operation';
import { submitCart } from './cart/submitCart.operation';
import { updateCartItem } from './cart/updateCartItem.operation';
import { getItem } from './getItem.operation';
import { getRequestStatus } from './getRequestStatus.operation';
import { checkoutGuide } from './guide/checkoutGuide.operation';
import { submitGuide } from './guide/submitGuide.operation';
import { orderNow } from './ordering/orderNow.operation';
import { submitProducer } from './ordering/submitProducer.operation';
import { searchItems } from './searchItems.operation';
import { addToWishlist } from './wishlist/addToWishlist.operation';
import { getWishlist } from './wishlist/getWishlist.operation';

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
