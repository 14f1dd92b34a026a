import type { Ledger, Line } from './line.mts';

const RENDERING: readonly Line[] = [
	['sysparm_fields, dot-walked too', 'yes', 'tableValues', 'picks fields, walks dots and ignores what does not exist'],
	['sysparm_display_value', 'yes', 'tableValues', 'with sysparm_display_value=%s and exclude_reference_link=%s'],
	[
		'sysparm_exclude_reference_link',
		'yes',
		'tableValues',
		'with sysparm_display_value=%s and exclude_reference_link=%s',
	],
	['sysparm_view', 'yes', 'tableValues', 'shows the columns of a form'],
	['sysparm_view: sysparm_fields wins', 'yes', 'tableValues', 'wins over sysparm_view'],
	['links repeat the version', 'yes', 'tableValues', 'repeat the version of the request in their links'],
	['fields that the caller may not read', 'yes', 'access', 'are left out of the record'],
];

const NO_DOMAIN: Line = ['sysparm_query_no_domain', 'no', '', '', 'every record is in the domain global'];

const WRITING: readonly Line[] = [
	['sysparm_input_display_value', 'yes', 'tableValues', 'resolves names of records and labels of choices'],
	[
		'dates in the zone of the caller',
		'yes',
		'tableValues',
		'are read in the zone and format of the user with sysparm_input_display_value',
	],
	[
		'unknown and system columns are passed over',
		'yes',
		'table',
		'ignores unknown columns and those that only the system writes',
	],
	[
		'sysparm_suppress_auto_sys_field',
		'yes',
		'table',
		'leaves the times and names of a record to the caller with sysparm_suppress_auto_sys_field',
	],
	['sysparm_transaction_scope', 'no', '', '', 'reported by users, described by nobody'],
	['X-no-response-body', 'yes', 'table', 'sends no body back when asked not to', 'the status is not documented: 204'],
	['403 of an access rule', 'yes', 'access', 'are refused by operation'],
	['403 of a business rule', 'yes', 'access', 'are refused when a business rule aborts them'],
	['403 of a data policy', 'yes', 'table', 'wants code and notes for a resolution'],
	['journal fields', 'yes', 'tableValues', 'are empty as raw values and a stream on display'],
];

const UPDATING: readonly Line[] = [
	['404', 'yes', 'table', 'answers %s of a missing record with 404'],
	['through a parent table', 'yes', 'table', 'reaches a record through its parent table, with the parent columns only'],
	['an empty string clears, but no choice', 'yes', 'table', 'clears a text with an empty string, but no choice'],
	['no change is no update', 'yes', 'table', 'counts no change where nothing changed'],
	...WRITING,
	...RENDERING,
	NO_DOMAIN,
];

const CONDITIONS: readonly Line[] = [
	['operators', 'yes', 'query', '%s finds %s'],
	['empty fields', 'yes', 'query', 'skips empty fields for != and NOT LIKE unless ISEMPTY is added'],
	['^OR', 'yes', 'query', 'binds ^OR to the condition before it'],
	['^NQ', 'yes', 'query', 'starts a new alternative at ^NQ'],
	['^EQ', 'yes', 'query', 'takes ^EQ as an end that harms nothing'],
	['^^', 'yes', 'query', 'reads ^^ as a caret inside a value', 'documented for the server side only'],
	['ORDERBY, ORDERBYDESC', 'yes', 'query', 'sorts by several fields, dot-walked ones too'],
	['123TEXTQUERY321', 'yes', 'query', 'finds words in any text field'],
	['RLQUERY', 'yes', 'query', 'counts related records with RLQUERY'],
	['JOIN', 'yes', 'query', 'joins another table with JOIN'],
	['IN_HIERARCHY', 'yes', 'query', 'finds what lies below a record with IN_HIERARCHY'],
	['sys_tags', 'yes', 'query', 'finds tagged records and those without the tag'],
	['ref_', 'yes', 'query', 'reads columns of a class through its parent with ref_'],
	['unknown fields', 'yes', 'query', 'drops the condition and runs the rest'],
	[
		'glide.invalid_query.returns_no_rows',
		'yes',
		'query',
		'finds nothing when glide.invalid_query.returns_no_rows is true',
	],
	['fields that may not be read', 'yes', 'access', 'make %s a 403'],
	['VALCHANGES, CHANGESFROM, CHANGESTO', 'no', '', '', 'for notifications; as a query they count as unknown'],
];

export const tableLedger: Ledger = {
	'table.list': [
		['200 and an empty array', 'yes', 'tablePaging', 'is 200 at %s'],
		['v1: 404 for an empty list', 'yes', 'tablePaging', 'is 404 in version 1'],
		['400 for an unknown table', 'yes', 'http', 'says errors in XML, too'],
		['documented columns of a problem', 'yes', 'table', 'has the documented columns of a problem'],
		['documented form of dot-walked fields', 'yes', 'table', 'has the documented form of dot-walked fields'],
		...CONDITIONS.map(([what, ...rest]): Line => [`sysparm_query: ${what}`, ...rest]),
		['name-value pairs', 'yes', 'tablePaging', 'understand values and display values'],
		['name-value pairs beside a query', 'yes', 'tablePaging', 'do not count beside a sysparm_query'],
		['sysparm_limit', 'yes', 'tablePaging', 'together hold every record once'],
		['sysparm_limit: 10000 by default', 'yes', 'tablePaging', 'are of ten thousand records where no limit is given'],
		[
			'the limit before access rules',
			'yes',
			'access',
			'are dropped after the limit, while the total still counts them',
		],
		['sysparm_offset', 'yes', 'tablePaging', 'together hold every record once'],
		['a negative offset', 'yes', 'tablePaging', 'do not begin before the start'],
		['sysparm_no_count', 'yes', 'tablePaging', 'has no total with sysparm_no_count'],
		[
			'sysparm_suppress_pagination_header',
			'yes',
			'tablePaging',
			'is absent when everything fits on one page or when suppressed',
		],
		['X-Total-Count and Link', 'yes', 'tablePaging', 'names first, next and last on the first page'],
		['sysparm_query_category', 'no', '', '', 'it chooses a read replica; there is one database'],
		...RENDERING,
		NO_DOMAIN,
	],
	'table.get': [
		['200', 'yes', 'tableValues', 'carry both forms with all'],
		['404', 'yes', 'table', 'answers %s of a missing record with 404'],
		...RENDERING,
		NO_DOMAIN,
	],
	'table.create': [
		[
			'201, Location and the documented defaults',
			'yes',
			'table',
			'answers the documented request with the documented defaults',
		],
		['400 for an unknown table', 'yes', 'table', 'answers 400 for a table that does not exist'],
		['the first of several records', 'yes', 'table', 'uses the first of several records'],
		['the caller’s sys_id', 'yes', 'table', 'takes the sys_id of the caller and refuses one that is taken'],
		['priority look-up', 'yes', 'table', 'looks up the priority of impact %s and urgency %s as %s'],
		...WRITING,
		...RENDERING,
	],
	'table.patch': [
		['200 and the whole record', 'yes', 'table', 'answers the documented request as documented'],
		...UPDATING,
	],
	'table.put': [['200, a partial update', 'yes', 'table', 'blanks nothing that a PUT leaves out'], ...UPDATING],
	'table.delete': [
		['204', 'yes', 'table', 'answers 204 without a body, and the record is gone'],
		['404', 'yes', 'table', 'answers %s of a missing record with 404'],
		['403 of an access rule', 'yes', 'access', 'are refused by operation'],
		['sys_audit_delete', 'yes', 'table', 'leaves a row in sys_audit_delete and takes the journal along'],
		['rules on references (cascade)', 'no', '', '', 'references to a deleted record stay; not documented for the API'],
		NO_DOMAIN,
	],
};
