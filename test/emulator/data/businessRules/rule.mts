import { cell, isSet } from '../../row.mts';
import type { Row } from '../../types.mts';

export type When = 'before' | 'after' | 'async';

/** A row of `sys_script` that does something. */
export interface BusinessRule {
	sys_id: string;
	name: string;
	/** A table; its child classes have the rule, too. */
	collection: string;
	when: When;
	order: number;
	on: { insert: boolean; update: boolean; delete: boolean };
	filter: string;
	/** Any one of these roles (their sys_ids). */
	roles: string[];
	/** A script that is worth true. */
	condition: string;
	script: string;
	/** Values to set: `field=value^field=value^EQ`. */
	template: string;
	abort: boolean;
}

/** `async` is the older one of the two; a display rule has no part in what a client of an API does. */
const WHEN: Readonly<Record<string, When>> = {
	before: 'before',
	after: 'after',
	async: 'async',
	async_always: 'async',
};

const listOf = (text: string): string[] =>
	text
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean);

/** undefined where it is never run: not active, or of a kind that nobody here ever asks for. */
export function ruleOf(row: Row): BusinessRule | undefined {
	const when = WHEN[cell(row, 'when')];
	if (!when || !isSet(row, 'active')) return undefined;
	// Without the advanced form there is no script, whatever the field holds (the platform's own SDK says so).
	const advanced = isSet(row, 'advanced');
	return {
		sys_id: cell(row, 'sys_id'),
		name: cell(row, 'name'),
		collection: cell(row, 'collection'),
		when,
		order: Number(row.order) || 0,
		on: {
			insert: isSet(row, 'action_insert'),
			update: isSet(row, 'action_update'),
			delete: isSet(row, 'action_delete'),
		},
		filter: cell(row, 'filter_condition'),
		roles: listOf(cell(row, 'role_conditions')),
		condition: advanced ? cell(row, 'condition') : '',
		script: advanced ? cell(row, 'script') : '',
		template: cell(row, 'template'),
		abort: isSet(row, 'abort_action'),
	};
}
