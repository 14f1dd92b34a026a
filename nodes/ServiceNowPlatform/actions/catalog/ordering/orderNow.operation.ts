import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../../domain/failure/inputError';
import type { Json } from '../../../domain/api/json';
import { apiPath, recordOf, type Steps } from '../../../domain/api/request';
import { CART, entriesOf } from '../../../domain/catalog/cart';
import { orderOf, finishCheckout } from '../../../domain/catalog/checkout';
import { type Finding, sendOrFind } from '../../../domain/catalog/doubt';
import { assertOrderable } from '../../../domain/catalog/item';
import { type Order, findOrder, findOrdersOfItem } from '../../../domain/catalog/orders';
import { CATALOG_ITEM } from '../../../properties/pickers/catalogKinds';
import { optionsField } from '../../../properties/values/write';
import type { Operation } from '../../operation';
import { readCatalogItem } from '../form';
import { resolveBody, cartLane, lineFields, lineOptions, type OrderBody, readLine } from '../line';
import { readOrder, requestedItemsOption } from './readOrder';

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
		action: 'Order catalog item',
	},
	properties: [...lineFields, optionsField([...lineOptions, onceOption, requestedItemsOption], 'ordered')],
	lane: cartLane,
	*run(item) {
		const line = readLine(item);
		const onceBy = String(item.collection('options').onceBy ?? '').trim();
		const { sys_id, catalogItem } = yield* readCatalogItem(item, CATALOG_ITEM, line.key);
		assertOrderable(catalogItem);
		const body = yield* resolveBody(item, catalogItem, line);
		const unique = onceBy === '' ? undefined : { variable: onceBy, value: uniqueValue(body, onceBy) };
		const earlier = unique === undefined ? undefined : yield* findOrder(sys_id, unique.variable, unique.value);
		const order = earlier ?? (yield* placeOrder(sys_id, body, unique));
		const result: IDataObject = yield* readOrder(item, order);
		return [onceBy === '' ? result : { ...result, existing: earlier !== undefined }];
	},
};

interface Unique {
	variable: string;
	value: string;
}

/** @throws InputError when no order could be told from another by it */
function uniqueValue({ variables }: OrderBody, onceBy: string): string {
	const value = (Object.hasOwn(variables, onceBy) ? (variables[onceBy] ?? '') : '').trim();
	if (value !== '') return value;
	throw new InputError(
		ONCE,
		`The variable "${onceBy}" has no value`,
		'Name a variable that is filled in with a value of its own for each order.',
	);
}

function* placeOrder(catalogItem: string, body: OrderBody, unique: Unique | undefined): Steps<Order> {
	const path = apiPath`/api/sn_sc/servicecatalog/items/${catalogItem}/order_now`;
	const request = { method: 'POST' as const, path, body: { ...body } };
	const { result } = yield* sendOrFind(request, () => findOutcome(catalogItem, body.sysparm_item_guid, unique));
	if (!isInCart(result)) return orderOf(result, request);
	const { sysparm_requested_for: requested_for, sysparm_item_guid } = body;
	return yield* finishCheckout(sysparm_item_guid, catalogItem, requested_for === undefined ? {} : { requested_for });
}

/** After a lost answer: the order by its unique value, or the item in the cart by the id that was chosen for it; else the user has to look. */
function* findOutcome(catalogItem: string, chosen: string, unique: Unique | undefined): Steps<Finding> {
	const order = unique === undefined ? undefined : yield* findOrder(catalogItem, unique.variable, unique.value);
	if (order !== undefined) return { done: order };
	const cart = recordOf(yield CART);
	const isThere = entriesOf(cart).some(({ cart_item_id }) => cart_item_id === chosen);
	return isThere ? { done: { cart_id: cart.cart_id } } : yield* findOrdersOfItem(catalogItem);
}

/** With the two-step checkout the answer is the cart. */
function isInCart({ cart_id, request_id }: Json): boolean {
	return typeof cart_id === 'string' && request_id === undefined;
}
