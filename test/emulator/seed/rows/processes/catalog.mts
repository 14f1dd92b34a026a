/** Catalogs, categories, items with their variables, and a few requests that were made from them. */
import type { Row } from '../../../types.mts';
import { at, record, sysId } from '../../record.mts';
import type { SeedRow } from '../../record.mts';
import { EXTRA_ITEMS } from './catalogExtras.mts';
import { ITEMS } from './catalogItems.mts';
import type { Item, Question, VariableSet } from './catalogItems.mts';
import { groupId } from '../foundation/groups.mts';
import { userId } from '../foundation/people.mts';
import { dayOf, number, pick, task } from './tasks.mts';

const CATALOGS = [
	['Service Catalog', 'What everybody can order', 'e0d08b13c3330100c8b837659bba8fb4'],
	['Technical Catalog', 'What the IT department can order', '742ce428d7211100f2d224837e61036d'],
] as const;

/** Title, description, catalog, parent. */
const CATEGORIES = [
	['Hardware', 'Laptops, phones, screens', 'Service Catalog', ''],
	['Tablets', 'Tablets of all sizes', 'Service Catalog', 'Hardware'],
	['Software', 'Licences', 'Service Catalog', ''],
	['Access', 'Accounts and folders', 'Service Catalog', ''],
	['Office', 'Cards, rooms, supplies', 'Service Catalog', ''],
	['Services', 'Ask for help', 'Service Catalog', ''],
	['Infrastructure', 'Servers and storage', 'Technical Catalog', ''],
	['Standard Changes', 'Changes that are approved beforehand', 'Technical Catalog', ''],
] as const;

const KNOWN_CATEGORY: Record<string, string> = {
	Hardware: 'd258b953c611227a0146101fb1be7c31',
	Tablets: 'b06546f23731300054b6a3549dbe5dd8',
	Office: '109cdff8c6112276003b17991a09ad65',
	Services: '109f0438c6112276003ae8ac13e7009d',
};

const categoryId = (title: string): string => KNOWN_CATEGORY[title] ?? sysId('sc_category', title);

function catalogOf(category: string): string {
	const title = CATEGORIES.find(([name]) => name === category)?.[2];
	const found = CATALOGS.find(([name]) => name === title);
	if (!found) throw new Error(`No category '${category}' in the seed`);
	return found[2];
}

function tableOf({ producer, guide }: Item): string {
	if (guide) return 'sc_cat_item_guide';
	return producer ? 'sc_cat_item_producer' : 'sc_cat_item';
}

export const itemId = (item: Item): string => item.sys_id ?? sysId(tableOf(item), item.name);

function questionRows(owner: string, home: Row, question: Question, index: number): SeedRow[] {
	const key = `${owner}/${question.name}`;
	const id = question.sys_id ?? sysId('item_option_new', key);
	return [
		record('item_option_new', key, {
			sys_id: id,
			name: question.name,
			question_text: question.label,
			type: question.type,
			...home,
			order: String((index + 1) * 100),
			mandatory: String(question.mandatory ?? false),
			reference: question.reference ?? '',
			default_value: question.default_value ?? '',
			read_only: 'false',
			hidden: 'false',
			active: 'true',
			include_none: String(question.choices !== undefined && !question.mandatory),
			sys_class_name: 'item_option_new',
			...question.extra,
		}),
		...(question.choices ?? []).map(([value, text, misc = ''], order) =>
			record('question_choice', `${key}/${value}`, {
				question: id,
				value,
				text,
				misc,
				order: String(order * 100),
				inactive: 'false',
			}),
		),
	];
}

function setRows(item: Item, { internal_name, title, multiRow, questions }: VariableSet, index: number): SeedRow[] {
	const variable_set = sysId('item_option_new_set', internal_name);
	const order = String((index + 1) * 1000);
	const type = multiRow ? 'one_to_many' : 'one_to_one';
	return [
		record('item_option_new_set', internal_name, { sys_id: variable_set, internal_name, title, type, order }),
		record('io_set_item', `${item.name}/${internal_name}`, { variable_set, sc_cat_item: itemId(item), order }),
		...questions.flatMap((question, place) => questionRows(internal_name, { variable_set }, question, place)),
	];
}

/** Producers and guides are forms: nobody puts them into a cart, and no group delivers them. */
function formOf({ producer, guide }: Item): Row {
	return {
		group: producer || guide ? '' : groupId('Catalog Fulfillment'),
		no_cart: String(producer !== undefined || guide !== undefined),
		...(producer ? { table_name: producer } : {}),
		...(guide ? { two_step: 'false', cascade: 'false' } : {}),
	};
}

function itemRows(item: Item): SeedRow[] {
	const [recurring_price = '', recurring_frequency = ''] = item.recurring ?? [];
	const catalog = catalogOf(item.category);
	return [
		record(tableOf(item), item.name, {
			sys_id: itemId(item),
			name: item.name,
			sys_name: item.name,
			short_description: item.short_description,
			description: `<p>${item.short_description}.</p>`,
			active: item.active ?? 'true',
			category: categoryId(item.category),
			sc_catalogs: catalog,
			price: item.price,
			recurring_price,
			recurring_frequency,
			type: 'item',
			order: '0',
			delivery_time: '1970-01-03 00:00:00',
			no_quantity: item.noQuantity ?? 'false',
			no_order: 'false',
			sys_scope: 'global',
			...formOf(item),
			...item.extra,
			sys_class_name: tableOf(item),
		}),
		record('sc_cat_item_category', item.name, { sc_cat_item: itemId(item), sc_category: categoryId(item.category) }),
		record('sc_cat_item_catalog', item.name, { sc_cat_item: itemId(item), sc_catalog: catalog }),
		...item.questions.flatMap((question, index) =>
			questionRows(item.name, { cat_item: itemId(item) }, question, index),
		),
		...(item.sets ?? []).flatMap((set, index) => setRows(item, set, index)),
		...(item.guide ?? []).map((rule) =>
			record('sc_cat_item_guide_items', `${item.name}/${rule.item}`, { ...rule, guide: itemId(item), active: 'true' }),
		),
	];
}

const shopRows: SeedRow[] = [
	...CATALOGS.map(([title, description, sys_id]) =>
		record('sc_catalog', title, { sys_id, title, description, active: 'true', sys_class_name: 'sc_catalog' }),
	),
	...CATEGORIES.map(([title, description, , parent], index) =>
		record('sc_category', title, {
			sys_id: categoryId(title),
			title,
			description,
			sc_catalog: catalogOf(title),
			parent: parent && categoryId(parent),
			active: 'true',
			order: String(index * 100),
			sys_class_name: 'sc_category',
		}),
	),
];

/** The first answer that a list offers, or any. */
function answersOf(item: Item): Array<readonly [question: string, value: string]> {
	return item.questions
		.filter(({ type }) => type === '5' || type === '6')
		.map((question) => [
			question.sys_id ?? sysId('item_option_new', `${item.name}/${question.name}`),
			question.choices?.[0]?.[0] ?? 'as before',
		]);
}

function answerRows(ritm: string, item: Item): SeedRow[] {
	return answersOf(item).flatMap(([question, value], index) => {
		const key = `${ritm}/${String(index)}`;
		return [
			record('sc_item_option', key, { item_option_new: question, value, order: String(index * 100) }),
			record('sc_item_option_mtom', key, {
				request_item: sysId('sc_req_item', ritm),
				sc_item_option: sysId('sc_item_option', key),
			}),
		];
	});
}

/** A request, its item, the item's answers and the task that delivers it. */
function requestRows(item: Item, n: number): SeedRow[] {
	const [request, ritm] = [number('REQ', n), number('RITM', n)];
	const requestId = sysId('sc_request', request);
	const done = n % 3 === 0;
	const requester = userId(pick(['employee', 'nadia.osei', 'hiro.tanaka'], n));
	const shared = {
		opened_by: requester,
		opened_at: at(dayOf(n), 15),
		active: String(!done),
		state: done ? '3' : '1',
		approval: 'approved',
	};
	return [
		task('sc_request', {
			...shared,
			number: request,
			requested_for: requester,
			short_description: '',
			price: item.price,
			request_state: done ? 'closed_complete' : 'in_process',
			stage: done ? 'closed_complete' : 'requested',
		}),
		task('sc_req_item', {
			...shared,
			number: ritm,
			requested_for: requester,
			short_description: item.short_description,
			request: requestId,
			parent: requestId,
			cat_item: itemId(item),
			quantity: '1',
			price: item.price,
			stage: done ? 'complete' : 'fulfillment',
			sc_catalog: catalogOf(item.category),
		}),
		task('sc_task', {
			...shared,
			number: number('SCTASK', n),
			short_description: `Deliver: ${item.name}`,
			request: requestId,
			request_item: sysId('sc_req_item', ritm),
			parent: sysId('sc_req_item', ritm),
			assignment_group: groupId('Catalog Fulfillment'),
		}),
		...answerRows(ritm, item),
	];
}

const ordered = ITEMS.filter(({ producer, active }) => !producer && active !== 'false').slice(0, 6);

export const catalogRows: SeedRow[] = [
	...shopRows,
	...[...ITEMS, ...EXTRA_ITEMS].flatMap(itemRows),
	...ordered.flatMap((item, index) => requestRows(item, index + 1)),
];
