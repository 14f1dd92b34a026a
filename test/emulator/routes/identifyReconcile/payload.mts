/** What a caller reports: items with their values, and how the items belong together. */
import { ServiceNowError } from '../../errors.mts';
import { isObject } from '../../http/content/body.mts';
import type { Row } from '../../types.mts';

export interface Lookup {
	className: string;
	values: Row;
}

export interface Related extends Lookup {
	internalId: string;
}

/** The field of one item that is to hold another item. */
export interface Reference {
	/** Places in the list of items, or -1. */
	by: number;
	to: number;
	field: string;
}

export interface ObjectSource {
	source_name: string;
	source_native_key: string;
}

export interface Item {
	index: number;
	className: string;
	values: Row;
	internalId: string;
	lookup: Lookup[];
	related: Related[];
	settings: Record<string, unknown>;
	source?: ObjectSource;
	/** Existing items that this one is known to run on; the Instance API names them by id. */
	hosts?: string[];
}

export interface RelationInput {
	/** Place in the list of items, or -1. */
	parent: number;
	child: number;
	type: string;
}

export interface Payload {
	items: Item[];
	relations: RelationInput[];
	references: Reference[];
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const recordOf = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});
const textOf = (value: unknown): string =>
	value === null || value === undefined ? '' : isObject(value) ? JSON.stringify(value) : String(value);

export function valuesOf(value: unknown): Row {
	return Object.fromEntries(Object.entries(recordOf(value)).map(([name, each]) => [name, textOf(each)]));
}

function lookupOf(value: unknown): Lookup {
	const { className, values } = recordOf(value);
	return { className: textOf(className), values: valuesOf(values) };
}

export function itemOf(value: unknown, index: number): Item {
	const { className, values, internal_id, lookup, related, settings, sys_object_source_info } = recordOf(value);
	const source = recordOf(sys_object_source_info);
	const { source_name, source_native_key } = {
		source_name: textOf(source.source_name),
		source_native_key: textOf(source.source_native_key),
	};
	return {
		index,
		className: textOf(className),
		values: valuesOf(values),
		internalId: textOf(internal_id),
		lookup: listOf(lookup).map(lookupOf),
		related: listOf(related).map((each) => ({ ...lookupOf(each), internalId: textOf(recordOf(each).internal_id) })),
		settings: recordOf(settings),
		...(source_native_key && { source: { source_name, source_native_key } }),
	};
}

/** Places come as numbers or as text; ids are the callers' own. */
function placeOf(place: unknown, id: unknown, items: readonly Item[]): number {
	if (id !== undefined) return items.findIndex(({ internalId }) => internalId !== '' && internalId === textOf(id));
	const text = textOf(place);
	return /^\d+$/.test(text) && Number(text) < items.length ? Number(text) : -1;
}

export function payloadOf(body: Record<string, unknown>): Payload {
	if (!Array.isArray(body.items)) throw new ServiceNowError(500, 'Invalid payload', 'items is missing or not a list');
	const items = body.items.map(itemOf);
	const relations = listOf(body.relations).map((value): RelationInput => {
		const { parent, parent_id, child, child_id, type } = recordOf(value);
		return { parent: placeOf(parent, parent_id, items), child: placeOf(child, child_id, items), type: textOf(type) };
	});
	const references = listOf(body.referenceItems).map((value): Reference => {
		const { referenced, referencedBy, referenceField } = recordOf(value);
		const place = (id: unknown) => placeOf(undefined, id ?? '', items);
		return { by: place(referencedBy), to: place(referenced), field: textOf(referenceField) };
	});
	return { items, relations, references };
}
