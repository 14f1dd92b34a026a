import type { FieldType, ILoadOptionsFunctions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import { ExecutionCache } from '../domain/api/executionCache';
import { apiPath, recordOf, type Steps } from '../domain/api/request';
import type { VariableKind } from '../domain/catalog/answers/questionTypes';
import type { Variable } from '../domain/catalog/answers/variables';
import { readEntries } from '../domain/catalog/cart';
import { findCatalogId, readItem } from '../domain/catalog/item';
import { findSysId } from '../domain/records/lookup';
import type { Item } from '../properties/item/item';
import { CATALOG_ITEM, ORDER_GUIDE, RECORD_PRODUCER, resolveCartItem } from '../properties/pickers/catalogKinds';
import { type LocatorKind, resolveLocator } from '../properties/pickers/locator';
import { recordOfSubject } from '../properties/pickers/subject';
import { SUBJECTS } from '../properties/pickers/subjects';
import { perform } from '../transport/items/perform';
import type { Connection } from '../transport/sending/connection';
import { currentParameters, formOf, withConnection } from './context';
import { hintFor, TRUE_OR_FALSE } from './formFields';

/** Where the chosen catalog item is found; '' where none can be told from what is chosen. */
type ItemOf = (item: Item) => Steps<string>;

const UNKNOWN = 'Choose the item first; then its variables appear here.';
const BY_EXPRESSION =
	'The item is chosen by an expression, so that its form is not known here. Map the input automatically, or choose Variables → By Name.';
const NO_VARIABLES = 'The form asks nothing: no variables are needed.';
const UNREADABLE =
	'The form cannot be read by the signed-in user. Map the input automatically, or choose Variables → By Name.';

function itemIn(kind: LocatorKind): ItemOf {
	return function* (item) {
		return yield* findCatalogId(item.cache, kind.table, resolveLocator(item, kind, 'item'));
	};
}

function* findItemInCart(item: Item): Steps<string> {
	const chosen = resolveCartItem(item);
	const entry = (yield* readEntries()).find(({ cart_item_id }) => cart_item_id === chosen);
	return String(entry?.catalog_item_id ?? '');
}

function* findRequestedItem(item: Item): Steps<string> {
	const { table, key } = recordOfSubject(SUBJECTS.requestedItem, item);
	const sys_id = yield* findSysId(table, key);
	const response = yield {
		method: 'GET',
		path: apiPath`/api/now/table/${table}/${sys_id}`,
		query: { sysparm_fields: 'cat_item', sysparm_exclude_reference_link: 'true' },
	};
	return String(recordOf(response).cat_item ?? '');
}

/** A form made from the questions of the chosen item. `isOrder`: nothing is required to correct answers that are there. */
function form(locator: string, itemOf: ItemOf, isOrder: boolean) {
	return async function (this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		const item = currentParameters(this);
		const chosen = String(item.collection(locator).value ?? '').trim();
		if (chosen === '') return { fields: [], emptyFieldsNotice: UNKNOWN };
		if (chosen.startsWith('=')) return { fields: [], emptyFieldsNotice: BY_EXPRESSION };
		const read = async (connection: Connection): Promise<ResourceMapperFields> => {
			const sys_id = await perform(connection, itemOf(item));
			const catalogItem = sys_id === '' ? undefined : await perform(connection, readItem(new ExecutionCache(), sys_id));
			if (catalogItem === undefined) return { fields: [], emptyFieldsNotice: UNREADABLE };
			const asked = catalogItem.variables.filter(({ readOnly }) => !readOnly);
			const isShared = (label: string) => asked.filter((each) => each.label === label).length > 1;
			const fields = asked.map((each) => formField(each, isOrder, isShared));
			return fields.length === 0 ? { fields, emptyFieldsNotice: NO_VARIABLES } : { fields };
		};
		return await formOf(this, async () => await withConnection(this, read));
	};
}

/** n8n's form field for a question. Records and tables of answers are text: they may be given by name, and as JSON. */
const FIELD_TYPES: Partial<Record<VariableKind, FieldType>> = {
	// A check box would be sent, whether somebody has touched it or not.
	boolean: 'options',
	date: 'dateTime',
	dateTime: 'dateTime',
};

function formField(variable: Variable, isOrder: boolean, isShared: (label: string) => boolean): ResourceMapperField {
	const { name, kind, mandatory, defaultValue } = variable;
	const choices = variable.choices.filter(({ value }) => value !== '');
	const closed = (kind === 'choice' || kind === 'yesNo') && choices.length > 0;
	return {
		id: name,
		// What has a default need not be filled in, and what a check box must be is known to ServiceNow alone.
		displayName: shownName(variable, isShared, isOrder && mandatory && defaultValue === '' && kind !== 'boolean'),
		// n8n would frame it in red before anybody has typed; it is asked for when the node runs.
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		// Mandatory questions stand in the form.
		removed: !mandatory,
		readOnly: false,
		type: closed ? 'options' : (FIELD_TYPES[kind] ?? 'string'),
		...(closed ? { options: choices.map(({ value, label }) => ({ name: label, value })) } : {}),
		...(kind === 'boolean' ? { options: TRUE_OR_FALSE } : {}),
	};
}

/** The question, its name where others ask the same, and in which form it is answered. */
function shownName(
	{ name, label, kind, reference }: Variable,
	isShared: (label: string) => boolean,
	withStar: boolean,
): string {
	const technical = isShared(label) ? ` [${name}]` : '';
	const form = hintFor({ type: '', reference, family: 'reference', targets: [] });
	const table = kind === 'rows' ? ' as JSON' : '';
	return `${label || name}${withStar ? '*' : ''}${technical}${form}${table}`;
}

export const catalogVariables = {
	getItemVariables: form('item', itemIn(CATALOG_ITEM), true),
	getGuideVariables: form('item', itemIn(ORDER_GUIDE), true),
	getProducerVariables: form('item', itemIn(RECORD_PRODUCER), true),
	getCartItemVariables: form('cartItem', findItemInCart, false),
	getRequestedItemVariables: form('record', findRequestedItem, false),
};
