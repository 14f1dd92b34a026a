/** Problems and their tasks. */
import { childOf, choice, dateTime, flag, html, integer, ref, same, scale, text } from '../../columns.mts';
import { ownChoices } from '../../record.mts';
import type { SeedRow } from '../../record.mts';
import { SUBCATEGORY } from '../platform/scales.mts';
import type { TableSeed } from '../../../types.mts';
import type { Choices } from '../../columns.mts';

const PROBLEM_STATE: Choices = [
	['101', 'New'],
	['102', 'Assess'],
	['103', 'Root Cause Analysis'],
	['104', 'Fix in Progress'],
	['106', 'Resolved'],
	['107', 'Closed'],
];

const problem = childOf('task')(
	'problem',
	'Problem',
	[
		choice(
			'category',
			'Category',
			[
				['software', 'Software'],
				['hardware', 'Hardware'],
				['network', 'Network'],
				['database', 'Database'],
			],
			{
				choice: '1',
			},
		),
		choice(
			'subcategory',
			'Subcategory',
			SUBCATEGORY.filter(([, , category]) => category !== 'inquiry'),
			{
				choice: '1',
				dependent: 'category',
			},
		),
		scale('problem_state', 'Problem state', PROBLEM_STATE, { default_value: '101' }),
		choice(
			'resolution_code',
			'Resolution code',
			[
				['fix_applied', 'Fix Applied'],
				['risk_accepted', 'Risk Accepted'],
				['duplicate', 'Duplicate'],
				['canceled', 'Canceled'],
			],
			{ choice: '1' },
		),
		html('cause_notes', 'Cause notes'),
		html('fix_notes', 'Fix notes'),
		html('workaround', 'Workaround'),
		flag('workaround_applied', 'Workaround applied'),
		dateTime('workaround_communicated_at', 'Workaround communicated at'),
		ref('workaround_communicated_by', 'Workaround communicated by', 'sys_user'),
		dateTime('fix_communicated_at', 'Fix communicated at'),
		ref('fix_communicated_by', 'Fix communicated by', 'sys_user'),
		flag('known_error', 'Known error'),
		flag('major_problem', 'Major problem'),
		ref('first_reported_by_task', 'First reported by', 'task'),
		ref('duplicate_of', 'Duplicate of', 'problem'),
		dateTime('confirmed_at', 'Confirmed at'),
		ref('confirmed_by', 'Confirmed by', 'sys_user'),
		dateTime('resolved_at', 'Resolved at'),
		ref('resolved_by', 'Resolved by', 'sys_user'),
		dateTime('reopened_at', 'Last reopened at'),
		ref('reopened_by', 'Last reopened by', 'sys_user'),
		integer('reopen_count', 'Reopen count', { default_value: '0' }),
		integer('related_incidents', 'Related Incidents', { default_value: '0' }),
		text('review_outcome', 'Review outcome', 40),
		ref('rfc', 'Change request', 'change_request'),
	],
	{
		number: { prefix: 'PRB', base: 40000 },
		overrides: {
			state: { default_value: '101' },
			short_description: { mandatory: true },
			priority: { read_only: true },
		},
	},
);

const problemTask = childOf('task')(
	'problem_task',
	'Problem Task',
	[
		ref('problem', 'Problem', 'problem'),
		choice(
			'problem_task_type',
			'Problem task type',
			[
				['general', 'General'],
				['rca', 'Root Cause Analysis'],
			],
			{
				default_value: 'general',
			},
		),
		choice(
			'cause_code',
			'Cause code',
			same('Software fault', 'Hardware fault', 'Configuration', 'Human error', 'Unknown'),
			{
				choice: '1',
			},
		),
		choice(
			'close_code',
			'Close code',
			[
				['completed', 'Completed'],
				['canceled', 'Canceled'],
			],
			{ choice: '1' },
		),
		html('workaround', 'Workaround'),
		dateTime('started_at', 'Started at'),
		ref('started_by', 'Started by', 'sys_user'),
		flag('other_reason', 'Other reason'),
	],
	{ number: { prefix: 'PTASK', base: 10000 }, overrides: { state: { default_value: '151' } } },
);

export const problemTables: TableSeed[] = [problem, problemTask];

export const problemChoices: SeedRow[] = [
	...ownChoices('problem', 'state', PROBLEM_STATE),
	...ownChoices('problem_task', 'state', [
		['151', 'New'],
		['152', 'Assess'],
		['154', 'Work in Progress'],
		['157', 'Closed'],
	]),
];
