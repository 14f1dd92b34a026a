import { apiPath, recordOf, type Steps } from '../../../domain/api/request';
import { entriesOf, inWords, simpleWishlist, WISHLIST } from '../../../domain/catalog/cart';
import { type Finding, sendOrFind } from '../../../domain/catalog/doubt';
import { assertOrderable } from '../../../domain/catalog/item';
import { givenVariables } from '../../../properties/catalog/answers';
import { variableFields } from '../../../properties/catalog/variables';
import { CATALOG_ITEM } from '../../../properties/pickers/catalogKinds';
import { locator, resolveLocator } from '../../../properties/pickers/locator';
import { resolveNamesOption } from '../../../properties/names';
import { optionsField } from '../../../properties/values/write';
import { ANY_ORDER, type Operation } from '../../operation';
import { resolveGiven, readCatalogItem } from '../form';
import { quantityField } from '../line';

export const addToWishlist: Operation = {
	option: {
		name: 'Add to Wish List',
		description: 'Keep an item for later; its form need not be complete, and nothing is ordered',
		action: 'Add catalog item to wish list',
	},
	properties: [
		locator(CATALOG_ITEM, { name: 'item' }),
		quantityField,
		...variableFields({ method: 'getItemVariables', dependsOn: 'item' }),
		optionsField([resolveNamesOption], 'ordered'),
	],
	lane: ANY_ORDER,
	*run(item) {
		const key = resolveLocator(item, CATALOG_ITEM, 'item');
		const sysparm_quantity = String(item.count('quantity', 'Quantity'));
		const given = givenVariables(item);
		const { sys_id, catalogItem } = yield* readCatalogItem(item, CATALOG_ITEM, key);
		assertOrderable(catalogItem);
		const variables = yield* resolveGiven(item, catalogItem, given);
		const request = {
			method: 'POST' as const,
			path: apiPath`/api/sn_sc/servicecatalog/items/${sys_id}/add_to_wishlist`,
			body: { sysparm_quantity, variables },
		};
		const { result } = yield* sendOrFind(request, readWishlist);
		return [{ catalog_item_id: sys_id, ...simpleWishlist(result) }];
	},
};

/** An item may be on the list twice, so that nothing proves which of them it is. */
function* readWishlist(): Steps<Finding> {
	const entries = entriesOf(recordOf(yield WISHLIST));
	return {
		advice: `It is not known whether the item was put on the wish list, and it was not sent again. The list holds now: ${
			entries.length === 0 ? 'nothing' : inWords(entries)
		}.`,
	};
}
