import type { Json } from '../api/json';
import { isObject, objectsIn } from '../api/request';

/** The parts of a class's description. */
export type MetadataPart = 'attributes' | 'relationships' | 'identification';

/** What the Meta API tells of a class, without what only programs need. `types`: names of relation types by sys_id. */
export function compactMetadata(meta: Json, parts: MetadataPart[], types: ReadonlyMap<string, string>): Json {
	const { name, label, parent, children, is_extendable } = meta;
	return {
		name,
		label,
		parent,
		children: Array.isArray(children) ? children : [],
		is_extendable: flag(is_extendable),
		...(parts.includes('attributes') ? { attributes: objectsIn(meta.attributes).map(attribute).sort(byName) } : {}),
		...(parts.includes('relationships')
			? { relationship_rules: objectsIn(meta.relationship_rules).map((rule) => relationshipRule(rule, types)) }
			: {}),
		...(parts.includes('identification') ? { identification_rule: identificationRule(meta.identification_rules) } : {}),
	};
}

/** The sys_ids of the relation types that its rules name. */
export function relationTypesOf({ relationship_rules }: Json): string[] {
	const ids = objectsIn(relationship_rules).map(({ relation_type }) => relation_type);
	return [...new Set(ids.filter((id): id is string => typeof id === 'string' && id !== ''))];
}

function attribute({ element, label, type, max_length, default_value, ...flags }: Json): Json {
	return {
		name: element,
		label,
		type,
		max_length: Number(max_length),
		...(default_value === null || default_value === undefined || default_value === '' ? {} : { default_value }),
		mandatory: flag(flags.is_mandatory),
		read_only: flag(flags.is_read_only),
		inherited: flag(flags.is_inherited),
		display: flag(flags.is_display),
	};
}

function relationshipRule({ parent, child, relation_type }: Json, types: ReadonlyMap<string, string>): Json {
	return { parent, relation_type: types.get(String(relation_type)) ?? relation_type, child };
}

/** @returns null for a class that has none: its items cannot be identified */
function identificationRule(rule: unknown): Json | null {
	if (!isObject(rule) || Object.keys(rule).length === 0) return null;
	const { name, applies_to, is_independent, active } = rule;
	const identifiers = objectsIn(rule.identifiers)
		.map(({ attributes, table, order, active: isActive, allow_null_attribute }) => ({
			order: Number(order),
			attributes: names(attributes),
			search_on: table || applies_to,
			allow_empty: flag(allow_null_attribute),
			active: flag(isActive),
		}))
		.sort((a, b) => a.order - b.order);
	return { name, applies_to, is_independent: flag(is_independent), active: flag(active), identifiers };
}

function names(list: unknown): string[] {
	return String(list ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
}

/** The API spells the booleans of attributes out as text. */
function flag(value: unknown): boolean {
	return value === true || value === 'true';
}

function byName(a: Json, b: Json): number {
	return String(a.name).localeCompare(String(b.name));
}
