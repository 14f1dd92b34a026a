import type { ExecutionCache } from '../api/executionCache';
import { ApiFailure } from '../failure/failure';
import { InputError } from '../failure/inputError';
import type { Json } from '../api/json';
import { listRequest } from '../api/listRequest';
import { apiPath, type ApiRequest, isObject, objectsIn, recordOf, recordsOf, type Steps } from '../api/request';
import { equals, all, encoded, EVERY } from '../encodedQuery';
import type { RecordKey } from '../records/lookup';
import { sameName } from '../values/sameName';
import { type Variable, variablesOf } from './answers/variables';

/** An item of the catalog with its form. */
export interface CatalogItem {
	name: string;
	/** `catalog_item`, `record_producer`, `order_guide`, … */
	type: string;
	variables: Variable[];
}

export function itemRequest(sys_id: string): ApiRequest {
	return { method: 'GET', path: apiPath`/api/sn_sc/servicecatalog/items/${sys_id}` };
}

/** The item, asked for once for all items of the run; undefined where the user cannot see it: ServiceNow is to say so then. */
export function* readItem(cache: ExecutionCache, sys_id: string): Steps<CatalogItem | undefined> {
	const answer = yield* cache.attempt(itemRequest(sys_id));
	if (answer instanceof ApiFailure) return closed(answer);
	const catalogItem = recordOf(answer);
	return {
		name: String(catalogItem.name ?? sys_id),
		type: String(catalogItem.type ?? ''),
		variables: variablesOf(catalogItem),
	};
}

/** What a workflow needs of an item, without pictures and pages. */
export function simpleItem(catalogItem: Json): Json {
	const { sys_id, name, short_description, type, price, recurring_price, recurring_frequency } = catalogItem;
	const catalogs = objectsIn(catalogItem.catalogs);
	return {
		sys_id,
		name,
		short_description,
		type,
		category: isObject(catalogItem.category) ? catalogItem.category.title : '',
		catalogs: catalogs.map(({ title }) => title),
		price,
		recurring_price,
		recurring_frequency,
	};
}

/** A bad id and a missing right are a bad request in this API. */
function closed(failure: ApiFailure): undefined {
	if (!['bad-request', 'forbidden', 'not-found'].includes(failure.kind)) throw failure;
	return undefined;
}

/** @throws InputError when the item is for another operation */
export function assertOrderable(catalogItem: CatalogItem | undefined): void {
	if (catalogItem?.type === 'record_producer') {
		throw otherKind(catalogItem, 'a record producer', 'Use the operation Submit Record Producer.');
	}
	if (catalogItem?.type === 'order_guide')
		throw otherKind(catalogItem, 'an order guide', 'Use the operations Submit Order Guide and Checkout Order Guide.');
}

/** @throws InputError when the item makes no record */
export function assertProducer(catalogItem: CatalogItem | undefined): void {
	if (catalogItem?.type === 'catalog_item') {
		throw otherKind(catalogItem, 'an item to order', 'Use the operation Order Now or Add to Cart.');
	}
}

/** @throws InputError when the item proposes no others */
export function assertGuide(catalogItem: CatalogItem | undefined): void {
	if (catalogItem === undefined || catalogItem.type === 'order_guide') return;
	throw otherKind(catalogItem, 'no order guide', 'Use the operation Order Now, Add to Cart or Submit Record Producer.');
}

function otherKind({ name }: CatalogItem, kind: string, advice: string): InputError {
	return new InputError('Catalog Item', `"${name}" is ${kind}`, advice);
}

/**
 * The sys_id of what belongs to the catalog. Names are looked for among what is active: retired copies keep theirs.
 *
 * @throws ApiFailure when there is none, or when there are several
 */
export function* findCatalogId(cache: ExecutionCache, table: string, key: RecordKey, only = EVERY): Steps<string> {
	if ('sys_id' in key) return key.sys_id;
	const { column, value } = key;
	const query = all(equals(column, value, column), encoded`active=true`, only);
	const request = listRequest(table, query, ['sys_id', column], 10);
	const rows = recordsOf(yield* cache.ask(request)).filter((row) => sameName(row[column], value));
	if (rows.length === 1) return String(rows[0]?.sys_id);
	const place = { method: request.method, path: request.path };
	if (rows.length === 0) {
		throw new ApiFailure({
			...place,
			kind: 'not-found',
			message: `No active record of ${table} has the ${column} ${value}`,
			advice: 'Check the name; or an access rule (ACL) hides the record from the signed-in user.',
		});
	}
	throw new ApiFailure({
		...place,
		kind: 'bad-request',
		message: `More than one active record of ${table} has the ${column} ${value}`,
		detail: rows.map(({ sys_id }) => String(sys_id)).join(', '),
		advice: 'Choose it from the list, or give the sys_id of the one that is meant.',
	});
}
