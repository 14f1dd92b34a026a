import type { Ledger } from '../line.mts';

export const aggregateLedger: Ledger = {
	'aggregate.stats': [
		['one object without groups', 'yes', 'aggregate', 'is an object with strings'],
		['the documented form with groups', 'yes', 'aggregate', 'has the form of the documented sample'],
		['sysparm_count', 'yes', 'aggregate', 'is an object with strings'],
		['nothing unless asked', 'yes', 'aggregate', 'computes nothing unless asked'],
		[
			'sysparm_avg_fields, _min_fields, _max_fields, _sum_fields',
			'yes',
			'aggregate',
			'nests the functions by field and leaves empty values out',
		],
		['sysparm_group_by', 'yes', 'aggregate', 'groups by several fields, dot-walked ones too'],
		['the empty group', 'yes', 'aggregate', 'is a list, the empty value a group of its own'],
		['sysparm_having', 'yes', 'aggregate', 'keeps the groups that sysparm_having asks for'],
		['sysparm_order_by', 'yes', 'aggregate', 'orders by an aggregate or by a field'],
		['sysparm_display_value', 'yes', 'aggregate', 'shows labels and names with display values'],
		['sysparm_query', 'yes', 'aggregate', 'is an object with strings'],
		['name-value pairs', 'yes', 'aggregate', 'takes name-value pairs'],
		['403', 'yes', 'aggregate', 'answers 403 to a user who may not read the table'],
		['400 for an unknown table', 'yes', 'aggregate', 'answers 400 for a table that does not exist'],
	],
};
