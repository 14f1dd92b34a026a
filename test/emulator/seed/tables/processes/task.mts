/** `task`, the root of everything that is worked on, and the tables that its references need. */
import {
	choice,
	classColumns,
	conditions,
	dateTime,
	domainColumns,
	dueDate,
	duration,
	flag,
	integer,
	journal,
	list,
	ref,
	root,
	scale,
	text,
} from '../../columns.mts';
import { APPROVAL, CONTACT_TYPE, IMPACT, PRIORITY, TASK_STATE } from '../platform/scales.mts';
import type { ColumnSeed, TableSeed } from '../../../types.mts';

const people: ColumnSeed[] = [
	ref('assigned_to', 'Assigned to', 'sys_user'),
	ref('assignment_group', 'Assignment group', 'sys_user_group'),
	list('additional_assignee_list', 'Additional assignee list', 'sys_user'),
	ref('opened_by', 'Opened by', 'sys_user', { default_value: 'javascript:gs.getUserID()' }),
	ref('closed_by', 'Closed by', 'sys_user'),
	list('watch_list', 'Watch list', 'sys_user'),
	list('work_notes_list', 'Work notes list', 'sys_user'),
	list('group_list', 'Group list', 'sys_user_group'),
	list('skills', 'Skills', 'cmn_skill'),
	ref('company', 'Company', 'core_company'),
	ref('location', 'Location', 'cmn_location'),
];

const times: ColumnSeed[] = [
	dateTime('opened_at', 'Opened', { default_value: 'javascript:gs.nowDateTime()' }),
	dateTime('closed_at', 'Closed'),
	dateTime('due_date', 'Due date'),
	dateTime('expected_start', 'Expected start'),
	dateTime('follow_up', 'Follow up'),
	dateTime('work_start', 'Actual start'),
	dateTime('work_end', 'Actual end'),
	dateTime('approval_set', 'Approval set'),
	dueDate('activity_due', 'Activity due'),
	dueDate('sla_due', 'SLA due', { read_only: true }),
	duration('business_duration', 'Business duration'),
	duration('calendar_duration', 'Duration'),
	{ element: 'time_worked', label: 'Time worked', type: 'timer', max_length: 40 },
];

const words: ColumnSeed[] = [
	text('number', 'Number', 40, { display: true, default_value: 'javascript:getNextObjNumberPadded();' }),
	text('short_description', 'Short description', 160),
	text('description', 'Description', 4000),
	text('close_notes', 'Close notes', 4000),
	journal('comments', 'Additional comments'),
	journal('work_notes', 'Work notes'),
	{ element: 'comments_and_work_notes', label: 'Comments and Work notes', type: 'journal_list', max_length: 4000 },
	{ element: 'approval_history', label: 'Approval history', type: 'journal', max_length: 4000 },
	text('correlation_id', 'Correlation ID', 100),
	text('correlation_display', 'Correlation display', 100),
	text('task_effective_number', 'Effective number', 40, { read_only: true }),
	{ element: 'user_input', label: 'User input', type: 'user_input', max_length: 4000 },
	{ element: 'variables', label: 'Variables', type: 'variables', max_length: 40 },
];

const handling: ColumnSeed[] = [
	flag('active', 'Active', 'true'),
	scale('state', 'State', TASK_STATE, { default_value: '1' }),
	scale('impact', 'Impact', IMPACT, { default_value: '3' }),
	scale('urgency', 'Urgency', IMPACT, { default_value: '3' }),
	scale('priority', 'Priority', PRIORITY, { default_value: '4' }),
	scale(
		'escalation',
		'Escalation',
		[
			['0', 'Normal'],
			['1', 'Moderate'],
			['2', 'High'],
			['3', 'Overdue'],
		],
		{
			default_value: '0',
		},
	),
	choice('approval', 'Approval', APPROVAL, { default_value: 'not requested' }),
	choice(
		'upon_approval',
		'Upon approval',
		[
			['proceed', 'Proceed to Next Task'],
			['do_nothing', 'Wait for a User to Close this task'],
		],
		{
			default_value: 'proceed',
		},
	),
	choice(
		'upon_reject',
		'Upon reject',
		[
			['cancel', 'Cancel all future Tasks'],
			['goto', 'Go to a previous Task'],
		],
		{
			default_value: 'cancel',
		},
	),
	choice('contact_type', 'Contact type', CONTACT_TYPE, { choice: '1', default_value: 'phone' }),
	flag('knowledge', 'Knowledge'),
	flag('made_sla', 'Made SLA', 'true'),
	integer('reassignment_count', 'Reassignment count', { default_value: '0', read_only: true }),
	integer('order', 'Order'),
	integer('route_reason', 'Transfer reason'),
	integer('action_status', 'Action status'),
];

const links: ColumnSeed[] = [
	ref('parent', 'Parent', 'task'),
	ref('cmdb_ci', 'Configuration item', 'cmdb_ci'),
	ref('business_service', 'Service', 'cmdb_ci_service'),
	ref('service_offering', 'Service offering', 'service_offering'),
	ref('contract', 'Contract', 'ast_contract'),
	ref('delivery_plan', 'Delivery plan', 'sc_cat_item_delivery_plan'),
	ref('delivery_task', 'Delivery task', 'sc_cat_item_delivery_task'),
	ref('rejection_goto', 'Rejection goto', 'task'),
	ref('universal_request', 'Universal Request', 'task'),
	ref('wf_activity', 'Workflow activity', 'wf_activity'),
];

export const taskTables: TableSeed[] = [
	root('task', 'Task', [...words, ...handling, ...people, ...times, ...links, ...classColumns, ...domainColumns], {
		number: { prefix: 'TASK', base: 1000 },
	}),
	root('task_ci', 'CIs Affected', [
		ref('task', 'Task', 'task', { mandatory: true, cascade: 'delete' }),
		ref('ci_item', 'Configuration Item', 'cmdb_ci', { mandatory: true, cascade: 'delete' }),
		flag('applied', 'Applied'),
		flag('manual_proposed_change', 'Manual proposed change'),
		dateTime('applied_date', 'Applied date'),
		text('xml', 'Xml', 8000),
	]),
	root('task_cmdb_ci_service', 'Impacted Services/CIs', [
		ref('task', 'Task', 'task', { cascade: 'delete' }),
		ref('cmdb_ci_service', 'Service/CI', 'cmdb_ci', { cascade: 'delete' }),
		flag('manually_added', 'Manually added'),
	]),
	root('sysapproval_approver', 'Approval', [
		ref('approver', 'Approver', 'sys_user'),
		ref('sysapproval', 'Approval for', 'task'),
		ref('group', 'Assignment group', 'sysapproval_group'),
		documentHolder(),
		{ element: 'source_table', label: 'Source table', type: 'table_name', max_length: 80 },
		choice(
			'state',
			'State',
			[
				['not requested', 'Not Yet Requested'],
				['requested', 'Requested'],
				['approved', 'Approved'],
				['rejected', 'Rejected'],
				['cancelled', 'Cancelled'],
				['not_required', 'No Longer Required'],
				['duplicate', 'Duplicate'],
			],
			{ default_value: 'not requested' },
		),
		journal('comments', 'Comments'),
		dateTime('due_date', 'Due date'),
		dateTime('expected_start', 'Expected start'),
		integer('iteration', 'Iteration'),
		integer('approval_journal_column', 'Approval journal'),
		flag('wf_activity_done', 'Activity done'),
	]),
	root('sysapproval_group', 'Group approval', [
		text('number', 'Number', 40, { display: true }),
		ref('assignment_group', 'Assignment group', 'sys_user_group'),
		ref('parent', 'Parent', 'task'),
		text('approval', 'Approval', 40),
	]),
	root('cmn_skill', 'Skill', [text('name', 'Name', 80, { display: true })]),
	root('wf_activity', 'Workflow Activity', [
		text('name', 'Name', 80, { display: true }),
		conditions('condition', 'Condition'),
	]),
];

function documentHolder(): ColumnSeed {
	return { element: 'document_id', label: 'Approving', type: 'document_id', max_length: 32, dependent: 'source_table' };
}
