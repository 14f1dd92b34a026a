import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { CART, entriesOf } from '../../../domain/catalog/cart';
import { orderOf, secondStep } from '../../../domain/catalog/checkout';
import { type Finding, sentOnce } from '../../../domain/catalog/doubt';
import { assertOrderable } from '../../../domain/catalog/item';
import { type Order, orderWith, recentOrders } from '../../../domain/catalog/orders';
import { InputProblem } from '../../../domain/api/inputProblem';
import { apiPath, recordOf, type Steps } from '../../../domain/api/request';
import { CATALOG_ITEM } from '../../../properties/pickers/catalogKinds';
import { optionsField } from '../../../properties/values/write';
import type { Operation } from '../../operation';
import { itemMeant } from '../form';
import { bodyOf, cartLane, lineFields, lineOptions, type OrderBody, readLine } from '../line';
import { ordered, requestedItemsOption } from './ordered';

const ONCE = 'Order Once per Value Of';

const onceOption: INodeProperties = {
	displayName: ONCE,
	name: 'onceBy',
	type: 'string',
	default: '',
	placeholder: 'e.g. ticket_number',
	description:
		'Name of a variable whose value is another one for each order, such as the number of a ticket. An order of the item with this value that is there already is returned instead of placing a second one, after a lost answer, too. Needs read access to sc_item_option_mtom and sc_item_option.',
};

export const orderNow: Operation = {
	option: {
		name: 'Order Now',
		description: 'Order an item of the service catalog',
		action: 'Order a catalog item',
	},
	properties: [...lineFields, optionsField([...lineOptions, onceOption, requestedItemsOption])],
	lane: cartLane,
	*run(parameters) {
		const line = readLine(parameters);
		const onceBy = String(parameters.collection('options').onceBy ?? '').trim();
		const { sys_id, item } = yield* itemMeant(parameters, CATALOG_ITEM, line.key);
		assertOrderable(item);
		const body = yield* bodyOf(parameters, item, line);
		const unique = onceBy === '' ? undefined : { variable: onceBy, value: uniqueValue(body, onceBy) };
		const earlier = unique === undefined ? undefined : yield* orderWith(sys_id, unique.variable, unique.value);
		const order = earlier ?? (yield* placed(sys_id, body, unique));
		const result: IDataObject = yield* ordered(parameters, order);
		return [onceBy === '' ? result : { ...result, existing: earlier !== undefined }];
	},
};

interface Unique {
	variable: string;
	value: string;
}

/** @throws InputProblem when no order could be told from another by it */
function uniqueValue({ variables }: OrderBody, onceBy: string): string {
	const value = (variables[onceBy] ?? '').trim();
	if (value !== '') return value;
	throw new InputProblem(
		ONCE,
		`The variable "${onceBy}" has no value`,
		'Name a variable that is filled in with a value of its own for each order.',
	);
}

function* placed(item: string, body: OrderBody, unique: Unique | undefined): Steps<Order> {
	const path = apiPath`/api/sn_sc/servicecatalog/items/${item}/order_now`;
	const request = { method: 'POST' as const, path, body: { ...body } };
	const { result } = yield* sentOnce(request, () => whatBecame(item, body.sysparm_item_guid, unique));
	if (!isInCart(result)) return orderOf(result, request);
	const { sysparm_requested_for: requested_for, sysparm_item_guid } = body;
	return yield* secondStep(sysparm_item_guid, item, requested_for === undefined ? {} : { requested_for });
}

/** After a lost answer: the order by its unique value, or the item in the cart by the id that was chosen for it; else the user has to look. */
function* whatBecame(item: string, chosen: string, unique: Unique | undefined): Steps<Finding> {
	const order = unique === undefined ? undefined : yield* orderWith(item, unique.variable, unique.value);
	if (order !== undefined) return { done: order };
	const cart = recordOf(yield CART);
	const isThere = entriesOf(cart).some(({ cart_item_id }) => cart_item_id === chosen);
	return isThere ? { done: { cart_id: cart.cart_id } } : yield* recentOrders(item);
}

/** With the two-step checkout the answer is the cart. */
function isInCart({ cart_id, request_id }: Record<string, unknown>): boolean {
	return typeof cart_id === 'string' && request_id === undefined;
}
