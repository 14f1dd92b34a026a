/** From lines of an order to the records that carry it: a request, its items with their answers, the tasks that deliver. */
import { durationSeconds, fromMillis } from '../../../data/time.mts';
import { cell } from '../../../row.mts';
import type { Context, Row, Session, Store } from '../../../types.mts';
import { unitPrice } from '../answers.mts';
import type { Answer } from '../answers.mts';
import { rounded } from '../money.mts';
import { isType, TYPE } from '../questions.mts';
import { addressOf } from './recipients.mts';
import { keepRows } from '../sets.mts';
import type { RowAnswers } from '../sets.mts';
import { buyerOf } from '../shop.mts';

export interface Line {
	item: Row;
	quantity: number;
	answers: Answer[];
	rows: RowAnswers;
	/** People besides the one the order is for; each gets a request of their own. */
	alsoFor: string[];
	/** The order guide that it came from, or ''. */
	guide: string;
}

interface Order {
	store: Store;
	now: number;
	buyer: Session;
	requestedFor: string;
}

function dueDate({ now }: Order, item: Row): string {
	return fromMillis(now + durationSeconds(item.delivery_time ?? '') * 1000);
}

/** The variable's values are records of their own, tied to the requested item by another. */
function keepAnswers({ store, buyer, requestedFor }: Order, request_item: string, answers: Answer[]): void {
	for (const { question, value } of answers) {
		const option = store.insert(buyer, 'sc_item_option', {
			item_option_new: question.sys_id ?? '',
			value: isType(question, TYPE.requestedFor) ? requestedFor : value,
			order: question.order ?? '',
		});
		store.insert(buyer, 'sc_item_option_mtom', { request_item, sc_item_option: option.sys_id ?? '' });
	}
}

/** What the requested item and the task that delivers it have in common. */
function sharedBy(order: Order, request: Row, item: Row): Row {
	const [sc_catalog = ''] = cell(item, 'sc_catalogs').split(',');
	return { request: cell(request, 'sys_id'), sc_catalog, approval: 'approved', due_date: dueDate(order, item) };
}

function requestedItem({ store, requestedFor }: Order, { item, quantity, answers, guide }: Line, shared: Row): Row {
	return {
		...shared,
		parent: cell(shared, 'request'),
		cat_item: cell(item, 'sys_id'),
		requested_for: requestedFor,
		short_description: cell(item, 'short_description'),
		quantity: String(quantity),
		price: String(unitPrice(store, item, answers)),
		recurring_price: cell(item, 'recurring_price'),
		recurring_frequency: cell(item, 'recurring_frequency'),
		stage: 'fulfillment',
		estimated_delivery: cell(shared, 'due_date'),
		order_guide: guide,
	};
}

function orderLine(order: Order, request: Row, line: Line): void {
	const { store, buyer } = order;
	const { item, answers, rows } = line;
	const shared = sharedBy(order, request, item);
	const { sys_id = '' } = store.insert(buyer, 'sc_req_item', requestedItem(order, line, shared));
	keepAnswers(order, sys_id, answers);
	keepRows(store, buyer, { table: 'sc_req_item', sys_id }, rows);
	store.insert(buyer, 'sc_task', {
		...shared,
		parent: sys_id,
		request_item: sys_id,
		short_description: `Deliver: ${cell(item, 'name')}`,
		assignment_group: cell(item, 'group'),
	});
}

const total = (store: Store, lines: Line[]) =>
	lines.reduce((sum, { item, quantity, answers }) => sum + quantity * unitPrice(store, item, answers), 0);

/** Small orders are approved at once, as an instance out of the box does it. */
function request(order: Order, lines: Line[], details: Row): Row {
	const { store, buyer, requestedFor } = order;
	const made = store.insert(buyer, 'sc_request', {
		...details,
		requested_for: requestedFor,
		delivery_address: details.delivery_address || addressOf(store, requestedFor),
		price: String(rounded(total(store, lines))),
		approval: 'approved',
		request_state: 'in_process',
		stage: 'requested',
	});
	for (const line of lines) orderLine(order, made, line);
	return made;
}

/** What is to be ordered, and for whom. */
interface Wanted {
	lines: Line[];
	requestedFor: string;
	/** Of the request itself. */
	details?: Row;
}

/** The request for `requestedFor`; those for further people are made beside it, all of them or none. */
export function placeOrder({ store, clock }: Context, session: Session, wanted: Wanted): Row {
	const { lines, requestedFor, details = {} } = wanted;
	const buyer = buyerOf(session);
	const order = (user: string): Order => ({ store, now: clock.now(), buyer, requestedFor: user });
	return store.transaction(() => {
		const made = request(order(requestedFor), lines, details);
		const others = new Set(lines.flatMap(({ alsoFor }) => alsoFor).filter((user) => user !== requestedFor));
		for (const user of others) {
			const theirs = lines.filter(({ alsoFor }) => alsoFor.includes(user));
			request(order(user), theirs, { ...details, delivery_address: '' });
		}
		return made;
	});
}
