import { apiPath, recordOf, type Steps } from '../../../domain/api/request';
import { addedEntry, CART, entriesOf, inWords } from '../../../domain/catalog/cart';
import { type Finding, sendOrFind } from '../../../domain/catalog/doubt';
import { assertOrderable } from '../../../domain/catalog/item';
import { CATALOG_ITEM } from '../../../properties/pickers/catalogKinds';
import { optionsField } from '../../../properties/values/write';
import type { Operation } from '../../operation';
import { readCatalogItem } from '../form';
import { resolveBody, cartLane, lineFields, lineOptions, readLine } from '../line';

export const addToCart: Operation = {
	option: {
		name: 'Add to Cart',
		description: 'Put an item into the cart of the signed-in user, to be ordered with Submit Cart',
		action: 'Add catalog item to cart',
	},
	properties: [...lineFields, optionsField(lineOptions, 'ordered')],
	lane: cartLane,
	*run(item) {
		const line = readLine(item);
		const { sys_id, catalogItem } = yield* readCatalogItem(item, CATALOG_ITEM, line.key);
		assertOrderable(catalogItem);
		const body = yield* resolveBody(item, catalogItem, line);
		const chosen = body.sysparm_item_guid;
		const request = {
			method: 'POST' as const,
			path: apiPath`/api/sn_sc/servicecatalog/items/${sys_id}/add_to_cart`,
			body: { ...body },
		};
		const { result } = yield* sendOrFind(request, () => findInCart(chosen));
		const added = addedEntry(entriesOf(result), chosen, sys_id);
		return [
			{
				...(added === undefined ? {} : { cart_item_id: added.cart_item_id }),
				catalog_item_id: sys_id,
				...result,
			},
		];
	},
};

/** The entry goes by the id that was chosen for it: there it is beyond doubt, elsewhere the user has to look. */
function* findInCart(chosen: string): Steps<Finding> {
	const cart = recordOf(yield CART);
	const entries = entriesOf(cart);
	if (entries.some(({ cart_item_id }) => cart_item_id === chosen)) {
		return { done: { cart_id: cart.cart_id, subtotal: cart.subtotal_price, items: entries } };
	}
	return {
		advice: `It is not known whether the item was put into the cart, and it was not sent again. The cart holds now: ${
			entries.length === 0 ? 'nothing' : inWords(entries)
		}. Nothing is ordered before Submit Cart.`,
	};
}
