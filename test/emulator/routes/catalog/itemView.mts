/** A catalog item as JSON: real booleans and numbers, null for nothing, prices as texts. */
import type { Row, Session, Store } from '../../types.mts';
import { amount, CURRENCY, hasPrice, money } from './money.mts';
import { questionsOf } from './questions.mts';
import { catalogsOf, typeOf } from './shop.mts';
import { rowSetViews, variableViews } from './variableView.mts';

interface Title {
	sys_id: string;
	title: string | null;
}

const titled = (row: Row | undefined): Title => ({ sys_id: row?.sys_id ?? '', title: row?.title || null });

/** `yearly` is shown as `Annually`; nothing recurring is null. */
export function frequencyLabel(store: Store, frequency: string | undefined): string | null {
	if (!frequency) return null;
	const choices = store.schema.choices('sc_cat_item', 'recurring_frequency');
	return choices.find(({ value }) => value === frequency)?.label ?? frequency;
}

/** Left out altogether where the item shows no price. */
function prices(store: Store, item: Row): object {
	const price = money(amount(item.price));
	const recurring = money(amount(item.recurring_price));
	return {
		recurring_price: recurring,
		local_currency: CURRENCY,
		recurring_price_currency: CURRENCY,
		localized_price: price,
		price,
		recurring_frequency: frequencyLabel(store, item.recurring_frequency),
		localized_recurring_price: recurring,
		price_currency: CURRENCY,
	};
}

function common(store: Store, item: Row): Record<string, unknown> {
	const type = typeOf(store, item);
	const show_price = type === 'catalog_item' && hasPrice(item);
	return {
		short_description: item.short_description || null,
		icon: item.icon ?? '',
		description: item.description || null,
		show_price,
		type,
		sys_id: item.sys_id ?? '',
		catalogs: catalogsOf(store, item).map(titled),
		name: item.name ?? '',
		category: titled(store.one('sc_category', { sys_id: item.category ?? '' })),
		...(show_price ? prices(store, item) : {}),
	};
}

export function itemSummary(store: Store, item: Row): Record<string, unknown> {
	return {
		...common(store, item),
		kb_article: '',
		show_quantity: item.no_quantity !== 'true',
		sys_class_name: item.sys_class_name ?? '',
		picture: item.picture ?? '',
		url: '',
		content_type: '',
		order: Number(item.order) || 0,
	};
}

/** Policies, scripts and look-ups belong to forms, which this instance does not run. */
function formParts(store: Store, session: Session, item: Row): object {
	return {
		variables: [
			...variableViews(store, session, questionsOf(store, item.sys_id ?? '')),
			...rowSetViews(store, session, item.sys_id ?? ''),
		],
		ui_policy: [],
		client_script: { onChange: [], onSubmit: [], onLoad: [] },
		data_lookup: [],
	};
}

interface CategoryPath {
	sys_id: string;
	active: boolean;
	title: string | null;
	category?: CategoryPath;
}

/** From the outermost category inwards. */
function pathTo(store: Store, sys_id: string): CategoryPath | undefined {
	let path: CategoryPath | undefined;
	const seen = new Set<string>();
	for (let row = store.one('sc_category', { sys_id }); row && !seen.has(row.sys_id ?? ''); ) {
		seen.add(row.sys_id ?? '');
		path = { ...titled(row), active: row.active === 'true', ...(path && { category: path }) };
		row = row.parent ? store.one('sc_category', { sys_id: row.parent }) : undefined;
	}
	return path;
}

export function itemDetail(store: Store, session: Session, item: Row): Record<string, unknown> {
	const links = store.find('sc_cat_item_category', { sc_cat_item: item.sys_id ?? '' });
	const categories = new Set([item.category ?? '', ...links.map((link) => link.sc_category ?? '')]);
	return {
		...itemSummary(store, item),
		categories: [...categories].flatMap((category) => pathTo(store, category) ?? []),
		...formParts(store, session, item),
	};
}

/** An item that an order guide proposes: no quantity to choose, and the order of its rule as a text. */
export function guideItem(store: Store, session: Session, item: Row, order: string): Record<string, unknown> {
	return {
		...common(store, item),
		show_quantity: false,
		quantity: '1',
		order,
		...formParts(store, session, item),
	};
}
