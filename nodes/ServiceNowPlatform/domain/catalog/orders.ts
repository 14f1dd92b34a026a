import { ApiFailure } from '../failure/failure';
import type { Json } from '../api/json';
import { listRequest } from '../api/listRequest';
import { type ApiRequest, attempt, recordsOf, type Steps } from '../api/request';
import { equals, all, encoded } from '../encodedQuery';
import type { Finding } from './doubt';

/** What an order became. */
export interface Order extends Json {
	request_id: string;
	request_number: string;
}

const MINE = encoded`opened_by=javascript:gs.getUserID()`;
const RECENT = encoded`sys_created_onRELATIVEGT@minute@ago@10`;
const NEWEST = encoded`ORDERBYDESCsys_created_on`;
/** Enough to name in a message. */
const MOST = 10;

/** The items that a request was made of. */
export function itemsOfOrder(request_id: string): ApiRequest {
	return listRequest(
		'sc_req_item',
		encoded`request=${request_id}^ORDERBYnumber`,
		['sys_id', 'number', 'cat_item', 'cat_item.name', 'quantity', 'state', 'stage', 'approval'],
		1000,
	);
}

/** Which orders of this item the user has made of late. Whether one of them is that of a lost answer, only the user can tell. */
export function* findOrdersOfItem(catalogItem: string): Steps<Finding> {
	const query = all(equals('cat_item', catalogItem, 'Catalog Item'), MINE, RECENT, NEWEST);
	const columns = ['number', 'request.number', 'sys_created_on'];
	const rows = recordsOf(yield listRequest('sc_req_item', query, columns, MOST));
	const found = rows.map(
		(row) => `${String(row.number)} of ${String(row['request.number'])} (${String(row.sys_created_on)} UTC)`,
	);
	return { advice: orderAdvice(found, 'ordered this item') };
}

/** The requests that the user has made of late. */
export function* readRecentOrders(): Steps<string[]> {
	const rows = recordsOf(
		yield listRequest('sc_request', all(MINE, RECENT, NEWEST), ['number', 'sys_created_on'], MOST),
	);
	return rows.map(({ number, sys_created_on }) => `${String(number)} (${String(sys_created_on)} UTC)`);
}

export function orderAdvice(found: string[], deed: string): string {
	const open = 'The order was not sent again.';
	if (found.length === 0) {
		return `${open} In the last 10 minutes this user has not ${deed}, as far as the user can see. It may still be under way: look again in a minute, and run this again only if nothing has appeared.`;
	}
	return `${open} In the last 10 minutes this user ${deed} as: ${found.join(', ')}. If one of these is it, the order was placed; otherwise run this again.`;
}

/**
 * The order of an item in which a variable has this value; undefined where there is none.
 *
 * @throws ApiFailure when the user may not read what was answered
 */
export function* findOrder(catalogItem: string, variable: string, value: string): Steps<Order | undefined> {
	const answer = 'sc_item_option.value';
	const query = all(
		equals('sc_item_option.item_option_new.name', variable, 'Order Once per Value Of'),
		equals(answer, value, 'Order Once per Value Of'),
		equals('request_item.cat_item', catalogItem, 'Catalog Item'),
		encoded`ORDERBYsys_created_on`,
	);
	const columns = ['request_item.request', 'request_item.request.number', answer];
	const request = listRequest('sc_item_option_mtom', query, columns, 1);
	const outcome = yield* attempt(request);
	if (outcome instanceof ApiFailure) {
		throw new ApiFailure({ ...outcome.facts, advice: UNREADABLE });
	}
	const [row] = recordsOf(outcome);
	if (row === undefined) return undefined;
	// A condition on a column that the user may not read is dropped in silence, and any order would be found.
	if (row[answer] !== value) {
		const { method, path } = request;
		throw new ApiFailure({
			method,
			path,
			kind: 'forbidden',
			message: 'Earlier orders cannot be looked for',
			advice: UNREADABLE,
		});
	}
	return {
		request_id: String(row['request_item.request']),
		request_number: String(row['request_item.request.number']),
	};
}

const UNREADABLE =
	'Order Once per Value Of needs read access to sc_item_option_mtom, sc_item_option and sc_req_item. Nothing was ordered.';
