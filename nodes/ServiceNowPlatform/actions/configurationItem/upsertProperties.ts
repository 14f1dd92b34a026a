import type { INodeProperties } from 'n8n-workflow';
import { relationFields } from './properties';

/** In the order in which they are asked for. */
export const relationsField: INodeProperties = {
	displayName: 'Relations',
	name: 'relations',
	type: 'fixedCollection',
	placeholder: 'Add Relation',
	typeOptions: { multipleValues: true },
	default: {},
	description:
		'Configuration items that this one is related to. Items of a dependent class need the one they run on or belong to. ServiceNow takes the related items for reported, too, and notes the time and the source of that.',
	options: [{ displayName: 'Relation', name: 'relation', values: relationFields }],
};

const sourceOptions: INodeProperties[] = [
	{
		displayName: 'Feed',
		name: 'source_feed',
		type: 'string',
		default: '',
		placeholder: 'e.g. Computer Identity',
		description: 'Which feed of the data source reports the item; goes with a native key',
	},
	{
		displayName: 'Native Key',
		name: 'source_native_key',
		type: 'string',
		default: '',
		placeholder: 'e.g. 16777219',
		description: 'The key that the data source itself has for the item; the item is found by it once it is known',
	},
	{
		displayName: 'Scanned At',
		name: 'source_recency_timestamp',
		type: 'dateTime',
		default: '',
		description: 'When the data source saw the item; goes with a native key',
	},
];

const classChangesOption: INodeProperties = {
	displayName: 'Class Changes',
	name: 'settings',
	type: 'multiOptions',
	options: [
		{
			name: 'No Downgrade',
			value: 'updateWithoutDowngrade',
			description: 'An item that is known by a more special class keeps it',
		},
		{ name: 'No Switch', value: 'updateWithoutSwitch', description: 'An item keeps its class in another branch' },
		{
			name: 'No Upgrade',
			value: 'updateWithoutUpgrade',
			description: 'An item that is known by a more general class keeps it',
		},
		{
			name: 'Skip Restriction Rules',
			value: 'skipReclassificationRestrictionRules',
			description: 'The instance’s rules against changes of the class are not applied',
		},
	],
	default: [],
	description: 'What not to do when the item is known by a class other than the reported one',
};

const lookupOption: INodeProperties = {
	displayName: 'Lookup Items',
	name: 'lookup',
	type: 'json',
	default: '[]',
	placeholder:
		'e.g. [{"className": "cmdb_serial_number", "values": {"serial_number": "X1", "serial_number_type": "uuid"}}]',
	description:
		'Records of other tables by which the item is identified, such as serial numbers and network adapters: a list of objects with className and values',
};

const engineOptions: INodeProperties[] = [
	{
		displayName: 'Generate Summary',
		name: 'generate_summary',
		type: 'boolean',
		default: false,
		description: 'Whether ServiceNow counts what it did, by class. Each item is then sent by itself.',
	},
	{
		displayName: 'Partial Payloads',
		name: 'partial_payloads',
		type: 'boolean',
		default: false,
		description:
			'Whether ServiceNow keeps what it cannot identify yet, until a source tells the rest. The item fails all the same, since there is no configuration item yet.',
	},
	{
		displayName: 'Simulate',
		name: 'simulate',
		type: 'boolean',
		// An expression that finds nothing must not turn it off.
		default: true,
		description: 'Whether ServiceNow only says what it would do, and writes nothing',
	},
];

export const upsertOptions: INodeProperties[] = [...engineOptions, ...sourceOptions, classChangesOption, lookupOption];
