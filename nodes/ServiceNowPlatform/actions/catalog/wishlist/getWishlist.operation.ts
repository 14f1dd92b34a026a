import { recordOf } from '../../../domain/api/request';
import { simpleWishlist, WISHLIST } from '../../../domain/catalog/cart';
import { isSimplified, simplifiedOrRaw } from '../../../properties/output/form';
import type { Operation } from '../../operation';

export const getWishlist: Operation = {
	option: {
		name: 'Get Wish List',
		description: 'Get what the signed-in user keeps for later',
		action: 'Get wish list',
	},
	readOnly: true,
	properties: [simplifiedOrRaw],
	*run(item) {
		const list = recordOf(yield WISHLIST);
		return [isSimplified(item) ? simpleWishlist(list) : list];
	},
};
