import { assertAnswered } from '../../../domain/catalog/answers/answers';
import { proposed, readProposedItems } from '../../../domain/catalog/guide';
import { assertGuide } from '../../../domain/catalog/item';
import { givenVariables } from '../../../properties/catalog/answers';
import { variableFields } from '../../../properties/catalog/variables';
import { isSimplified, simplifiedOrRaw } from '../../../properties/output/form';
import { ORDER_GUIDE } from '../../../properties/pickers/catalogKinds';
import { locator, resolveLocator } from '../../../properties/pickers/locator';
import { resolveNamesOption } from '../../../properties/names';
import { optionsField } from '../../../properties/values/write';
import { ANY_ORDER, type Operation } from '../../operation';
import { resolveGiven, readCatalogItem } from '../form';

export const submitGuide: Operation = {
	option: {
		name: 'Submit Order Guide',
		description: 'Answer the questions of an order guide and get the items that it proposes; nothing is ordered yet',
		action: 'Submit order guide',
	},
	properties: [
		locator(ORDER_GUIDE, { name: 'item', description: 'The order guide, such as one for somebody new' }),
		...variableFields({ method: 'getGuideVariables', dependsOn: 'item' }),
		simplifiedOrRaw,
		optionsField([resolveNamesOption], 'ordered'),
	],
	lane: ANY_ORDER,
	*run(item) {
		const key = resolveLocator(item, ORDER_GUIDE, 'item');
		const given = givenVariables(item);
		const { sys_id, catalogItem } = yield* readCatalogItem(item, ORDER_GUIDE, key);
		assertGuide(catalogItem);
		const variables = yield* resolveGiven(item, catalogItem, given);
		assertAnswered(catalogItem?.variables ?? [], variables);
		const found = yield* readProposedItems(sys_id, variables);
		const items = isSimplified(item) ? found.map(proposed) : found;
		return [{ order_guide: sys_id, name: catalogItem?.name ?? '', item_count: items.length, items }];
	},
};
