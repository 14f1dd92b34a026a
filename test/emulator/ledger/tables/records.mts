import type { Line } from '../line.mts';

/** How a record leaves the instance. */
export const renderingLines: readonly Line[] = [
	['sysparm_fields, dot-walked too', 'yes', 'tableValues', 'picks fields, walks dots and ignores what does not exist'],
	['sysparm_display_value', 'yes', 'tableValues', 'with sysparm_display_value=%s and exclude_reference_link=%s'],
	[
		'sysparm_exclude_reference_link',
		'yes',
		'tableValues',
		'with sysparm_display_value=%s and exclude_reference_link=%s',
	],
	[
		'passwords',
		'partly',
		'systemColumns',
		'is shown as stars and is nothing to sign in with',
		'the raw form is not documented: a digest',
	],
	[
		'zones: of the user, of the system, Los Angeles',
		'yes',
		'zones',
		'are those of Los Angeles for users without a zone',
	],
	['sysparm_view', 'yes', 'tableValues', 'shows the columns of a form'],
	['sysparm_view: sysparm_fields wins', 'yes', 'tableValues', 'wins over sysparm_view'],
	['links repeat the version', 'yes', 'tableValues', 'repeat the version of the request in their links'],
	['fields that the caller may not read', 'yes', 'access', 'are left out of the record'],
];

export const noDomain: Line = ['sysparm_query_no_domain', 'no', '', '', 'every record is in the domain global'];

/** What becomes of the values that come in. */
export const writingLines: readonly Line[] = [
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
		'systemColumns',
		'leaves stamps and counter of an update as they are',
		'named by a live export; as autoSysFields does',
	],
	['sysparm_suppress_auto_sys_field: values of the caller', 'yes', 'systemColumns', 'takes them from the caller'],
	['sysparm_transaction_scope', 'no', '', '', 'reported by users, described by nobody'],
	['X-no-response-body', 'yes', 'table', 'sends no body back when asked not to', 'the status is not documented: 204'],
	['403 of an access rule', 'yes', 'access', 'are refused by operation'],
	['403 of a business rule', 'yes', 'access', 'are refused when a business rule aborts them'],
	['403 of a unique column', 'yes', 'atomicity', 'take no value twice, in new records and in changed ones'],
	[
		'values that a dropdown does not offer',
		'yes',
		'choices',
		'leaves a new record with its default',
		'passed over: the property’s default, a driver’s documentation and a refused resolution together',
	],
	[
		'values that a dropdown does not offer: updates',
		'yes',
		'choices',
		'leaves a changed record as it was',
		'not recorded',
	],
	['labels', 'yes', 'choices', 'is what a label is, unless display values are sent', 'not recorded'],
	['suggestions and columns without a list', 'yes', 'choices', 'take any text where they are %s'],
	[
		'glide.rest.choice.allow_non_existing_value',
		'yes',
		'choices',
		'take any value where the property allows it, with display values %s',
	],
	['403 of a data policy', 'yes', 'table', 'wants code and notes for a resolution'],
	['403 of the state model of changes', 'yes', 'stateModels', 'refuses a move that it does not have, through %s'],
	['what a state of a change brings with it', 'yes', 'stateModels', 'goes on when an approval is given as a record'],
	['problem_state is state', 'yes', 'stateModels', 'are the same, whichever is written'],
	['journal fields', 'yes', 'tableValues', 'are empty as raw values and a stream on display'],
	[
		'digits of numbers, long ones too',
		'yes',
		'numbers',
		'of %s are stored to the last digit: %s as %s',
		'rounded half up; whole numbers are cut, which no page says',
	],
	[
		'moments that do not exist',
		'partly',
		'numbers',
		'are empty: %s of %s is stored as %s',
		'neither documented nor recorded: empty, like all that is not of its type',
	],
	[
		'amounts: the currency before them',
		'yes',
		'numbers',
		'are in the currency of the session unless another one stands before them',
	],
	[
		'amounts: forms that are no plain number',
		'partly',
		'numbers',
		'are read as an American writes them: %s is %s',
		'read in the locale of the caller, as display values are; not recorded',
	],
	[
		'amounts: display values',
		'yes',
		'numbers',
		'are read in the locale of the caller as display values: %s is %s euros',
	],
];

export const updatingLines: readonly Line[] = [
	['404', 'yes', 'table', 'answers %s of a missing record with 404'],
	['through a parent table', 'yes', 'table', 'reaches a record through its parent table, with the parent columns only'],
	['an empty string clears, but no choice', 'yes', 'table', 'clears a text with an empty string, but no choice'],
	['no change is no update', 'yes', 'table', 'counts no change where nothing changed'],
	...writingLines,
	...renderingLines,
	noDomain,
];
