import type { IDataObject } from 'n8n-workflow';
import { entriesOf, inWords, simpleWishlist, WISHLIST } from '../../../domain/catalog/cart';
import { type Finding, sentOnce } from '../../../domain/catalog/doubt';
import { assertOrderable } from '../../../domain/catalog/item';
import { apiPath, recordOf, type Steps } from '../../../domain/api/request';
import { CATALOG_ITEM } from '../../../properties/pickers/catalogKinds';
import { givenVariables } from '../../../properties/catalog/answers';
import { variableFields } from '../../../properties/catalog/variables';
import { locator, resolveLocator } from '../../../properties/pickers/locator';
import { optionsField, resolveNamesOption } from '../../../properties/values/write';
import type { Operation } from '../../operation';
import { answersGiven, itemMeant } from '../form';
import { quantityField } from '../line';

export const addToWishlist: Operation = {
	option: {
		name: 'Add to Wish List',
		description: 'Keep an item for later; its form need not be complete, and nothing is ordered',
		action: 'Add a catalog item to wish list',
	},
	properties: [
		locator(CATALOG_ITEM, { name: 'item' }),
		quantityField,
		...variableFields({ method: 'getItemVariables', dependsOn: 'item' }),
		optionsField([resolveNamesOption]),
	],
	*run(parameters) {
		const key = resolveLocator(parameters, CATALOG_ITEM, 'item');
		const sysparm_quantity = String(parameters.count('quantity', 'Quantity'));
		const given = givenVariables(parameters);
		const { sys_id, item } = yield* itemMeant(parameters, CATALOG_ITEM, key);
		assertOrderable(item);
		const variables = yield* answersGiven(parameters, item, given);
		const request = {
			method: 'POST' as const,
			path: apiPath`/api/sn_sc/servicecatalog/items/${sys_id}/add_to_wishlist`,
			body: { sysparm_quantity, variables },
		};
		const { result } = yield* sentOnce(request, listState);
		return [{ catalog_item_id: sys_id, ...simpleWishlist(result) } as IDataObject];
	},
};

/** An item may be on the list twice, so that nothing proves which of them it is. */
function* listState(): Steps<Finding> {
	const entries = entriesOf(recordOf(yield WISHLIST));
	return {
		advice: `It is not known whether the item was put on the wish list, and it was not sent again. The list holds now: ${
			entries.length === 0 ? 'nothing' : inWords(entries)
		}.`,
	};
}
