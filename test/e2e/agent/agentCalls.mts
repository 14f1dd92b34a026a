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
	tool('query', servicenow, { operation: 'getAll', options: { sysparm_query: given('query') }, limit: 5 }),
	tool('search', servicenow, { operation: 'getAll', options: { search: given('text') }, limit: 5 }),
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

export const CALLS: Call[] = [
	{ call: 'get', arguments: { record: 'INC0000003' }, answer: /INC0000003/ },
	{ call: 'get', arguments: { record: 'inc0000003' }, answer: /INC0000003/ },
	{ call: 'get', arguments: { record: 'INC0000003: the title' }, answer: /INC0000003/ },
	{ call: 'get', arguments: { record: '#INC0000003' }, answer: /INC0000003/ },
	{
		call: 'get',
		arguments: { record: 'https://dev12345.service-now.com/nav_to.do?uri=incident.do?sysparm_query=number=INC0000003' },
		answer: /INC0000003/,
	},
	{ call: 'get', arguments: { record: 'INC9999999' }, answer: /No incident has the number/ },
	{ call: 'get', arguments: { record: 'the printer one' }, answer: /x/ },
	{ call: 'query', arguments: { query: 'priority=1^active=true' }, answer: /INC\d{7}/ },
	{ call: 'query', arguments: { query: 'sysparm_query=priority=1^active=true' }, answer: /INC\d{7}/ },
	{ call: 'query', arguments: { query: 'priority=1 AND active=true' }, answer: /x/ },
	{ call: 'query', arguments: { query: 'prioritty=1' }, answer: /x/ },
	{ call: 'query', arguments: { query: 'state=In Progress' }, answer: /x/ },
	{ call: 'query', arguments: { query: 'assigned_to=lena.fischer' }, answer: /x/ },
	{ call: 'query', arguments: { query: 'short_descriptionLIKEprinter' }, answer: /INC\d{7}/ },
	{ call: 'query', arguments: { query: '' }, answer: /x/ },
	{ call: 'search', arguments: { text: 'printer' }, answer: /INC\d{7}/ },
	{ call: 'search', arguments: { text: 'INC0000003' }, answer: /INC0000003/ },
	{
		call: 'create',
		arguments: {
			short_description: 'Agent 1',
			caller_id: 'Abel Tuter',
			urgency: '1 - High',
			category: 'Network',
			assignment_group: 'Service Desk',
		},
		answer: /x/,
	},
	{
		call: 'create',
		arguments: {
			short_description: 'Agent 2',
			caller_id: '',
			urgency: 'high',
			category: 'network',
			assignment_group: '',
		},
		answer: /x/,
	},
	{
		call: 'create',
		arguments: {
			short_description: 'Agent 3',
			caller_id: null,
			urgency: 2,
			category: 'Foo',
			assignment_group: 'Nobody’s Group',
		},
		answer: /x/,
	},
	{
		call: 'update',
		arguments: {
			record: 'INC0000003',
			state: 'In Progress',
			assigned_to: 'lena.fischer@example.com',
			due_date: '2026-12-01T10:00:00Z',
			urgency: '',
		},
		answer: /x/,
	},
	{
		call: 'update',
		arguments: { record: 'INC0000003', state: 'working', assigned_to: '', due_date: 'tomorrow', urgency: 'urgent' },
		answer: /x/,
	},
	{ call: 'comment', arguments: { record: 'INC0000003', text: 'We look into it.' }, answer: /x/ },
	{ call: 'assign', arguments: { record: 'INC0000003', group: 'service desk', person: 'Lena Fischer' }, answer: /x/ },
	{
		call: 'resolve',
		arguments: { record: 'INC0000003', code: 'Solved (Permanently)', notes: 'Toner changed' },
		answer: /x/,
	},
	{ call: 'resolve', arguments: { record: 'INC0000006', code: 'fixed', notes: 'x' }, answer: /x/ },
	{ call: 'user', arguments: { user: 'lena.fischer' }, answer: /x/ },
	{ call: 'user', arguments: { user: 'lena.fischer@example.com' }, answer: /x/ },
	{ call: 'user', arguments: { user: 'Lena Fischer' }, answer: /x/ },
];
