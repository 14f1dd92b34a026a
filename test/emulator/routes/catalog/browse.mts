import type { ApiRequest, ApiResponse, Context, Row, Session, Store } from '../../types.mts';
import { isTrue, paging } from '../table/parameters.mts';
import { itemDetail, itemSummary } from './itemView.mts';
import { invalidRequest } from './refusals.mts';
import {
	categoriesOf,
	findItem,
	inCatalog,
	inCategory,
	inOrder,
	isOpen,
	offered,
	readCatalog,
	readCategory,
	typeOf,
} from './shop.mts';
import type { ItemType } from './shop.mts';

const result = (body: unknown): ApiResponse => ({ status: 200, body: { result: body } });

function page<T>(request: ApiRequest, rows: T[]): T[] {
	const { limit, offset } = paging(request);
	return rows.slice(offset, offset + limit);
}

/** All words have to be there, in any case and order; quotation marks as in the documentation's examples are no part of them. */
function matcher(text: string | null, ...columns: string[]): (row: Row) => boolean {
	const words = (text ?? '').replaceAll('"', ' ').toLowerCase().split(/\s+/).filter(Boolean);
	return (row) => {
		const content = columns
			.map((column) => row[column] ?? '')
			.join('\n')
			.toLowerCase();
		return words.every((word) => content.includes(word));
	};
}

function catalogView(store: Store, session: Session, catalog: Row): Record<string, unknown> {
	const sys_id = catalog.sys_id ?? '';
	return {
		title: catalog.title ?? '',
		sys_id,
		has_categories: categoriesOf(store, session, { sc_catalog: sys_id }).length > 0,
		has_items: offered(store, session).some(inCatalog(sys_id)),
		description: catalog.description ?? '',
		desktop_image: catalog.desktop_image ?? '',
	};
}

export function listCatalogs(request: ApiRequest, { store }: Context): ApiResponse {
	const matches = matcher(request.query.get('sysparm_text'), 'title');
	const catalogs = inOrder(store.find('sc_catalog', { active: 'true' }).filter(matches), 'title');
	return result(page(request, catalogs).map((catalog) => catalogView(store, request.session, catalog)));
}

export function getCatalog({ params, session }: ApiRequest, { store }: Context): ApiResponse {
	const catalog = readCatalog(store, params.sys_id ?? '');
	const categories = categoriesOf(store, session, { sc_catalog: params.sys_id ?? '', parent: '' });
	return result({
		...catalogView(store, session, catalog),
		categories: categories.map(({ header_icon = '', sys_id, description, title }) => ({
			header_image: header_icon,
			sys_id,
			description: description || null,
			title,
		})),
	});
}

const count = (store: Store, session: Session, category: Row) =>
	offered(store, session).filter(inCategory(store, category.sys_id ?? '')).length;

const childrenOf = (store: Store, session: Session, { sys_id = '' }: Row) =>
	categoriesOf(store, session, { parent: sys_id });

const subcategories = (store: Store, session: Session, category: Row) =>
	childrenOf(store, session, category).map(({ sys_id, title }) => ({ sys_id, title }));

const categoryView = (category: Row) => ({
	title: category.title ?? '',
	description: category.description || null,
	full_description: category.full_description || null,
	icon: category.icon ?? '',
	header_icon: category.header_icon ?? '',
	homepage_image: category.homepage_image ?? '',
});

export function listCategories(request: ApiRequest, { store }: Context): ApiResponse {
	const { session } = request;
	const { sys_id = '' } = readCatalog(store, request.params.sys_id ?? '');
	const top: Row = isTrue(request, 'sysparm_top_level_only') ? { parent: '' } : {};
	const categories = categoriesOf(store, session, { sc_catalog: sys_id, ...top });
	return result(
		page(request, categories).map((category) => ({
			...categoryView(category),
			count: count(store, session, category),
			subcategories: subcategories(store, session, category),
			sys_id: category.sys_id,
		})),
	);
}

export function getCategory({ params, session }: ApiRequest, { store }: Context): ApiResponse {
	const category = readCategory(store, session, params.sys_id ?? '');
	const child_categories = childrenOf(store, session, category).map((child) => {
		const below = subcategories(store, session, child);
		return {
			sys_id: child.sys_id,
			title: child.title,
			count: count(store, session, child),
			parent: category.sys_id,
			subcategories: below,
			isParentCategory: below.length > 0,
		};
	});
	return result({ ...categoryView(category), sys_id: category.sys_id, child_categories });
}

/** Any other value is ignored (documented). */
const TYPES: Readonly<Record<string, ItemType>> = {
	'Record Producer': 'record_producer',
	'Order Guide': 'order_guide',
};

function filters({ query, session }: ApiRequest, store: Store): Array<(item: Row) => boolean> {
	const catalog = query.get('sysparm_catalog');
	const category = query.get('sysparm_category');
	const type = TYPES[query.get('sysparm_type') ?? ''];
	const isClosed = category && !store.find('sc_category', { sys_id: category }).some((row) => isOpen(session, row));
	return [
		matcher(query.get('sysparm_text'), 'name', 'short_description'),
		...(catalog ? [inCatalog(catalog)] : []),
		...(category ? [isClosed ? () => false : inCategory(store, category)] : []),
		...(type ? [(item: Row) => typeOf(store, item) === type] : []),
	];
}

export function listItems(request: ApiRequest, { store }: Context): ApiResponse {
	const wanted = filters(request, store);
	const items = offered(store, request.session).filter((item) => wanted.every((filter) => filter(item)));
	store.rowsRead += items.length;
	return result(page(request, items).map((item) => itemSummary(store, item)));
}

export function getItem({ params, session }: ApiRequest, { store }: Context): ApiResponse {
	const item = findItem(store, session, params.sys_id ?? '');
	if (!item) throw invalidRequest('The item does not exist, or you have no access to it');
	return result(itemDetail(store, session, item));
}
