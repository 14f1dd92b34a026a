/**
 * Parents whose children keep tables of their own ("table per class"): the application files share columns, not rows. Every
 * other hierarchy has all its rows in one table.
 */
import { quote } from '../database.mts';

const FAMILIES: ReadonlySet<string> = new Set(['sys_metadata']);

export const isFamily = (table: string): boolean => FAMILIES.has(table);

/** The table of the chain that holds the rows: the last one, or the one below a family. */
export function storageOf(chain: readonly string[]): string {
	const parent = chain.findIndex((name, index) => index > 0 && isFamily(name));
	return chain[parent < 0 ? chain.length - 1 : parent - 1] ?? '';
}

/** The rows of all children as one table, with the columns that they share. */
export function unionOf(storages: readonly string[], elements: Iterable<string>): string {
	const columns = [...new Set([...elements, 'sys_id', 'sys_class_name'])].map(quote).join(', ');
	return `(${storages.map((name) => `SELECT ${columns} FROM ${quote(name)}`).join(' UNION ALL ')})`;
}
