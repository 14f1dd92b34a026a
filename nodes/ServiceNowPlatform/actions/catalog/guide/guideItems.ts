import type { INodeProperties } from 'n8n-workflow';
import { sysId } from '../../../domain/address/record';
import { InputError } from '../../../domain/failure/inputError';
import { type Json, parsedJson } from '../../../domain/api/json';
import { isObject } from '../../../domain/api/request';
import type { Item } from '../../../properties/item/item';

const FIELD = 'Items';
const EXAMPLE = '[{"sys_id": "04b7e94b4f7b4200086eeed18110c7fd", "quantity": 1, "variables": {"acrobat": true}}]';

export const guideItemsField: INodeProperties = {
	displayName: FIELD,
	name: 'items',
	type: 'json',
	default: '[]',
	required: true,
	description: `What to order, as a list such as ${EXAMPLE}. The items that Submit Order Guide returns can be given as they are.`,
};

const SHARED = 'Answers for All Items';

export const sharedAnswersOption: INodeProperties = {
	displayName: SHARED,
	name: 'sharedAnswers',
	type: 'json',
	default: '{}',
	description:
		'An object with values by variable name. Each item takes those that its form has and that are not given for it.',
};

/** @throws InputError when it is no object */
export function sharedAnswers(item: Item): Json {
	const given = parsedJson(item.collection('options').sharedAnswers ?? {}, SHARED);
	if (isObject(given)) return given;
	throw new InputError(SHARED, 'It is not an object', 'Enter an object such as {"cost_center": "C1"}.');
}

/** An item to order, and what is answered to its form. */
export interface GuideItem {
	sys_id: string;
	quantity: string;
	values: Json;
}

/** @throws InputError when it is no list of items, or an empty one */
export function guideItems(item: Item): GuideItem[] {
	const given = parsedJson(item.raw('items') ?? [], FIELD);
	if (Array.isArray(given) && given.length > 0 && given.every(isObject)) return given.map(guideItem);
	throw new InputError(FIELD, 'It is not a list of items', `Give a list such as ${EXAMPLE}.`);
}

function guideItem(entry: Json): GuideItem {
	const { variables, sys_id = '', quantity = 1 } = entry;
	const count = Number(quantity);
	if (!Number.isInteger(count) || count < 1) {
		throw new InputError(FIELD, `"${String(quantity)}" is not a quantity`, 'Use a whole number from 1.');
	}
	// A list is that of the questions, as Submit Order Guide has it: the form's own answers hold.
	const values = isObject(variables) ? variables : {};
	return { sys_id: sysId(String(sys_id), FIELD), quantity: String(count), values };
}
