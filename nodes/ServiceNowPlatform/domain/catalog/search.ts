import type { Json } from '../api/json';
import { apiPath, type ApiRequest, recordsOf, type Steps } from '../api/request';

/** As the API calls them. */
export type ItemType = 'catalog_item' | 'order_guide' | 'record_producer';

/** What the API itself can be asked for; it takes no word for what is left. */
const TYPES: Partial<Record<ItemType, string>> = {
	order_guide: 'Order Guide',
	record_producer: 'Record Producer',
};

const PAGE = 100;
/** Of a smaller page all may be hidden from the user, which would look like the end. */
const SMALLEST = 50;

export function itemsPage(filters: Record<string, string>, offset: number, size: number): ApiRequest {
	return {
		method: 'GET',
		path: apiPath`/api/sn_sc/servicecatalog/items`,
		query: { ...filters, sysparm_limit: String(size), sysparm_offset: String(offset) },
	};
}

export function typeFilter(type: ItemType | ''): Record<string, string> {
	const sysparm_type = type === '' ? undefined : TYPES[type];
	return sysparm_type === undefined ? {} : { sysparm_type };
}

/** Newer kinds of items have types of their own; only those that are certainly no items to order are left out. */
export function isOfType({ type }: Json, wanted: ItemType | ''): boolean {
	if (wanted === '') return true;
	if (wanted === 'catalog_item') return type !== 'order_guide' && type !== 'record_producer';
	return type === wanted;
}

/**
 * Items of the catalog, up to a limit. The API has no count and cuts a page before it hides items from the user: only an empty page, or one
 * that brings nothing new, is the end.
 */
export function* searchCatalog(filters: Record<string, string>, type: ItemType | '', limit: number): Steps<Json[]> {
	const size = type === 'catalog_item' ? PAGE : Math.max(SMALLEST, Math.min(PAGE, limit));
	const seen = new Set<unknown>();
	const found: Json[] = [];
	for (let offset = 0; found.length < limit; offset += size) {
		const page = recordsOf(yield itemsPage({ ...filters, ...typeFilter(type) }, offset, size));
		const fresh = page.filter(({ sys_id }) => !seen.has(sys_id));
		if (fresh.length === 0) break;
		for (const { sys_id } of fresh) seen.add(sys_id);
		found.push(...fresh.filter((catalogItem) => isOfType(catalogItem, type)));
	}
	return found.slice(0, limit);
}
