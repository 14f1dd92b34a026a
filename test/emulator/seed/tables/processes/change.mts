/** Changes, their tasks and conflicts. */
import { childOf, choice, classColumns, dateTime, flag, list, ref, root, same, scale, text } from '../../columns.mts';
import type { Choices } from '../../columns.mts';
import { ownChoices } from '../../record.mts';
import type { SeedRow } from '../../record.mts';
import type { ColumnSeed, TableSeed } from '../../../types.mts';

const STATE: Choices = [
	['-5', 'New'],
	['-4', 'Assess'],
	['-3', 'Authorize'],
	['-2', 'Scheduled'],
	['-1', 'Implement'],
	['0', 'Review'],
	['3', 'Closed'],
	['4', 'Canceled'],
];

const TASK_STATE: Choices = [
	['-5', 'Pending'],
	['1', 'Open'],
	['2', 'In Progress'],
	['3', 'Closed'],
	['4', 'Canceled'],
];

const CLOSE_CODE: Choices = [
	['successful', 'Successful'],
	['successful_issues', 'Successful with issues'],
	['unsuccessful', 'Unsuccessful'],
];

const kind: ColumnSeed[] = [
	choice(
		'type',
		'Type',
		[
			['normal', 'Normal'],
			['standard', 'Standard'],
			['emergency', 'Emergency'],
		],
		{ default_value: 'normal' },
	),
	ref('chg_model', 'Model', 'chg_model'),
	ref('std_change_producer_version', 'Standard Change Template version', 'std_change_producer_version'),
	choice(
		'category',
		'Category',
		same(
			'Hardware',
			'Software',
			'Service',
			'System Software',
			'Applications Software',
			'Network',
			'Telecom',
			'Documentation',
			'Other',
		),
		{ default_value: 'Other' },
	),
	choice('reason', 'Reason', same('Business requirement', 'Fix', 'Upgrade', 'Decommission'), { choice: '1' }),
	scale(
		'scope',
		'Scope',
		[
			['1', 'Massive'],
			['2', 'Large'],
			['3', 'Medium'],
			['4', 'Small'],
			['5', 'Tiny'],
		],
		{ default_value: '3' },
	),
	scale(
		'risk',
		'Risk',
		[
			['2', 'High'],
			['3', 'Moderate'],
			['4', 'Low'],
		],
		{ default_value: '3' },
	),
	choice(
		'phase',
		'Phase',
		[
			['requested', 'Requested'],
			['plan', 'Plan'],
			['build', 'Build'],
			['test', 'Test'],
			['deploy', 'Deploy'],
		],
		{ default_value: 'requested' },
	),
	choice(
		'phase_state',
		'Phase state',
		[
			['open', 'Open'],
			['work in progress', 'Work in Progress'],
			['complete', 'Complete'],
		],
		{
			default_value: 'open',
		},
	),
	text('ci_class', 'CI class', 80, { default_value: 'cmdb_ci' }),
	text('risk_value', 'Risk value', 40),
	flag('is_bulk', 'Bulk'),
	flag('production_system', 'Production System'),
	flag('unauthorized', 'Unauthorized'),
	flag('outside_maintenance_schedule', 'Outside maintenance schedule'),
];

const plans: ColumnSeed[] = [
	text('justification', 'Justification', 4000),
	text('implementation_plan', 'Implementation plan', 4000),
	text('risk_impact_analysis', 'Risk and impact analysis', 4000),
	text('backout_plan', 'Backout plan', 4000),
	text('test_plan', 'Test plan', 4000),
	text('change_plan', 'Change plan', 4000),
	text('proposed_change', 'Proposed change', 4000),
	dateTime('start_date', 'Planned start date'),
	dateTime('end_date', 'Planned end date'),
	dateTime('requested_by_date', 'Requested by date'),
	ref('requested_by', 'Requested by', 'sys_user', { default_value: 'javascript:gs.getUserID()' }),
];

const control: ColumnSeed[] = [
	flag('cab_required', 'CAB required'),
	dateTime('cab_date', 'CAB date'),
	ref('cab_delegate', 'CAB delegate', 'sys_user'),
	text('cab_recommendation', 'CAB recommendation', 4000),
	choice('conflict_status', 'Conflict status', same('Not Run', 'No Conflict', 'Conflict'), {
		default_value: 'Not Run',
	}),
	dateTime('conflict_last_run', 'Conflict last run'),
	flag('on_hold', 'On hold'),
	text('on_hold_reason', 'On hold reason', 4000),
	list('on_hold_task', 'On Hold Change Tasks', 'change_task'),
	choice(
		'review_status',
		'Review status',
		[
			['1', 'Scheduled'],
			['2', 'In review'],
			['3', 'Complete'],
		],
		{ choice: '1' },
	),
	text('review_comments', 'Review comments', 4000),
	dateTime('review_date', 'Review date'),
	choice('close_code', 'Close code', CLOSE_CODE, { choice: '1' }),
];

const changeTask = childOf('task')(
	'change_task',
	'Change Task',
	[
		ref('change_request', 'Change request', 'change_request'),
		choice(
			'change_task_type',
			'Type',
			[
				['planning', 'Planning'],
				['implementation', 'Implementation'],
				['testing', 'Testing'],
				['review', 'Review'],
			],
			{ choice: '1' },
		),
		dateTime('planned_start_date', 'Planned start date'),
		dateTime('planned_end_date', 'Planned end date'),
		choice('close_code', 'Close code', CLOSE_CODE, { choice: '1' }),
		flag('on_hold', 'On hold'),
		text('on_hold_reason', 'On hold reason', 4000),
		choice(
			'created_from',
			'Created from',
			[
				['manual', 'Manual'],
				['workflow', 'Workflow'],
			],
			{ default_value: 'manual' },
		),
	],
	{ number: { prefix: 'CTASK', base: 10000 }, overrides: { state: { default_value: '-5' } } },
);

export const changeTables: TableSeed[] = [
	childOf('task')('change_request', 'Change Request', [...kind, ...plans, ...control], {
		number: { prefix: 'CHG', base: 30000 },
		overrides: { state: { default_value: '-5' }, short_description: { mandatory: true } },
	}),
	changeTask,
	root('conflict', 'Conflict', [
		ref('change', 'Change', 'change_request'),
		ref('conflicting_change', 'Conflicting change', 'change_request'),
		ref('configuration_item', 'Affected CI', 'cmdb_ci'),
		ref('impacted_service', 'Impacted service', 'cmdb_ci'),
		choice('type', 'Type', [
			['ci_already_scheduled', 'CI Already Scheduled'],
			['not_in_maintenance_window', 'Not In Maintenance Window'],
			['blackout', 'Blackout'],
			['assigned_to_already_scheduled', 'Assigned To Already Scheduled'],
		]),
		ref('schedule', 'Schedule', 'cmn_schedule'),
		dateTime('last_checked', 'Last checked'),
		...classColumns,
	]),
];

export const changeChoices: SeedRow[] = [
	...ownChoices('change_request', 'state', STATE),
	...ownChoices('change_task', 'state', TASK_STATE),
];
