/** What a fresh instance is made of. */
import type { Row } from './types.mts';

/** sys_dictionary.reference_cascade_rule: the records that refer to a deleted one go too, forbid it, or stay as they are. */
export type CascadeRule = 'delete' | 'restrict' | 'none';

export interface ColumnSeed {
	element: string;
	label: string;
	/** sys_dictionary.internal_type. */
	type: string;
	max_length?: number;
	reference?: string;
	reference_key?: string;
	mandatory?: boolean;
	read_only?: boolean;
	display?: boolean;
	unique?: boolean;
	cascade?: CascadeRule;
	default_value?: string;
	/** Value and label, in display order. Makes the column a dropdown unless `choice` says otherwise. */
	choices?: ReadonlyArray<readonly [value: string, label: string, dependent_value?: string]>;
	choice?: '1' | '2' | '3';
	dependent?: string;
}

export interface TableSeed {
	name: string;
	label: string;
	super_class?: string;
	/** sys_id of the application that it belongs to; `global` otherwise. */
	scope?: string;
	/** Numbering of new records, as a `sys_number` row: `{ prefix: 'INC', base: 1000 }`. */
	number?: { prefix: string; base: number };
	columns: ColumnSeed[];
	/** Dictionary overrides of inherited columns. */
	overrides?: Record<string, Partial<Pick<ColumnSeed, 'default_value' | 'mandatory' | 'read_only' | 'display'>>>;
}

/**
 * Any one of the roles is enough; an empty list lets every signed-in user through. The most specific rule wins: field,
 * then table, up the class chain, then `*`.
 */
export interface AclSeed {
	table: string;
	element?: string;
	operation: 'read' | 'write' | 'create' | 'delete';
	/** The role `nobody` stops even an administrator. */
	roles: string[];
	/** Encoded query that the record must match too (rules of a table only): `caller_id=javascript:gs.getUserID()`. */
	condition?: string;
}

export interface Seed {
	tables: TableSeed[];
	acls: AclSeed[];
	/** Rows in the order they are to be inserted, as they stand in the database. Missing columns are filled with defaults. */
	rows: Array<{ table: string; row: Row }>;
}
