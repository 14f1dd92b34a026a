import type { Credential, WorkflowNode } from '../../harness/n8n/workflow.mts';
import { given, givenFields, tool } from './agentWorkflow.mts';

interface Call {
	call: string;
	arguments: Record<string, unknown>;
	/** What the model reads. */
	answer: RegExp;
}

const record = { __rl: true, mode: 'id', value: given('record', 'The incident') };
const form = ['short_description', 'caller_id', 'urgency', 'category', 'assignment_group'];

export const manyTools = (servicenow: Credential): WorkflowNode[] => [
	tool('get', servicenow, { operation: 'get', record }),
	tool('query', servicenow, { operation: 'getAll', options: { sysparm_query: given('query') }, limit: 2 }),
	tool('search', servicenow, { operation: 'getAll', options: { search: given('text') }, limit: 2 }),
	tool('create', servicenow, { operation: 'create', fields: givenFields(...form), options: {} }),
	tool('update', servicenow, {
		operation: 'update',
		record,
		fields: givenFields('state', 'assigned_to', 'due_date', 'urgency'),
		options: {},
	}),
	tool('comment', servicenow, {
		resource: 'comment',
		operation: 'add',
		table: { __rl: true, mode: 'list', value: 'task' },
		record,
		text: given('text'),
	}),
	tool('resolve', servicenow, {
		operation: 'resolve',
		record,
		close_code: { __rl: true, mode: 'value', value: given('code') },
		close_notes: given('notes'),
	}),
	tool('assign', servicenow, {
		operation: 'assign',
		record,
		assignment_group: { __rl: true, mode: 'name', value: given('group') },
		assigned_to: { __rl: true, mode: 'id', value: given('person') },
	}),
	tool('user', servicenow, {
		resource: 'user',
		operation: 'get',
		record: { __rl: true, mode: 'id', value: given('user') },
	}),
];

/** The calls that models make most, with the wrong forms that they send. */
export const CALLS: Call[] = [
	{ call: 'get', arguments: { record: 'INC0000003' }, answer: /"number":"INC0000003"/ },
	{ call: 'get', arguments: { record: 'inc0000003' }, answer: /"number":"INC0000003"/ },
	{ call: 'get', arguments: { record: '#INC0000003' }, answer: /"number":"INC0000003"/ },
	{ call: 'get', arguments: { record: 'INC0000003: Laptop does not start' }, answer: /"number":"INC0000003"/ },
	{
		call: 'get',
		arguments: { record: 'https://dev12345.service-now.com/nav_to.do?uri=incident.do?sysparm_query=number=INC0000003' },
		answer: /"number":"INC0000003"/,
	},
	{
		call: 'get',
		arguments: { record: 'INC9999999' },
		answer: /No incident has the number INC9999999\\nCheck the number/,
	},
	{ call: 'get', arguments: { record: 'the printer one' }, answer: /is not a sys_id\\n.*number/ },
	{ call: 'query', arguments: { query: 'priority=1^active=true' }, answer: /"priority":"1 - Critical"/ },
	{ call: 'query', arguments: { query: 'sysparm_query=priority=1^active=true' }, answer: /"priority":"1 - Critical"/ },
	{ call: 'query', arguments: { query: 'priority=1 AND active=true' }, answer: /Join conditions with \^/ },
	{ call: 'query', arguments: { query: 'prioritty=1' }, answer: /"hint":"No record shows the field prioritty/ },
	{ call: 'query', arguments: { query: 'state=In Progress' }, answer: /"hint":"Encoded Query: state holds numbers/ },
	{ call: 'query', arguments: { query: 'short_descriptionLIKEprinter' }, answer: /Printer in the hall/ },
	{ call: 'query', arguments: { query: '' }, answer: /Encoded Query: It is empty/ },
	{ call: 'search', arguments: { text: 'printer' }, answer: /Printer in the hall/ },
	{ call: 'search', arguments: { text: 'INC0000003' }, answer: /"number":"INC0000003"/ },
	{ call: 'search', arguments: { text: 'zebra crossing' }, answer: /"hint":"Nothing was found/ },
	{
		call: 'create',
		arguments: {
			...{ short_description: 'Agent 1', caller_id: 'Abel Tuter', urgency: '1 - High' },
			...{ category: 'Network', assignment_group: 'Service Desk' },
		},
		answer: /"assignment_group":"Service Desk","caller_id":"Abel Tuter","category":"Network"/,
	},
	{
		call: 'create',
		arguments: {
			...{ short_description: 'Agent 2', caller_id: '', urgency: 'high' },
			...{ category: 'network', assignment_group: '' },
		},
		answer: /"short_description":"Agent 2".*"category":"Network"/,
	},
	{
		call: 'create',
		arguments: {
			...{ short_description: 'Agent 3', caller_id: 'Nobody At All', urgency: '2' },
			...{ category: 'network', assignment_group: '' },
		},
		answer: /caller_id: No user has the user name or email or name/,
	},
	{
		call: 'update',
		arguments: {
			...{ record: 'INC0000003', state: 'In Progress', assigned_to: 'lena.fischer@example.com' },
			...{ due_date: '2026-12-01T10:00:00Z', urgency: '2' },
		},
		answer: /"state":"In Progress".*"assigned_to":"Lena Fischer"/,
	},
	{
		call: 'update',
		arguments: { record: 'INC0000003', state: 'working', assigned_to: 'beth.anglin', due_date: '', urgency: '2' },
		answer: /is no choice.*Choices: New \(1\), In Progress \(2\)/,
	},
	{
		call: 'update',
		arguments: { record: 'INC0000003', state: '2', assigned_to: 'beth.anglin', due_date: 'soon', urgency: '2' },
		answer: /due_date: .*soon/,
	},
	{ call: 'comment', arguments: { record: 'INC0000003', text: 'We look into it.' }, answer: /"added":true/ },
	{
		call: 'assign',
		arguments: { record: 'INC0000003', group: 'service desk', person: 'Lena Fischer' },
		answer: /"assigned_to":"Lena Fischer","assignment_group":"Service Desk"/,
	},
	{
		call: 'resolve',
		arguments: { record: 'INC0000003', code: 'fixed', notes: 'Toner changed' },
		answer: /Choices: .*Solution provided/,
	},
	{
		call: 'resolve',
		arguments: { record: 'INC0000003', code: 'Solution provided', notes: 'Toner changed' },
		answer: /"state":"Resolved"/,
	},
	{ call: 'user', arguments: { user: 'lena.fischer' }, answer: /"name":"Lena Fischer"/ },
	{ call: 'user', arguments: { user: 'lena.fischer@example.com' }, answer: /"name":"Lena Fischer"/ },
	{ call: 'user', arguments: { user: 'Lena Fischer' }, answer: /"user_name":"lena.fischer"/ },
];
