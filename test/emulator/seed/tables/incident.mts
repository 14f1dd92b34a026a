/** Incidents and problems, each with its tasks. */
import {
	child, choice, dateTime, documentId, flag, html, integer, ref, same, scale, tableName, text,
} from '../columns.mts';
import type { Choices } from '../columns.mts';
import { ownChoices } from '../record.mts';
import type { SeedRow } from '../record.mts';
import { IMPACT } from './scales.mts';
import type { TableSeed } from '../../types.mts';

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

const SUBCATEGORY: Choices = [
	['antivirus', 'Antivirus', 'inquiry'],
	['email', 'Email', 'inquiry'],
	['internal application', 'Internal Application', 'inquiry'],
	['email', 'Email', 'software'],
	['os', 'Operating System', 'software'],
	['cpu', 'CPU', 'hardware'],
	['disk', 'Disk', 'hardware'],
	['keyboard', 'Keyboard', 'hardware'],
	['memory', 'Memory', 'hardware'],
	['monitor', 'Monitor', 'hardware'],
	['mouse', 'Mouse', 'hardware'],
	['dhcp', 'DHCP', 'network'],
	['dns', 'DNS', 'network'],
	['ip address', 'IP Address', 'network'],
	['vpn', 'VPN', 'network'],
	['wireless', 'Wireless', 'network'],
	['db2', 'DB2', 'database'],
	['sql server', 'MS SQL Server', 'database'],
	['oracle', 'Oracle', 'database'],
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

const incident = child('incident', 'task', 'Incident', [
	ref('caller_id', 'Caller', 'sys_user', { mandatory: true }),
	choice('category', 'Category', CATEGORY, { choice: '1', default_value: 'inquiry' }),
	choice('subcategory', 'Subcategory', SUBCATEGORY, { choice: '1', dependent: 'category' }),
	scale('incident_state', 'Incident state', INCIDENT_STATE, { default_value: '1' }),
	scale('hold_reason', 'On hold reason', [
		['1', 'Awaiting Caller'],
		['5', 'Awaiting Change'],
		['3', 'Awaiting Problem'],
		['4', 'Awaiting Vendor'],
	], { choice: '1' }),
	scale('severity', 'Severity', IMPACT, { default_value: '3' }),
	scale('notify', 'Notify', [['1', 'Do Not Notify'], ['2', 'Send Email'], ['3', 'Phone']], { default_value: '1' }),
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
], {
	number: { prefix: 'INC', base: 10000 },
	overrides: { short_description: { mandatory: true }, priority: { read_only: true, default_value: '5' } },
});

const problem = child('problem', 'task', 'Problem', [
	choice('category', 'Category', [['software', 'Software'], ['hardware', 'Hardware'], ['network', 'Network'], ['database', 'Database']], {
		choice: '1',
	}),
	choice('subcategory', 'Subcategory', SUBCATEGORY.filter(([, , category]) => category !== 'inquiry'), {
		choice: '1',
		dependent: 'category',
	}),
	scale('problem_state', 'Problem state', [['1', 'Open'], ['2', 'Known Error'], ['3', 'Pending Change'], ['4', 'Closed/Resolved']], {
		default_value: '1',
	}),
	choice('resolution_code', 'Resolution code', [
		['fix_applied', 'Fix Applied'],
		['risk_accepted', 'Risk Accepted'],
		['duplicate', 'Duplicate'],
		['canceled', 'Canceled'],
	], { choice: '1' }),
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
], {
	number: { prefix: 'PRB', base: 40000 },
	overrides: { state: { default_value: '101' }, short_description: { mandatory: true }, priority: { read_only: true } },
});

const problemTask = child('problem_task', 'task', 'Problem Task', [
	ref('problem', 'Problem', 'problem'),
	choice('problem_task_type', 'Problem task type', [['general', 'General'], ['rca', 'Root Cause Analysis']], {
		default_value: 'general',
	}),
	choice('cause_code', 'Cause code', same('Software fault', 'Hardware fault', 'Configuration', 'Human error', 'Unknown'), {
		choice: '1',
	}),
	choice('close_code', 'Close code', [['completed', 'Completed'], ['canceled', 'Canceled']], { choice: '1' }),
	html('workaround', 'Workaround'),
	dateTime('started_at', 'Started at'),
	ref('started_by', 'Started by', 'sys_user'),
	flag('other_reason', 'Other reason'),
], { number: { prefix: 'PTASK', base: 10000 }, overrides: { state: { default_value: '151' } } });

const incidentTask = child('incident_task', 'task', 'Incident Task', [
	ref('incident', 'Incident', 'incident'),
	text('close_code', 'Close code', 40),
], { number: { prefix: 'ITASK', base: 10000 } });

export const incidentTables: TableSeed[] = [incident, incidentTask, problem, problemTask];

export const incidentChoices: SeedRow[] = [
	...ownChoices('incident', 'state', INCIDENT_STATE),
	...ownChoices('problem', 'state', [
		['101', 'New'],
		['102', 'Assess'],
		['103', 'Root Cause Analysis'],
		['104', 'Fix in Progress'],
		['106', 'Resolved'],
		['107', 'Closed'],
	]),
	...ownChoices('problem_task', 'state', [
		['151', 'New'],
		['152', 'Assess'],
		['154', 'Work in Progress'],
		['157', 'Closed'],
	]),
];
