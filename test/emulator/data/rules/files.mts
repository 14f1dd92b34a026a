import { fileColumns } from '../meta/files.mts';
import { changed } from './change.mts';
import type { Rule } from './change.mts';

/** The name of an application file follows what it shows; where it belongs is said once. */
export const fileRule: Rule = (change) => {
	const { engine, table, before, after } = change;
	const shown = engine.schema.displayColumn(table);
	if (before && !changed(change, shown)) return;
	if (before) after.sys_name = after[shown] ?? '';
	Object.assign(after, fileColumns(table, after, after[shown] ?? ''));
};
