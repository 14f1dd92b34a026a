import type { IDataObject } from 'n8n-workflow';
import { catalogId, itemRequest, simpleItem } from '../../domain/catalog/item';
import { shownVariable, variablesOf } from '../../domain/catalog/answers/variables';
import { recordOf } from '../../domain/api/request';
import { ANY_ITEM } from '../../properties/pickers/catalogKinds';
import { locator, resolveLocator } from '../../properties/pickers/locator';
import type { Operation } from '../operation';
import { simplifyField } from './simplify';

export const getItem: Operation = {
	option: {
		name: 'Get Item',
		description: 'Get an item of the service catalog with its variables: names, types, choices and what is mandatory',
		action: 'Get a catalog item',
	},
	readOnly: true,
	properties: [locator(ANY_ITEM, { name: 'item' }), simplifyField],
	*run(parameters) {
		const key = resolveLocator(parameters, ANY_ITEM, 'item');
		const sys_id = yield* catalogId(parameters.memory, ANY_ITEM.table, key);
		const item = recordOf(yield itemRequest(sys_id));
		if (parameters.raw('simplify') === false) return [item as IDataObject];
		return [{ ...simpleItem(item), variables: variablesOf(item).map(shownVariable) } as IDataObject];
	},
};
