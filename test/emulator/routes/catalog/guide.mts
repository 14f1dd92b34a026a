/** Order guides: answers to a few questions become a list of items, which is then ordered in one go. */
import { isObject, parseObject } from '../../http/content/body.mts';
import type { ApiRequest, ApiResponse, Context, Row, Session, Store } from '../../types.mts';
import { answersOf, checkMandatory, quantityOf, variablesOf } from './answers.mts';
import type { Answer } from './answers.mts';
import { lineOf } from './ordering/buying.mts';
import { addEntry, cartOf } from './ordering/cart.mts';
import { cartView, shortView } from './ordering/cartView.mts';
import { guideItem } from './itemView.mts';
import { placeOrder } from './ordering/order.mts';
import type { Line } from './ordering/order.mts';
import { invalidRequest } from './refusals.mts';
import { findItem, inOrder, typeOf } from './shop.mts';

function readGuide(store: Store, { session, params }: ApiRequest): Row {
	const found = findItem(store, session, params.sys_id ?? '');
	const guide =
		found && typeOf(store, found) === 'order_guide'
			? store.one('sc_cat_item_guide', { sys_id: params.sys_id ?? '' })
			: undefined;
	if (!guide) throw invalidRequest('The order guide does not exist, or you have no access to it');
	return guide;
}

/** `IO:<sys_id of the variable>=<value>`, several joined with `^`; all of them have to hold. */
function holds(condition: string, answers: Answer[]): boolean {
	const given = new Map(answers.map(({ question, value }) => [question.sys_id ?? '', value]));
	return condition
		.split('^')
		.filter((term) => term !== '' && term !== 'EQ')
		.every((term) => {
			const [, id = '', operator = '', value = ''] = /^IO:([0-9a-f]{32})(!?=)(.*)$/.exec(term) ?? [];
			return operator !== '' && (given.get(id) === value) === (operator === '=');
		});
}

function proposals(store: Store, session: Session, guide: Row, answers: Answer[]): Array<{ item: Row; order: string }> {
	const rules = store.find('sc_cat_item_guide_items', { guide: guide.sys_id ?? '', active: 'true' });
	return inOrder(rules, 'sys_id')
		.filter(({ condition = '' }) => holds(condition, answers))
		.flatMap(({ item = '', order = '' }) => {
			const found = findItem(store, session, item);
			return found ? [{ item: found, order }] : [];
		});
}

export function submitGuide(request: ApiRequest, { store }: Context): ApiResponse {
	const { session } = request;
	const guide = readGuide(store, request);
	const answers = answersOf(store, session, guide, variablesOf(parseObject(request)));
	checkMandatory(answers);
	const items = proposals(store, session, guide, answers);
	return { status: 200, body: { result: items.map(({ item, order }) => guideItem(store, session, item, order)) } };
}

function linesFrom(request: ApiRequest, store: Store, guide: Row): Line[] {
	const { items } = parseObject(request);
	const wanted = Array.isArray(items) ? items.filter(isObject) : [];
	const shopper = { store, session: request.session };
	if (wanted.length === 0) throw invalidRequest('No items');
	return wanted.map((each) => {
		const body = { ...each, sysparm_quantity: String(quantityOf(each, 1)) };
		const sys_id = typeof each.sys_id === 'string' ? each.sys_id : '';
		return { ...lineOf(shopper, sys_id, body, ['no_order']), guide: guide.sys_id ?? '' };
	});
}

/** The guide's own two-step switch decides, and the way round that the documentation says: with it, the order is placed. */
export function checkoutGuide(request: ApiRequest, context: Context): ApiResponse {
	const { store } = context;
	const { session } = request;
	const guide = readGuide(store, request);
	const lines = linesFrom(request, store, guide);
	if (guide.two_step === 'true') {
		const made = placeOrder(context, session, { lines, requestedFor: session.user.sys_id ?? '' });
		return { status: 200, body: { result: { request_number: made.number, request_id: made.sys_id } } };
	}
	const shopper = { store, session };
	const cart = cartOf(shopper);
	store.transaction(() => {
		for (const line of lines) addEntry(shopper, cart, line);
	});
	return { status: 200, body: { result: cartView(store, cart, shortView) } };
}
