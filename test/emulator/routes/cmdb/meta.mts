/** `/api/now/cmdb/meta/{className}`: booleans of attributes are text here, those of rules are not. */
import { noRecord } from '../../errors.mts';
import type { ApiRequest, ApiResponse, Column, Context, Row, Store } from '../../types.mts';
import { isConfigurationItem, ruleOf } from '../identifyReconcile/rules.mts';
import type { Entry, Rule } from '../identifyReconcile/rules.mts';
import { demandRole } from './access.mts';

function attributeView(className: string, column: Column): object {
	return {
		is_inherited: String(column.table !== className),
		is_mandatory: String(column.mandatory),
		is_read_only: String(column.read_only),
		default_value: column.default_value || null,
		label: column.label,
		type: column.type,
		element: column.element,
		max_length: String(column.max_length),
		is_display: String(column.display),
	};
}

/** A search on another table needs to know which of its columns names the item. */
function identifierView({ table, attributes, order, allowNull, row }: Entry): object {
	return {
		condition: null,
		exact_count_match: table !== '',
		referenced_field: table === '' ? null : 'cmdb_ci',
		active: row.active === 'true',
		attributes: attributes.join(','),
		allow_fallback: false,
		table: table || null,
		order,
		allow_null_attribute: allowNull,
	};
}

/** What may hang on an item without being asked what it is. */
function relatedView({ table = '', attributes = '', referenced_field = '', order = '', active }: Row): object {
	return {
		condition: '',
		exact_count_match: false,
		referenced_field,
		active: active === 'true',
		attributes,
		allow_fallback: false,
		table,
		order: Number(order),
		allow_null_attribute: false,
	};
}

function ruleView(store: Store, { name, appliesTo, independent, entries, row }: Rule): object {
	return {
		related_rules: store.find('cmdb_related_entry', { identifier: row.sys_id ?? '' }).map(relatedView),
		applies_to: appliesTo,
		identifiers: entries.map(identifierView),
		name,
		description: row.description ?? '',
		active: row.active === 'true',
		is_independent: independent,
	};
}

function relationshipRules(store: Store, className: string): object[] {
	const rows: Row[] = [
		...store.find('cmdb_metadata_hosting', { parent_type: className }),
		...store.find('cmdb_metadata_containment', { parent_type: className }),
	];
	return rows.map(({ parent_type = '', child_type = '', rel_type = '' }) => ({
		parent: parent_type,
		relation_type: store.one('cmdb_rel_type', { name: rel_type })?.sys_id ?? rel_type,
		child: child_type,
	}));
}

/** The icon of the class itself, or of its closest parent that has one. */
function iconOf(store: Store, className: string): { icon: string; icon_url: string } {
	for (const table of store.schema.chain(className)) {
		const row = store.one('ngbsm_ci_type_icon', { ci_type: table });
		if (row) return { icon: row.sys_id ?? '', icon_url: row.icon_url ?? '' };
	}
	return { icon: '', icon_url: '' };
}

export function getMeta(request: ApiRequest, { store }: Context): ApiResponse {
	demandRole(request, 'itil');
	const { className = '' } = request.params;
	if (!isConfigurationItem(store, className)) throw noRecord();
	const { schema } = store;
	const rule = ruleOf(store, className);
	const result = {
		...iconOf(store, className),
		is_extendable: store.one('sys_db_object', { name: className })?.is_extendable !== 'false',
		parent: schema.chain(className)[1] ?? '',
		children: schema.descendants(className).filter((table) => schema.chain(table)[1] === className),
		name: className,
		attributes: [...schema.columns(className).values()].map((column) => attributeView(className, column)),
		relationship_rules: relationshipRules(store, className),
		label: schema.label(className),
		identification_rules: rule ? ruleView(store, rule) : {},
	};
	return { status: 200, body: { result } };
}
