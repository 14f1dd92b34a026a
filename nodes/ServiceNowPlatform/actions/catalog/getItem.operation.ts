import { recordOf } from '../../domain/api/request';
import { shownVariable, variablesOf } from '../../domain/catalog/answers/variables';
import { findCatalogId, itemRequest, simpleItem } from '../../domain/catalog/item';
import { isSimplified, simplifiedOrRaw } from '../../properties/output/form';
import { ANY_ITEM } from '../../properties/pickers/catalogKinds';
import { locator, resolveLocator } from '../../properties/pickers/locator';
import type { Operation } from '../operation';

export const getItem: Operation = {
	option: {
		name: 'Get Item',
		description: 'Get an item of the service catalog with its variables: names, types, choices and what is mandatory',
		action: 'Get catalog item',
	},
	readOnly: true,
	properties: [locator(ANY_ITEM, { name: 'item' }), simplifiedOrRaw],
	*run(item) {
		const key = resolveLocator(item, ANY_ITEM, 'item');
		const sys_id = yield* findCatalogId(item.cache, ANY_ITEM.table, key);
		const catalogItem = recordOf(yield itemRequest(sys_id));
		if (!isSimplified(item)) return [catalogItem];
		return [{ ...simpleItem(catalogItem), variables: variablesOf(catalogItem).map(shownVariable) }];
	},
};
