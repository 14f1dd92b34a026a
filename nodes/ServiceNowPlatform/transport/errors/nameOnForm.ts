import type { INode } from 'n8n-workflow';
import { isObject, objectsIn } from '../../domain/api/request';

/** A column as people know it from the form of the node, with its technical name: `Caller (caller_id)`. Any other field has its own name. */
export function nameOnForm({ parameters }: INode, field: string): string {
	const columns = Object.values<unknown>(parameters).flatMap((one) => (isObject(one) ? objectsIn(one.schema) : []));
	const shown = columns.find(({ id }) => id === field)?.displayName;
	// Behind the label stand a star, the name, and what may be entered.
	const [label] = typeof shown === 'string' ? shown.split(/\*| [[(]/) : [];
	return label === undefined || label === '' || label === field ? field : `${label} (${field})`;
}
