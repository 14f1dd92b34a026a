/** Incidents and their tasks. */
import { childOf, choice, dateTime, documentId, integer, ref, same, scale, tableName, text } from '../../columns.mts';
import type { Choices } from '../../columns.mts';
import { ownChoices } from '../../record.mts';
import type { SeedRow } from '../../record.mts';
import { IMPACT, SUBCATEGORY } from '../platform/scales.mts';
import type { TableSeed } from '../../../types.mts';

const INCIDENT_STATE: Choices = [
	['1', 'New'],
	['2', 'In Progress'],
	['3', 'On Hold'],
	['6', 'Resolved'],
	['7', 'Closed'],
	['8', 'Canceled'],
];

const CATEGORY: Choices = [
	['inquiry', 'Inquiry / Help'],
	['software', 'Software'],
	['hardware', 'Hardware'],
	['network', 'Network'],
	['database', 'Database'],
];

const CLOSE_CODE = same(
	'Duplicate',
	'Known error',
	'No resolution provided',
	'Resolved by caller',
	'Resolved by change',
	'Resolved by problem',
	'Resolved by request',
	'Solution provided',
	'Workaround provided',
	'User error',
);

const incident = childOf('task')(
	'incident',
	'Incident',
	[
		ref('caller_id', 'Caller', 'sys_user', { mandatory: true }),
		choice('category', 'Category', CATEGORY, { choice: '1', default_value: 'inquiry' }),
		choice('subcategory', 'Subcategory', SUBCATEGORY, { choice: '1', dependent: 'category' }),
		scale('incident_state', 'Incident state', INCIDENT_STATE, { default_value: '1' }),
		scale(
			'hold_reason',
			'On hold reason',
			[
				['1', 'Awaiting Caller'],
				['5', 'Awaiting Change'],
				['3', 'Awaiting Problem'],
				['4', 'Awaiting Vendor'],
			],
			{ choice: '1' },
		),
		scale('severity', 'Severity', IMPACT, { default_value: '3' }),
		scale(
			'notify',
			'Notify',
			[
				['1', 'Do Not Notify'],
				['2', 'Send Email'],
				['3', 'Phone'],
			],
			{ default_value: '1' },
		),
		choice('close_code', 'Resolution code', CLOSE_CODE, { choice: '1' }),
		text('cause', 'Probable cause', 4000),
		text('business_impact', 'Business impact', 4000),
		integer('business_stc', 'Business resolve time'),
		integer('calendar_stc', 'Resolve time'),
		dateTime('resolved_at', 'Resolved'),
		ref('resolved_by', 'Resolved by', 'sys_user'),
		dateTime('reopened_time', 'Last reopened at'),
		ref('reopened_by', 'Last reopened by', 'sys_user'),
		integer('reopen_count', 'Reopen count', { default_value: '0', read_only: true }),
		ref('parent_incident', 'Parent Incident', 'incident'),
		integer('child_incidents', 'Child Incidents', { default_value: '0' }),
		ref('problem_id', 'Problem', 'problem'),
		ref('rfc', 'Change Request', 'change_request'),
		ref('caused_by', 'Caused by Change', 'change_request'),
		documentId('origin_id', 'Origin', { dependent: 'origin_table' }),
		tableName('origin_table', 'Origin table'),
	],
	{
		number: { prefix: 'INC', base: 10000 },
		overrides: { short_description: { mandatory: true }, priority: { read_only: true, default_value: '5' } },
	},
);

const incidentTask = childOf('task')(
	'incident_task',
	'Incident Task',
	[ref('incident', 'Incident', 'incident'), text('close_code', 'Close code', 40)],
	{ number: { prefix: 'ITASK', base: 10000 } },
);

export const incidentTables: TableSeed[] = [incident, incidentTask];

export const incidentChoices: SeedRow[] = [...ownChoices('incident', 'state', INCIDENT_STATE)];
