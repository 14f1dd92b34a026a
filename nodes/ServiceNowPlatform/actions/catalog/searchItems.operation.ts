import { encoded, EVERY } from '../../domain/encodedQuery';
import type { INodeProperties } from 'n8n-workflow';
import type { Steps } from '../../domain/api/request';
import { findCatalogId, simpleItem } from '../../domain/catalog/item';
import { type ItemType, searchCatalog } from '../../domain/catalog/search';
import type { Item } from '../../properties/item/item';
import { limitField, limitOf, returnAllField } from '../../properties/lists/list';
import { isSimplified, simplifiedOrRaw } from '../../properties/output/form';
import { CATALOG, CATEGORY } from '../../properties/pickers/catalogKinds';
import { locator } from '../../properties/pickers/locator';
import { optionalKey } from '../../properties/values/work';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';

const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{ name: 'All', value: '' },
		{ name: 'Catalog Items', value: 'catalog_item', description: 'What can be ordered' },
		{ name: 'Order Guides', value: 'order_guide' },
		{ name: 'Record Producers', value: 'record_producer', description: 'Forms that make a record' },
	],
	default: '',
	description: 'Which kind of items to return',
};

export const searchItems: Operation = {
	option: {
		name: 'Search Items',
		description: 'Search what the service catalog offers to the signed-in user',
		action: 'Search catalog items',
	},
	readOnly: true,
	properties: [
		{
			displayName: 'Search Text',
			name: 'text',
			type: 'string',
			default: '',
			placeholder: 'e.g. laptop',
			description: 'Words to search for; empty returns everything',
		},
		returnAllField,
		limitField,
		simplifiedOrRaw,
		optionsField(
			[
				locator(CATALOG, { name: 'catalog', required: false, description: 'Only items of this catalog' }),
				locator(CATEGORY, { name: 'category', required: false, description: 'Only items of this category' }),
				typeField,
			],
			'alone',
		),
	],
	*run(item) {
		const limit = limitOf(item);
		const filters = yield* resolveFilters(item);
		const items = yield* searchCatalog(filters, item.text('options.type') as ItemType | '', limit);
		return isSimplified(item) ? items.map(simpleItem) : items;
	},
};

function* resolveFilters(item: Item): Steps<Record<string, string>> {
	const { cache } = item;
	const [text, catalog, category] = [
		item.text('text'),
		optionalKey(item, CATALOG, 'options.catalog'),
		optionalKey(item, CATEGORY, 'options.category'),
	];
	const sysparm_catalog = catalog === undefined ? undefined : yield* findCatalogId(cache, CATALOG.table, catalog);
	const only = sysparm_catalog === undefined ? EVERY : encoded`sc_catalog=${sysparm_catalog}`;
	return {
		...(text === '' ? {} : { sysparm_text: text }),
		...(sysparm_catalog === undefined ? {} : { sysparm_catalog }),
		...(category === undefined
			? {}
			: { sysparm_category: yield* findCatalogId(cache, CATEGORY.table, category, only) }),
	};
}
