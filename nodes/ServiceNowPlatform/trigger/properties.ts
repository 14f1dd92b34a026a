import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';
import { SCRIPT_TO_PASTE } from '../domain/changes/bell/script';
import { authentication } from '../properties/authentication';
import { filterField, queryOptions } from '../properties/lists/filter';
import { outputFieldsWithoutView } from '../properties/output/output';
import { readOptions } from '../properties/output/read';
import { tableLocator } from '../properties/pickers/table';
import { eachOnce } from '../properties/values/write';
import { eventOptions, VALUES_WITH_TABLE, valuesOf } from './events';

/** Deleted records can neither be searched nor be read any more. */
const OF_RECORDS = valuesOf('commented', 'created', 'changed', 'updated', 'stateChanged');

const event: INodeProperties = {
	displayName: 'Event',
	name: 'event',
	type: 'options',
	noDataExpression: true,
	options: eventOptions,
	default: 'changed',
};

const table: INodeProperties = {
	...tableLocator,
	description: 'The table to watch; Task stands for incidents, problems, changes, requests and all other work',
	displayOptions: { hide: { event: VALUES_WITH_TABLE } },
};

const stateFields: INodeProperties[] = [
	{
		displayName: 'Values',
		name: 'values',
		type: 'string',
		default: '',
		placeholder: 'e.g. Resolved, Closed',
		description: 'Values or labels that the field changes to, separated by commas; without any, every change counts',
		displayOptions: { show: { event: valuesOf('stateChanged') } },
	},
];

const journalField: INodeProperties = {
	displayName: 'Kind',
	name: 'journal',
	type: 'options',
	options: [
		{ name: 'Comments', value: 'comments' },
		{ name: 'Comments and Work Notes', value: 'both' },
		{ name: 'Work Notes', value: 'work_notes' },
	],
	default: 'both',
	description: 'Which entries are events',
	displayOptions: { show: { event: valuesOf('commented') } },
};

const bellFields: INodeProperties[] = [
	{
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Instant',
				value: 'instant',
				description:
					'ServiceNow rings as soon as something changes, and what it could not ring for is found by polling',
			},
			{ name: 'Polling', value: 'polling', description: 'Look at the times below; needs no more than read access' },
		],
		default: 'polling',
		description: 'How changes are noticed; every one is handed out once in both',
	},
	{
		displayName: 'Business Rule',
		name: 'rule',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Made by This Node',
				value: 'made',
				description: 'Made, kept and removed with the workflow; needs the role business_rule_admin',
			},
			{
				name: 'Pasted by an Administrator',
				value: 'pasted',
				description: 'For users who may not write business rules',
			},
		],
		default: 'made',
		description: 'Who makes the business rule that rings',
		displayOptions: { show: { mode: ['instant'] } },
	},
	{
		displayName: 'Secret',
		name: 'secret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		placeholder: 'e.g. the output of: openssl rand -base64 32',
		description: 'Base64, the same in the script; rings that are not signed with it are not heard',
		displayOptions: { show: { mode: ['instant'], rule: ['pasted'] } },
	},
	{
		displayName: `System Definition → Business Rules → New: the table, <i>Advanced</i>, When <i>async</i>, Insert, Update or Delete as wanted, and this script, with the production URL of this node and the secret in it:<br><pre>${SCRIPT_TO_PASTE}</pre>`,
		name: 'scriptNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { mode: ['instant'], rule: ['pasted'] } },
	},
];

const ofRecords = { show: { event: OF_RECORDS } };
const notDeleted = (properties: INodeProperties[]) => updateDisplayOptions(ofRecords, properties);

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: eachOnce([
		...readOptions,
		...queryOptions.map((option) => ({ ...option, displayOptions: { show: { '/event': OF_RECORDS } } })),
		{
			displayName: 'Count Unknown Changes',
			name: 'keepUnknown',
			type: 'boolean',
			default: true,
			description:
				'Whether a record counts that changes for the first time since the trigger was published, where only some fields are watched and nothing tells what they were before',
		},
		{
			displayName: 'Event Info',
			name: 'eventInfo',
			type: 'boolean',
			default: true,
			description:
				'Whether each item has a field named event: what happened, when, by whom, and an ID that is the same should n8n ever hand it out twice',
		},
		{
			displayName: 'Field of State',
			name: 'stateField',
			type: 'string',
			default: 'state',
			placeholder: 'e.g. state or approval',
			description: 'The field that State Changed To… watches',
		},
		{
			displayName: 'Full Record of Its Class',
			name: 'ofClass',
			type: 'boolean',
			default: false,
			description:
				'Whether each record of a parent table such as Task is read from its own table, with the fields that only that one has',
		},
		{
			displayName: 'Ignore Changes By Me',
			name: 'ignoreOwn',
			type: 'boolean',
			default: true,
			description:
				'Whether changes that the signed-in user made are no events, so that a workflow which writes does not start itself',
		},
		{
			displayName: 'Max Items per Run',
			name: 'maxItems',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 10_000 },
			default: 1_000,
			description: 'Most changes in one execution; the rest comes with the next polls',
		},
		{
			displayName: 'MID Server',
			name: 'midServer',
			type: 'string',
			default: '',
			placeholder: 'e.g. mid-server-01',
			description: 'Name of the MID server that rings, where the instance itself cannot reach n8n',
			displayOptions: { show: { '/mode': ['instant'] } },
		},
		{
			displayName: 'Only When Fields Change',
			name: 'watchedFields',
			type: 'string',
			default: '',
			placeholder: 'e.g. assigned_to,priority',
			description:
				'Names of fields, separated by commas: other changes are no events. Of a record that changes for the first time since the trigger was published, only the audit tells what it was before; where it does not, Count Unknown Changes decides.',
		},
		{
			displayName: 'Overlap',
			name: 'overlap',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 86_400 },
			default: 300,
			description:
				'Seconds before the latest change that are looked at again, since a change may become visible later than its time says. What was handed out already is not handed out again.',
		},
		{
			displayName: 'Start',
			name: 'startMinutes',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'How many minutes before the first publication count, too; 0 begins with what happens from then on',
		},
		{
			displayName: 'Start With Newest',
			name: 'startNewest',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 1_000 },
			default: 0,
			description: 'How many of the newest records or events count, too, when the workflow is published first',
		},
	]),
};

/** All properties of the trigger; n8n adds the times of polling. */
export const triggerProperties: INodeProperties[] = [
	authentication,
	event,
	table,
	...stateFields,
	journalField,
	...bellFields,
	...notDeleted([filterField]),
	// A view need not show what tells changes apart.
	...notDeleted(outputFieldsWithoutView),
	options,
];
