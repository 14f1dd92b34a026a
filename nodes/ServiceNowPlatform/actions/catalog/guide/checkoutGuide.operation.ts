import type { INodeProperties } from 'n8n-workflow';
import type { Json } from '../../../domain/api/json';
import type { Steps } from '../../../domain/api/request';
import { mandatoryMissing, unanswered } from '../../../domain/catalog/answers/answers';
import { nameOf } from '../../../domain/catalog/answers/plainAnswers';
import { simpleCart } from '../../../domain/catalog/cart';
import { orderOf, submitCart } from '../../../domain/catalog/checkout';
import {
	assertCartEmpty,
	assertOnly,
	checkOutGuide,
	checkoutRequest,
	type GuideLine,
} from '../../../domain/catalog/guide';
import { assertGuide, assertOrderable, readItem } from '../../../domain/catalog/item';
import type { Item } from '../../../properties/item/item';
import { ORDER_GUIDE } from '../../../properties/pickers/catalogKinds';
import { locator, resolveLocator } from '../../../properties/pickers/locator';
import { resolveNamesOption } from '../../../properties/names';
import { optionsField } from '../../../properties/values/write';
import type { Operation } from '../../operation';
import { resolveGiven, readCatalogItem } from '../form';
import { cartLane } from '../line';
import { readOrder, requestedItemsOption } from '../ordering/readOrder';
import { type GuideItem, guideItems, guideItemsField, sharedAnswers, sharedAnswersOption } from './guideItems';

const placeOrderField: INodeProperties = {
	displayName: 'Place Order',
	name: 'placeOrder',
	type: 'boolean',
	default: true,
	description:
		'Whether to order the items where the guide only puts them into the cart. A guide with two steps orders them at once in any case.',
};

export const checkoutGuide: Operation = {
	option: {
		name: 'Checkout Order Guide',
		description: 'Order the items of an order guide in one request',
		action: 'Check out order guide',
	},
	properties: [
		locator(ORDER_GUIDE, { name: 'item', description: 'The order guide that proposed the items' }),
		guideItemsField,
		placeOrderField,
		optionsField([sharedAnswersOption, resolveNamesOption, requestedItemsOption], 'ordered'),
	],
	lane: cartLane,
	*run(item) {
		const key = resolveLocator(item, ORDER_GUIDE, 'item');
		const [wanted, shared] = [guideItems(item), sharedAnswers(item)];
		const isOrder = item.flag('placeOrder');
		const { sys_id, catalogItem } = yield* readCatalogItem(item, ORDER_GUIDE, key);
		assertGuide(catalogItem);
		const lines = yield* resolveLines(item, wanted, shared);
		if (isOrder) yield* assertCartEmpty();
		const request = checkoutRequest(sys_id, lines);
		const result = yield* checkOutGuide(request, lines, { wasEmpty: isOrder });
		if (result.cart_id === undefined) return [yield* readOrder(item, orderOf(result, request))];
		if (!isOrder) return [simpleCart(result)];
		assertOnly(result, lines, request);
		return [yield* readOrder(item, yield* submitCart({}))];
	},
};

/** Complete before anything is sent: names are looked up and mandatory variables are there. */
function* resolveLines(item: Item, wanted: GuideItem[], shared: Json): Steps<GuideLine[]> {
	const lines: GuideLine[] = [];
	for (const { sys_id, quantity, values } of wanted) {
		const catalogItem = yield* readItem(item.cache, sys_id);
		assertOrderable(catalogItem);
		const { name = sys_id, variables: questions = [] } = catalogItem ?? {};
		const common = Object.entries(shared).filter(([each]) => questions.some((question) => question.name === each));
		const given = { values: { ...Object.fromEntries(common), ...values }, isAutomatic: false };
		const variables = yield* resolveGiven(item, catalogItem, given);
		const missing = unanswered(questions, variables);
		if (missing.length > 0) throw mandatoryMissing(missing.map((each) => `${nameOf(each)} of ${name}`));
		lines.push({ sys_id, sysparm_quantity: quantity, variables });
	}
	return lines;
}
