import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { mandatoryMissing, unanswered } from '../../../domain/catalog/answers/answers';
import { simpleCart } from '../../../domain/catalog/cart';
import { orderOf, submitCart } from '../../../domain/catalog/checkout';
import {
	assertCartEmpty,
	assertOnly,
	checkedOut,
	checkoutRequest,
	type GuideLine,
} from '../../../domain/catalog/guide';
import { assertGuide, assertOrderable, readItem } from '../../../domain/catalog/item';
import { nameOf } from '../../../domain/catalog/answers/plainAnswers';
import type { Steps } from '../../../domain/api/request';
import { ORDER_GUIDE } from '../../../properties/pickers/catalogKinds';
import { type GuideItem, guideItems, guideItemsField, sharedAnswers, sharedAnswersOption } from './guideItems';
import { locator, resolveLocator } from '../../../properties/pickers/locator';
import type { Parameters } from '../../../properties/item/parameters';
import { optionsField, resolveNamesOption } from '../../../properties/values/write';
import type { Operation } from '../../operation';
import { answersGiven, itemMeant } from '../form';
import { cartLane } from '../line';
import { ordered, requestedItemsOption } from '../ordering/ordered';

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
		action: 'Check out an order guide',
	},
	properties: [
		locator(ORDER_GUIDE, { name: 'item', description: 'The order guide that proposed the items' }),
		guideItemsField,
		placeOrderField,
		optionsField([sharedAnswersOption, resolveNamesOption, requestedItemsOption]),
	],
	lane: cartLane,
	*run(parameters) {
		const key = resolveLocator(parameters, ORDER_GUIDE, 'item');
		const [wanted, shared] = [guideItems(parameters), sharedAnswers(parameters)];
		const isOrder = parameters.raw('placeOrder') !== false;
		const { sys_id, item } = yield* itemMeant(parameters, ORDER_GUIDE, key);
		assertGuide(item);
		const lines = yield* linesOf(parameters, wanted, shared);
		if (isOrder) yield* assertCartEmpty();
		const request = checkoutRequest(sys_id, lines);
		const result = yield* checkedOut(request, lines, { wasEmpty: isOrder });
		if (result.cart_id === undefined) return [yield* ordered(parameters, orderOf(result, request))];
		if (!isOrder) return [simpleCart(result) as IDataObject];
		assertOnly(result, lines, request);
		return [yield* ordered(parameters, yield* submitCart({}))];
	},
};

/** Complete before anything is sent: names are looked up and mandatory variables are there. */
function* linesOf(parameters: Parameters, wanted: GuideItem[], shared: Record<string, unknown>): Steps<GuideLine[]> {
	const lines: GuideLine[] = [];
	for (const { sys_id, quantity, values } of wanted) {
		const item = yield* readItem(parameters.memory, sys_id);
		assertOrderable(item);
		const { name = sys_id, variables: questions = [] } = item ?? {};
		const common = Object.entries(shared).filter(([each]) => questions.some((question) => question.name === each));
		const given = { values: { ...Object.fromEntries(common), ...values }, isAutomatic: false };
		const variables = yield* answersGiven(parameters, item, given);
		const missing = unanswered(questions, variables);
		if (missing.length > 0) throw mandatoryMissing(missing.map((each) => `${nameOf(each)} of ${name}`));
		lines.push({ sys_id, sysparm_quantity: quantity, variables });
	}
	return lines;
}
