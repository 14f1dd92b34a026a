import type { INodeProperties } from 'n8n-workflow';
import { sysId } from '../../domain/address/record';
import { catalogFromUrl, categoryFromUrl, itemFromUrl, requestFromUrl } from '../../domain/catalog/addresses';
import type { Item } from '../item/item';
import { type KeyColumn, type LocatorKind, NUMBER } from './locator';

const INSTANCE = 'https://dev12345.service-now.com';
const ID = '04b7e94b4f7b4200086eeed18110c7fd';

const NAME: KeyColumn = { column: 'name', displayName: 'By Name', placeholder: 'e.g. Standard Laptop' };
const TITLE: KeyColumn = { column: 'title', displayName: 'By Title', placeholder: 'e.g. Service Catalog' };

const itemAddress = {
	example: `${INSTANCE}/com.glideapp.servicecatalog_cat_item_view.do?v=1&sysparm_id=${ID}`,
	read: itemFromUrl,
};

/** What can be ordered. */
export const CATALOG_ITEM: LocatorKind = {
	displayName: 'Catalog Item',
	one: 'a catalog item',
	table: 'sc_cat_item',
	searchListMethod: 'searchCatalogItems',
	keys: [NAME],
	address: itemAddress,
};

/** Producers and order guides, too. */
export const ANY_ITEM: LocatorKind = { ...CATALOG_ITEM, searchListMethod: 'searchAllCatalogItems' };

export const RECORD_PRODUCER: LocatorKind = {
	displayName: 'Record Producer',
	one: 'a record producer',
	table: 'sc_cat_item_producer',
	searchListMethod: 'searchRecordProducers',
	keys: [{ ...NAME, placeholder: 'e.g. Report an Incident' }],
	address: itemAddress,
};

/** What proposes items to order, after a few questions. */
export const ORDER_GUIDE: LocatorKind = {
	displayName: 'Order Guide',
	one: 'an order guide',
	table: 'sc_cat_item_guide',
	searchListMethod: 'searchOrderGuides',
	keys: [{ ...NAME, placeholder: 'e.g. New Hire' }],
	address: itemAddress,
};

export const CATALOG: LocatorKind = {
	displayName: 'Catalog',
	one: 'a catalog',
	table: 'sc_catalog',
	searchListMethod: 'searchCatalogs',
	keys: [TITLE],
	address: { example: `${INSTANCE}/sp?id=sc_home&catalog_id=${ID}`, read: catalogFromUrl },
};

export const CATEGORY: LocatorKind = {
	displayName: 'Category',
	one: 'a category',
	table: 'sc_category',
	searchListMethod: 'searchCategories',
	keys: [{ ...TITLE, placeholder: 'e.g. Hardware' }],
	address: { example: `${INSTANCE}/sp?id=sc_category&sys_id=${ID}`, read: categoryFromUrl },
};

/** A request, or one of its items. */
export const REQUEST: LocatorKind = {
	displayName: 'Request',
	one: 'a request',
	table: 'sc_request',
	searchListMethod: 'searchRequests',
	keys: [{ ...NUMBER, placeholder: 'e.g. REQ0010001 or RITM0010001' }],
	address: { example: `${INSTANCE}/sc_req_item.do?sys_id=${ID}`, read: requestFromUrl },
};

const CART_ITEM = 'Cart Item';

export const cartItemField: INodeProperties = {
	displayName: CART_ITEM,
	name: 'cartItem',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'An item in the cart of the signed-in user',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an item of the cart',
			typeOptions: { searchListMethod: 'searchCartItems', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: `e.g. ${ID}`,
			hint: 'The cart_item_id that Add to Cart and Get Cart return',
		},
	],
};

/** @throws InputError when nothing that can be an id is given */
export function resolveCartItem(item: Item): string {
	return sysId(item.located('cartItem', CART_ITEM).value, CART_ITEM);
}
