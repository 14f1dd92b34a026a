/** `locationIN_HIERARCHY<id>`: the record itself or anything below it, followed through the target table's `parent`. */
import { isReference } from '../columnTypes.mts';
import { quote } from '../database.mts';
import { fragment } from './fragment.mts';
import type { Condition, Operator } from './condition.mts';
import { evaluate } from './script.mts';

/** Several ids are separated by `@`, which the documentation shows percent-encoded a second time. */
function below({ field, schema }: Condition, ids: string[]): ReturnType<Operator> {
	const target = isReference(field.column) ? field.column.reference : '';
	const parent = schema.column(target, 'parent');
	const list = JSON.stringify(ids);
	if (!parent) return fragment(`${field.sql} IN (SELECT value FROM json_each(?))`, list);
	const table = quote(schema.root(target));
	const tree =
		'WITH RECURSIVE tree(id) AS (SELECT value FROM json_each(?)' +
		` UNION SELECT child.sys_id FROM ${table} AS child JOIN tree ON child.parent = tree.id) SELECT id FROM tree`;
	return fragment(`${field.sql} IN (${tree})`, list);
}

export const hierarchyOperators: Readonly<Record<string, Operator>> = {
	IN_HIERARCHY: (condition) => below(condition, evaluate(condition.value, condition.script).split(/%40|@|,/)),
	IN_HIERARCHY_DYNAMIC: (condition) => below(condition, condition.script.myGroups()),
};
