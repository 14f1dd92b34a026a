import {
	catalogFromUrl,
	categoryFromUrl,
	itemFromUrl,
	requestFromUrl,
} from '../../../../nodes/ServiceNowPlatform/domain/catalog/addresses.ts';
import { thrown } from '../../support/failures.mts';

const ID = '04b7e94b4f7b4200086eeed18110c7fd';
const OTHER = 'e0d08b13c3330100c8b837659bba8fb4';
const classic = `com.glideapp.servicecatalog_cat_item_view.do?v=1&sysparm_id=${ID}&sysparm_catalog=${OTHER}`;

describe('the address of an item', () => {
	it.each([
		`https://x.service-now.com/${classic}`,
		`https://x/nav_to.do?uri=${encodeURIComponent(classic)}`,
		`https://x/now/nav/ui/classic/params/target/${encodeURIComponent(encodeURIComponent(classic))}`,
		`https://x/sp?id=sc_cat_item&sys_id=${ID.toUpperCase()}&sysparm_category=${OTHER}`,
		`https://x/esc?id=sc_cat_item&table=sc_cat_item&sys_id=${ID}&recordUrl=com.glideapp.servicecatalog_cat_item_view.do%3Fv%3D1`,
		`https://x/sp?id=sc_cat_item_guide&sys_id=${ID}`,
		`https://x/com.glideapp.servicecatalog_cat_item_guide_view.do?sysparm_initial=true&sysparm_guide=${ID}`,
		`https://x/sc_cat_item_producer.do?sys_id=${ID}&sysparm_view=`,
		`https://x/pc_hardware_cat_item.do?sysparm_record_row=1&sys_id=${ID}`,
		`https://x/now/sow/record/sc_cat_item/${ID}`,
		`https://x/now/sow/catalog-item/${ID}`,
		`https://x/api/sn_sc/v1/servicecatalog/items/${ID}`,
	])('is read from %s', (url) => {
		expect(itemFromUrl(` ${url} `, 'Catalog Item')).toBe(ID);
	});

	it.each([
		'',
		`https://x/incident.do?sys_id=${ID}`,
		`https://x/sp?id=kb_article&sys_id=${ID}`,
		`https://x/sp?id=sc_cat_item&sys_id=${ID}0`,
		`https://x/sp?id=sc_cat_item#&sys_id=${ID}`,
		'https://x/sp?id=sc_cat_item',
		'https://x/%E0%A4%A',
	])('is not %s', (url) => {
		expect(thrown(() => itemFromUrl(url, 'Catalog Item'))).toMatchObject({
			name: 'InputError',
			field: 'Catalog Item',
		});
	});
});

describe('the address of', () => {
	it.each([
		[`https://x/sp?id=sc_home&catalog_id=${ID}`, catalogFromUrl],
		[`https://x/catalog_home.do?sysparm_view=catalog_default&sysparm_catalog=${ID}`, catalogFromUrl],
		[`https://x/sc_catalog.do?sys_id=${ID}`, catalogFromUrl],
		[`https://x/sp?id=sc_category&sys_id=${ID}&catalog_id=-1`, categoryFromUrl],
		[`https://x/com.glideapp.servicecatalog_category_view.do?v=1&sysparm_parent=${ID}`, categoryFromUrl],
		[`https://x/now/nav/ui/classic/params/target/sc_category.do%3Fsys_id%3D${ID}`, categoryFromUrl],
		[`https://x/sc_req_item.do?sys_id=${ID}`, requestFromUrl],
		[`https://x/nav_to.do?uri=sc_request.do%3Fsys_id%3D${ID}`, requestFromUrl],
		[`https://x/sp?id=sc_request&table=sc_request&sys_id=${ID}`, requestFromUrl],
		[`https://x/sp?id=ticket&is_new_order=true&table=sc_req_item&sys_id=${ID}`, requestFromUrl],
		[`https://x/com.glideapp.servicecatalog_checkout_view_v2.do?v=1&sysparm_sys_id=${ID}`, requestFromUrl],
		[`https://x/now/sow/record/sc_req_item/${ID}/sub`, requestFromUrl],
	])('what %s shows is read', (url, read) => {
		expect(read(url, 'Field')).toBe(ID);
	});

	it.each([
		[`https://x/sc_task.do?sys_id=${ID}`, requestFromUrl],
		[`https://x/sc_cat_item.do?sys_id=${ID}`, catalogFromUrl],
		[`https://x/sc_catalog.do?sys_id=${ID}`, categoryFromUrl],
	])('something else is refused: %s', (url, read) => {
		expect(thrown(() => read(url, 'Field'))).toMatchObject({ name: 'InputError' });
	});
});
