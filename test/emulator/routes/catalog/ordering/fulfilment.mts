/** What the workflow behind an order does: the last task done closes its item, the last item its request. */
import type { Row, Store, WriteEvent } from '../../../types.mts';

const COMPLETE = '3';
const INCOMPLETE = '4';

const isDone = ({ active }: Row) => active === 'false';

/** Nothing was delivered if not one of them was closed as complete. */
const outcome = (rows: Row[]) => (rows.some(({ state }) => state === COMPLETE) ? COMPLETE : INCOMPLETE);

function closeItem(store: Store, request_item: string): void {
	const item = store.one('sc_req_item', { sys_id: request_item });
	const tasks = store.find('sc_task', { request_item });
	if (!item || isDone(item) || !tasks.every(isDone)) return;
	store.update(store.system, 'sc_req_item', request_item, { state: outcome(tasks), stage: 'complete' });
}

function closeRequest(store: Store, request: string): void {
	const order = store.one('sc_request', { sys_id: request });
	const items = store.find('sc_req_item', { request });
	if (!order || isDone(order) || !items.every(isDone)) return;
	const state = outcome(items);
	const request_state = state === COMPLETE ? 'closed_complete' : 'closed_incomplete';
	store.update(store.system, 'sc_request', request, { state, request_state, stage: 'closed_complete' });
}

export function followFulfilment(store: Store): void {
	store.onWrite(({ operation, table, row }: WriteEvent) => {
		if (operation !== 'update' || !isDone(row)) return;
		if (table === 'sc_task' && row.request_item) closeItem(store, row.request_item);
		if (table === 'sc_req_item' && row.request) closeRequest(store, row.request);
	});
}
