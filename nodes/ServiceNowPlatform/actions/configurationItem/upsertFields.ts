import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { parsedJson } from '../../domain/apiPaging';
import type { PayloadItem } from '../../domain/identification';
import { InputProblem } from '../../domain/problem';
import { tableName } from '../../domain/record';
import { isObject } from '../../domain/request';
import { wireValue } from '../../domain/values';
import { relationFields } from '../../fields/configurationItem';
import { filled } from '../../fields/work';

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
	description: 'What is not done where the item is known by another class than the reported one',
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
		default: false,
		description: 'Whether ServiceNow only says what it would do, and writes nothing',
	},
];

export const upsertOptions: INodeProperties[] = [...engineOptions, ...sourceOptions, classChangesOption, lookupOption];

/** What the options say of the item itself. @throws InputProblem */
export function itemExtras(options: IDataObject, source: string, timeZone: string): Partial<PayloadItem> {
	const settings = Array.isArray(options.settings) ? options.settings.map(String) : [];
	const lookup = lookupItems(options.lookup, timeZone);
	const origin = sourceInfo(options, source, timeZone);
	return {
		...(lookup.length > 0 ? { lookup } : {}),
		...(settings.length > 0 ? { settings: Object.fromEntries(settings.map((name) => [name, true])) } : {}),
		...(origin === undefined ? {} : { sys_object_source_info: origin }),
	};
}

function sourceInfo(options: IDataObject, source_name: string, timeZone: string): Record<string, string> | undefined {
	const scanned = wireValue(options.source_recency_timestamp, timeZone);
	const given = filled({ ...options, source_recency_timestamp: scanned }, [
		'source_native_key',
		'source_feed',
		'source_recency_timestamp',
	]);
	if (Object.keys(given).length === 0) return undefined;
	if (given.source_native_key !== undefined) return { source_name, ...given };
	throw new InputProblem(
		'Native Key',
		'It is empty',
		'Feed and time of the scan only say something of an item with a native key: enter it, or remove them.',
	);
}

function lookupItems(option: unknown, timeZone: string): NonNullable<PayloadItem['lookup']> {
	const list = option === undefined || option === '' ? [] : parsedJson(option, 'Lookup Items');
	if (!Array.isArray(list)) throw notLookups();
	return list.map((entry) => {
		if (!isObject(entry) || !isObject(entry.values)) throw notLookups();
		const values = Object.entries(entry.values).map(([name, value]) => [name, wireValue(value, timeZone)]);
		return { className: tableName(String(entry.className ?? ''), 'Lookup Items'), values: Object.fromEntries(values) };
	});
}

function notLookups(): InputProblem {
	return new InputProblem(
		'Lookup Items',
		'This is no list of lookup items',
		'Enter a JSON list such as [{"className": "cmdb_serial_number", "values": {"serial_number": "X1"}}].',
	);
}
