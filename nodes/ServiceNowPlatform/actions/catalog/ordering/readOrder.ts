import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { ApiFailure } from '../../../domain/failure/failure';
import { attempt, recordsOf, type Steps } from '../../../domain/api/request';
import { type Order, itemsOfOrder } from '../../../domain/catalog/orders';
import type { Item } from '../../../properties/item/item';

export const requestedItemsOption: INodeProperties = {
	displayName: 'Return Requested Items',
	name: 'requestedItems',
	type: 'boolean',
	default: true,
	description: 'Whether to return the requested items (RITM) that the request was made of, too',
};

/** An order as it is returned: the request, and its items where the user may see them. Placed it is in any case. */
export function* readOrder(item: Item, order: Order): Steps<IDataObject> {
	const { request_id, request_number } = order;
	const request = { ...order, sys_id: request_id, number: request_number, table: 'sc_request' };
	if (item.collection('options').requestedItems === false) return request;
	const answer = yield* attempt(itemsOfOrder(request_id));
	if (!(answer instanceof ApiFailure)) return { ...request, items: recordsOf(answer) };
	const text = `Ordered, but the requested items cannot be read: ${answer.message}`;
	item.notes.push({ subject: 'requested-items', text });
	return request;
}
