/** By what a class is recognised, and on what it has to run. */
import type { Row, Store } from '../../types.mts';

export interface Entry {
	sys_id: string;
	/** '' searches the class that the rule applies to. */
	table: string;
	attributes: string[];
	order: number;
	allowNull: boolean;
	row: Row;
}

export interface Rule {
	row: Row;
	name: string;
	appliesTo: string;
	/** A dependent class is recognised only together with what it runs on. */
	independent: boolean;
	entries: Entry[];
}

const namesOf = (list: string): string[] =>
	list
		.split(',')
		.map((name) => name.trim())
		.filter(Boolean);

function entriesOf(store: Store, identifier: string): Entry[] {
	const rows = store.find('cmdb_identifier_entry', { identifier, active: 'true' });
	return rows
		.map((row) => ({
			sys_id: row.sys_id ?? '',
			table: row.table ?? '',
			attributes: namesOf(row.attributes ?? ''),
			order: Number(row.order) || 0,
			allowNull: row.allow_null_attribute === 'true',
			row,
		}))
		.sort((left, right) => left.order - right.order);
}

/** The rule of the class itself or of its closest parent that has one. */
export function ruleOf(store: Store, className: string): Rule | undefined {
	for (const table of store.schema.chain(className)) {
		const row = store.one('cmdb_identifier', { applies_to: table, active: 'true' });
		if (!row) continue;
		const { sys_id = '', name = '', applies_to = '', independent } = row;
		return {
			row,
			name,
			appliesTo: applies_to,
			independent: independent !== 'false',
			entries: entriesOf(store, sys_id),
		};
	}
	return undefined;
}

export interface HostingRule {
	parent: string;
	child: string;
	relation: string;
}

/** `cmdb_ci_db_mssql_instance` → runs on → `cmdb_ci_hardware`. */
export function hostingRules(store: Store, className: string): HostingRule[] {
	return store.schema
		.chain(className)
		.flatMap((parent_type) => store.find('cmdb_metadata_hosting', { parent_type }))
		.map(({ parent_type = '', child_type = '', rel_type = '' }) => ({
			parent: parent_type,
			child: child_type,
			relation: rel_type,
		}));
}

export const isConfigurationItem = (store: Store, className: string): boolean =>
	store.schema.chain(className).includes('cmdb');
