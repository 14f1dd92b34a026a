import { readEntries, removal } from '../../../domain/catalog/cart';
import type { Operation } from '../../operation';
import { cartLane } from '../line';

/** ServiceNow's own call for this is for administrators only; everybody may take out their items one by one. */
export const emptyCart: Operation = {
	option: {
		name: 'Empty Cart',
		description: 'Take everything out of the cart of the signed-in user',
		action: 'Empty cart',
	},
	properties: [],
	lane: cartLane,
	*run() {
		const ids = (yield* readEntries()).map(({ cart_item_id }) => String(cart_item_id));
		yield {
			strands: ids.map(function* (id) {
				yield removal(id);
			}),
		};
		return [{ emptied: true, removed: ids.length }];
	},
};
