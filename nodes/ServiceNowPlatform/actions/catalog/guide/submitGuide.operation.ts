import type { IDataObject } from 'n8n-workflow';
import { assertAnswered } from '../../../domain/catalog/answers/answers';
import { proposed, proposedItems } from '../../../domain/catalog/guide';
import { assertGuide } from '../../../domain/catalog/item';
import { ORDER_GUIDE } from '../../../properties/pickers/catalogKinds';
import { givenVariables } from '../../../properties/catalog/answers';
import { variableFields } from '../../../properties/catalog/variables';
import { locator, resolveLocator } from '../../../properties/pickers/locator';
import { optionsField, resolveNamesOption } from '../../../properties/values/write';
import type { Operation } from '../../operation';
import { answersGiven, itemMeant } from '../form';
import { simplifyField } from '../simplify';

export const submitGuide: Operation = {
	option: {
		name: 'Submit Order Guide',
		description: 'Answer the questions of an order guide and get the items that it proposes; nothing is ordered yet',
		action: 'Submit an order guide',
	},
	properties: [
		locator(ORDER_GUIDE, { name: 'item', description: 'The order guide, such as one for somebody new' }),
		...variableFields({ method: 'getGuideVariables', dependsOn: 'item' }),
		simplifyField,
		optionsField([resolveNamesOption]),
	],
	*run(parameters) {
		const key = resolveLocator(parameters, ORDER_GUIDE, 'item');
		const given = givenVariables(parameters);
		const { sys_id, item } = yield* itemMeant(parameters, ORDER_GUIDE, key);
		assertGuide(item);
		const variables = yield* answersGiven(parameters, item, given);
		assertAnswered(item?.variables ?? [], variables);
		const found = yield* proposedItems(sys_id, variables);
		const items = parameters.raw('simplify') === false ? found : found.map(proposed);
		return [{ order_guide: sys_id, name: item?.name ?? '', item_count: items.length, items } as IDataObject];
	},
};
