import type { IDataObject } from 'n8n-workflow';
import { recordOf } from '../../../domain/api/request';
import { simpleWishlist, WISHLIST } from '../../../domain/catalog/cart';
import type { Operation } from '../../operation';
import { simplifyField } from '../simplify';

export const getWishlist: Operation = {
	option: {
		name: 'Get Wish List',
		description: 'Get what the signed-in user keeps for later',
		action: 'Get wish list',
	},
	readOnly: true,
	properties: [simplifyField],
	*run(item) {
		const list = recordOf(yield WISHLIST);
		return [(item.raw('simplify') === false ? list : simpleWishlist(list)) as IDataObject];
	},
};
