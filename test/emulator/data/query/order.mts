/** In which order rows come, those that the query leaves open included. */
import { randomInt } from 'node:crypto';
import { hasChoices, isInteger, isNumeric, isReference } from '../columnTypes.mts';
import { quote } from '../database.mts';
import { keysOf } from '../view/source.mts';
import type { Order } from './ast.mts';
import type { QueryContext } from './compile.mts';
import type { Field, Scope } from './scope.mts';

/** Rows that the query puts in no order come in another one each time. */
export const SHUFFLE_TIES = 'emulator.query.shuffle_ties';

const SEEDS = 2 ** 31;

/** NULL sorts first, as empty values do on the platform. */
function sortable({ column: { type }, sql }: Field): string {
	if (!isNumeric(type)) return sql;
	return `CAST(NULLIF(${sql}, '') AS ${isInteger(type) ? 'INTEGER' : 'REAL'})`;
}

/** The primary key decides (the first of all incidents of a recorded instance has the lowest), read along the last column. */
function ties({ property, schema }: QueryContext, { alias, table }: Scope, descending: boolean): string {
	const view = schema.view(table);
	const keys = (view ? keysOf(view) : ['sys_id']).map((key) => `${alias}.${quote(key)}`);
	if (property(SHUFFLE_TIES) === 'true') return `sn_shuffle(${keys.join(' || ')}, ${randomInt(SEEDS)})`;
	return keys.map((key) => `${key}${descending ? ' DESC' : ''}`).join(', ');
}

/** References are sorted by what they show. */
export function orderClause(
	context: QueryContext,
	scope: Scope,
	order: readonly Order[],
	look: (path: string) => Field | undefined,
): string {
	const terms = order.flatMap(({ field: path, descending }) => {
		const found = look(path);
		if (!found) return [];
		const field = isReference(found.column) && !hasChoices(found.column) ? scope.text(found, path) : found;
		return [`${sortable(field)}${descending ? ' DESC' : ''}`];
	});
	return ` ORDER BY ${[...terms, ties(context, scope, order.at(-1)?.descending ?? false)].join(', ')}`;
}
