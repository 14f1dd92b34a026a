import { randomUUID } from 'node:crypto';
import type { INodeProperties } from 'n8n-workflow';
import type { Steps } from '../../domain/api/request';
import { assertAnswered } from '../../domain/catalog/answers/answers';
import { findPeopleIds, peopleIn, findPersonId } from '../../domain/catalog/answers/people';
import type { CatalogItem } from '../../domain/catalog/item';
import type { RecordKey } from '../../domain/records/lookup';
import { type GivenVariables, givenVariables } from '../../properties/catalog/answers';
import { variableFields } from '../../properties/catalog/variables';
import type { Item } from '../../properties/item/item';
import { CATALOG_ITEM } from '../../properties/pickers/catalogKinds';
import { USER } from '../../properties/pickers/kinds';
import { locator, resolveLocator } from '../../properties/pickers/locator';
import { optionalKey } from '../../properties/values/work';
import { resolveNamesOption } from '../../properties/names';
import { resolveGiven } from './form';

/** A user has one cart, and with two steps orders go by way of it: all that touches it is done in item order. */
export const cartLane = (): string => 'catalog:cart';

const ALSO = 'Also Request For';

const alsoRequestForOption: INodeProperties = {
	displayName: ALSO,
	name: 'alsoRequestFor',
	type: 'string',
	default: '',
	placeholder: 'e.g. beth.anglin, abel.tuter@example.com',
	description:
		'Further people who get the item, at most 50: sys_ids, user names or emails, separated by commas. The item needs a Requested For variable that allows it; if one of them may not have the item, nothing is ordered.',
};

export const lineOptions: INodeProperties[] = [alsoRequestForOption, resolveNamesOption];

export const quantityField: INodeProperties = {
	displayName: 'Quantity',
	name: 'quantity',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	required: true,
	description: 'How many, as a whole number',
};

/** What is ordered, how many, for whom, and the answers to its form. */
export const lineFields: INodeProperties[] = [
	locator(CATALOG_ITEM, { name: 'item', description: 'The item of the service catalog to order' }),
	quantityField,
	...variableFields({ method: 'getItemVariables', dependsOn: 'item' }),
	locator(USER, {
		name: 'requestedFor',
		displayName: 'Requested For',
		required: false,
		description: 'Who gets the item; the signed-in user where nobody is chosen',
	}),
];

/** What the user entered for one item to order. */
export interface Line {
	key: RecordKey;
	quantity: string;
	given: GivenVariables;
	requestedFor: RecordKey | undefined;
	alsoRequestFor: string[];
}

/** @throws InputError before anything is sent */
export function readLine(item: Item): Line {
	return {
		key: resolveLocator(item, CATALOG_ITEM, 'item'),
		quantity: String(item.count('quantity', 'Quantity')),
		given: givenVariables(item),
		requestedFor: optionalKey(item, USER, 'requestedFor'),
		alsoRequestFor: peopleIn(item.collection('options').alsoRequestFor, ALSO),
	};
}

/** The body of an order, complete: names are looked up and mandatory variables are there. */
export function* resolveBody(
	item: Item,
	catalogItem: CatalogItem | undefined,
	{ quantity, given, requestedFor, alsoRequestFor }: Line,
): Steps<OrderBody> {
	const variables = yield* resolveGiven(item, catalogItem, given);
	assertAnswered(catalogItem?.variables ?? [], variables);
	const also = yield* findPeopleIds(item.cache, ALSO, alsoRequestFor);
	return {
		sysparm_quantity: quantity,
		variables,
		...(requestedFor === undefined
			? {}
			: { sysparm_requested_for: yield* findPersonId(item.cache, 'Requested For', requestedFor) }),
		...(also.length === 0 ? {} : { sysparm_also_request_for: also.join(',') }),
		sysparm_item_guid: newId(),
	};
}

export interface OrderBody {
	sysparm_quantity: string;
	variables: Record<string, string>;
	sysparm_requested_for?: string;
	sysparm_also_request_for?: string;
	/** As the portal's own page sends it: the id that the entry of the cart gets. */
	sysparm_item_guid: string;
}

export function newId(): string {
	return randomUUID().replaceAll('-', '');
}
