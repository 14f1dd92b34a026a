import type { Ledger } from './line.mts';

export const importSetLedger: Ledger = {
	'importSet.insert': [
		[
			'201 and the documented body',
			'yes',
			'importSet',
			'answers the documented row as documented, in lenient JSON too',
		],
		[
			'updated, ignored',
			'yes',
			'importSet',
			'updates the record that the key names, and ignores a row that changes nothing',
		],
		['empty keys', 'yes', 'importSet', 'inserts whenever the key is empty'],
		['several transform maps', 'yes', 'importSet', 'gives one result for each transform map'],
		[
			'error in the result',
			'yes',
			'importSet',
			'tells of a mandatory field without a value in the result, and of nothing in the status',
		],
		[
			'fields, choices, dates',
			'yes',
			'importSet',
			'tells of a mapped field that does not exist, a rejected choice and an unreadable date',
		],
		['rules of the target', 'yes', 'importSet', "tells of a refusal by the target's own rules"],
		['nested JSON as text', 'yes', 'importSet', 'stores texts only: a nested object loses its colons'],
		['one open import set', 'yes', 'importSet', 'keeps one import set open for rows that come one at a time'],
		['400 for other tables', 'yes', 'importSet', 'answers 400 for %s, which is no staging table'],
		['403', 'yes', 'importSet', 'asks for the right to create rows of the staging table'],
		['transform scripts', 'no', '', '', 'scripts do not run here, so no custom fields and no status `skipped`'],
	],
	'importSet.get': [['200 and the same body, 404', 'yes', 'importSet', 'shows a row again, as documented']],
	'importSet.insertMultiple': [
		['ids at once, transforms later', 'yes', 'importSet', 'answers at once as documented and transforms later'],
		[
			'sys_rest_insert_multiple',
			'yes',
			'importSet',
			'takes column names, and transforms before it answers, where a record says so',
		],
		['multi_import_set_id, run_after', 'yes', 'importSet', 'joins import sets, and runs one after the other'],
		['400 without records', 'yes', 'importSet', 'wants a list of records'],
	],
};
