import { fullyDecoded } from '../address/record';
import { InputError } from '../failure/inputError';

const ID = '([0-9a-f]{32})(?![0-9a-f])';
/** Parameters of the same address that may stand in front. */
const BEFORE = '(?:[^#]*?&)?';

/** Each with the sys_id as its only group. */
const patterns = (...sources: string[]): RegExp[] => sources.map((source) => new RegExp(source + ID, 'i'));

/** Pages of the platform, of its portals and workspaces, and addresses of its API. */
const ITEM = patterns(
	`servicecatalog_cat_item[a-z_]*\\.do\\?${BEFORE}sysparm_(?:id|guide)=`,
	`[?&]id=sc_cat_item[a-z_]*&${BEFORE}sys_id=`,
	`\\b[a-z_]*(?:cat_item|record_producer)[a-z_]*\\.do\\?${BEFORE}sys_id=`,
	'/[a-z_-]*(?:cat_item|catalog[_-]item|record_producer)[a-z_-]*/',
	'/servicecatalog/items/',
);

const CATALOG = patterns(
	'[?&]sysparm_catalog=',
	'[?&]catalog_id=',
	`\\bsc_catalog\\.do\\?${BEFORE}sys_id=`,
	'/sc_catalog/',
	'/servicecatalog/catalogs/',
);

const CATEGORY = patterns(
	`servicecatalog_category_view\\.do\\?${BEFORE}sysparm_parent=`,
	`[?&]id=sc_category&${BEFORE}sys_id=`,
	`\\bsc_category\\.do\\?${BEFORE}sys_id=`,
	'/sc_category/',
	'/servicecatalog/categories/',
);

/** A request or one of its items: what was ordered is found by either. */
const REQUEST = patterns(
	`\\b(?:sc_request|sc_req_item)\\.do\\?${BEFORE}sys_id=`,
	`[?&](?:table|id)=(?:sc_request|sc_req_item)&${BEFORE}sys_id=`,
	`servicecatalog_checkout_view[a-z0-9_]*\\.do\\?${BEFORE}sysparm_sys_id=`,
	'/(?:sc_request|sc_req_item)/',
);

const reader = (pages: RegExp[], one: string) => (url: string, field: string) => {
	const text = fullyDecoded(url.trim());
	const id = pages.map((page) => page.exec(text)?.[1]).find((found) => found !== undefined);
	if (id !== undefined) return id.toLowerCase();
	throw new InputError(
		field,
		`"${url}" is not the address of ${one}`,
		'Open its page in ServiceNow or in the portal and copy the address from the browser.',
	);
};

/** The sys_id from the address of a page. @throws InputError when the page is of something else */
export const itemFromUrl = reader(ITEM, 'a catalog item');
export const catalogFromUrl = reader(CATALOG, 'a catalog');
export const categoryFromUrl = reader(CATEGORY, 'a category of the catalog');
export const requestFromUrl = reader(REQUEST, 'a request or a requested item');
