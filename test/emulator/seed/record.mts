/** Rows of the seed: ids that never change, fixed times, the sys_ columns that each row has. */
import { createHash } from 'node:crypto';
import type { Row, Seed, TableSeed } from '../types.mts';
import type { Choices } from './columns.mts';

export type SeedRow = Seed['rows'][number];

/** The same key gives the same sys_id in every run, so that tests and examples may name records. */
export function sysId(table: string, key: string): string {
	return createHash('md5').update(`${table}/${key}`).digest('hex');
}

const DAY = 86_400_000;
/** All demo times are counted from here, never from the real clock. */
const START = Date.UTC(2025, 0, 6, 8, 0, 0);

/** UTC `yyyy-MM-dd HH:mm:ss`, so many days and minutes after the first day of the demo data. */
export function at(days: number, minutes = 0): string {
	return new Date(START + days * DAY + minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** A duration as the platform stores it: a date-time counted from the epoch. */
export function lasting(minutes: number): string {
	return new Date(minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * A row with its sys_ columns. `key` names the record inside the seed; give `sys_id` in the values for a well-known id.
 * Out-of-the-box rows were written by the vendor's `glide.maint`, which is no user record.
 */
export function record(table: string, key: string, values: Row): SeedRow {
	const created = values.sys_created_on ?? at(0);
	return {
		table,
		row: {
			sys_id: sysId(table, key),
			sys_created_on: created,
			sys_created_by: 'glide.maint',
			sys_updated_on: created,
			sys_updated_by: values.sys_created_by ?? 'glide.maint',
			sys_mod_count: '0',
			...values,
		},
	};
}

/** A row of a class hierarchy, which also tells its class and its domain. */
export function classed(table: string, key: string, values: Row): SeedRow {
	return record(table, key, { sys_class_name: table, sys_domain: 'global', sys_domain_path: '/', ...values });
}

/** Choices that a child table has of its own for a column it inherits (`incident.state`). */
export function ownChoices(table: TableSeed['name'], element: string, choices: Choices): SeedRow[] {
	return choices.map(([value, label, dependent_value = ''], index) =>
		record('sys_choice', `${table}.${element}.${dependent_value}.${value}`, {
			name: table,
			element,
			value,
			label,
			sequence: String(index),
			inactive: 'false',
			language: 'en',
			dependent_value,
		}),
	);
}
