import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import type { Json } from '../domain/api/json';
import { apiPath, isObject, recordOf, recordsOf } from '../domain/api/request';
import { CART, entriesOf } from '../domain/catalog/cart';
import { isOfType, itemsPage, type ItemType, typeFilter } from '../domain/catalog/search';
import type { Connection } from '../transport/sending/connection';
import { withConnection } from './context';

const PAGE = 50;
/** Pages of which nothing is shown are passed over; after a few the picker lets the user go on. */
const MOST_REQUESTS = 3;

/** The Catalog API shows what is offered to the user; the tables behind it may show more, or less. */
function itemSearch(type: ItemType | '') {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		return await withConnection(this, async (connection) => await itemsFrom(connection, type, filter, paginationToken));
	};
}

async function itemsFrom(
	{ send, account }: Connection,
	type: ItemType | '',
	filter = '',
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const filters = { ...textFilter(filter), ...typeFilter(type) };
	let offset = Number(paginationToken);
	for (let request = 1; ; request++) {
		const page = recordsOf(await send(itemsPage(filters, offset, PAGE)));
		const results = page.filter((item) => isOfType(item, type)).map((item) => itemEntry(account.instanceUrl, item));
		offset += PAGE;
		if (page.length === 0) return { results };
		if (results.length > 0 || request === MOST_REQUESTS) return { results, paginationToken: String(offset) };
	}
}

function textFilter(filter: string): Record<string, string> {
	const sysparm_text = filter.trim();
	return sysparm_text === '' ? {} : { sysparm_text };
}

function itemEntry(instanceUrl: string, { sys_id, name, category }: Json): INodeListSearchItems {
	const title = isObject(category) && category.title ? ` – ${String(category.title)}` : '';
	const value = String(sys_id);
	return {
		name: `${String(name)}${title}`,
		value,
		url: `${instanceUrl}/com.glideapp.servicecatalog_cat_item_view.do?v=1&sysparm_id=${value}`,
	};
}

async function searchCatalogs(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	return await withConnection(this, async ({ send, account }) => {
		const rows = recordsOf(
			await send({
				method: 'GET',
				path: apiPath`/api/sn_sc/servicecatalog/catalogs`,
				query: { ...textFilter(filter), sysparm_limit: String(PAGE), sysparm_offset: paginationToken },
			}),
		);
		const results = rows.map(({ sys_id, title }) => ({
			name: String(title),
			value: String(sys_id),
			url: `${account.instanceUrl}/sc_catalog.do?sys_id=${String(sys_id)}`,
		}));
		return rows.length === 0 ? { results } : { results, paginationToken: String(Number(paginationToken) + PAGE) };
	});
}

async function searchCartItems(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	return await withConnection(this, async ({ send }) => {
		const entries = entriesOf(recordOf(await send(CART)));
		const word = filter.trim().toLowerCase();
		const results = entries.map(({ cart_item_id, quantity, item_name }) => ({
			name: `${String(quantity)} × ${String(item_name)}`,
			value: String(cart_item_id),
		}));
		return { results: results.filter(({ name }) => name.toLowerCase().includes(word)) };
	});
}

export const catalogSearch = {
	searchAllCatalogItems: itemSearch(''),
	searchCatalogItems: itemSearch('catalog_item'),
	searchOrderGuides: itemSearch('order_guide'),
	searchRecordProducers: itemSearch('record_producer'),
	searchCatalogs,
	searchCartItems,
};
