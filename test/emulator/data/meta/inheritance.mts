/** What a table has from its parents, and what its children have from it. */
import type { Column, Row } from '../../types.mts';
import type { Picture, Tables } from './picture.mts';

function overridden(column: Column, override: Row | undefined, label: string | undefined): Column {
	const result = { ...column, label: label || column.label };
	if (!override) return result;
	for (const key of ['mandatory', 'read_only', 'display'] as const) {
		if (override[`${key}_override`] === 'true') result[key] = override[key] === 'true';
	}
	if (override.default_value_override === 'true') result.default_value = override.default_value ?? '';
	return result;
}

export function chainOf(tables: Tables, table: string): string[] {
	const chain: string[] = [];
	for (
		let name = table;
		name && tables.label.has(name) && !chain.includes(name);
		name = tables.parent.get(name) ?? ''
	) {
		chain.push(name);
	}
	return chain;
}

/** What a table says of columns that it inherits. */
function touchedBy({ overrides, labels }: Picture, table: string): Set<string> {
	return new Set([...(overrides.get(table)?.keys() ?? []), ...(labels.get(table)?.keys() ?? [])]);
}

/** From the root down, so that the closest declaration and the closest override win. */
export function columnsOf(picture: Picture, chain: readonly string[]): Map<string, Column> {
	const columns = new Map<string, Column>();
	for (const table of [...chain].reverse()) {
		for (const [element, column] of picture.columns.get(table) ?? []) columns.set(element, column);
		for (const element of touchedBy(picture, table)) {
			const column = columns.get(element);
			if (!column) continue;
			const label = column.table === table ? undefined : picture.labels.get(table)?.get(element);
			columns.set(element, overridden(column, picture.overrides.get(table)?.get(element), label));
		}
	}
	return columns;
}

export function displayOf(columns: ReadonlyMap<string, Column>, chain: readonly string[]): string {
	for (const table of chain) {
		for (const column of columns.values()) if (column.display && column.table === table) return column.element;
	}
	for (const column of columns.values()) if (column.display) return column.element;
	return ['name', 'u_name', 'number', 'u_number'].find((name) => columns.has(name)) ?? 'sys_created_on';
}

export function descendantsOf(tables: Tables, table: string): string[] {
	return [table, ...(tables.children.get(table) ?? []).flatMap((child) => descendantsOf(tables, child))];
}

export function referrersOf(picture: Picture, chain: readonly string[]): Column[] {
	const all = [...picture.columns.values()].flatMap((columns) => [...columns.values()]);
	return all.filter(
		({ type, reference, reference_key }) => type === 'reference' && reference_key === '' && chain.includes(reference),
	);
}
