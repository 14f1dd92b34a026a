/** The offer: what can be ordered and what is asked when ordering. */
import type { Row } from '../../../types.mts';

export interface Question {
	name: string;
	label: string;
	/** Number of the question type, see VARIABLE_TYPE of the catalog tables. */
	type: string;
	mandatory?: boolean;
	reference?: string;
	default_value?: string;
	/** Value, label, extra price. */
	choices?: ReadonlyArray<readonly [value: string, text: string, misc?: string]>;
	sys_id?: string;
	/** Further columns of the variable. */
	extra?: Row;
}

/** An item that an order guide includes, always or if its condition on the guide's answers holds. */
export interface GuideRule {
	item: string;
	order: string;
	condition?: string;
}

/** Questions that several items may share; with several rows they are answered by a table. */
export interface VariableSet {
	internal_name: string;
	title: string;
	multiRow: boolean;
	questions: readonly Question[];
}

export interface Item {
	name: string;
	category: string;
	short_description: string;
	price: string;
	recurring?: readonly [price: string, frequency: string];
	questions: readonly Question[];
	sets?: readonly VariableSet[];
	sys_id?: string;
	active?: 'false';
	/** A record producer writes into this table instead of making a request. */
	producer?: string;
	noQuantity?: 'true';
	guide?: readonly GuideRule[];
	/** Further columns of the item. */
	extra?: Row;
}

const TEXT = '6';
const MULTI_LINE = '2';
const SELECT = '5';
const CHECK_BOX = '7';
const REFERENCE = '8';
const DATE = '9';
const YES_NO = '1';
const CONTAINER_START = '19';
const CONTAINER_END = '20';

const REQUESTER: Question = { name: 'requester', label: 'Who is it for?', type: REFERENCE, reference: 'sys_user' };
const REASON: Question = { name: 'reason', label: 'Reason', type: MULTI_LINE, mandatory: true };

export const ITEMS: readonly Item[] = [
	{
		name: 'Standard Laptop',
		category: 'Hardware',
		short_description: 'Light laptop for office work',
		price: '1100',
		recurring: ['100', 'yearly'],
		sys_id: '04b7e94b4f7b4200086eeed18110c7fd',
		questions: [
			{ name: 'optional_label', label: 'Optional software', type: CONTAINER_START },
			{ name: 'acrobat', label: 'PDF editor', type: CHECK_BOX, sys_id: '90b72d4b4f7b4200086eeed18110c701' },
			{ name: 'photoshop', label: 'Photo editor', type: CHECK_BOX, sys_id: 'a8b72d4b4f7b4200086eeed18110c701' },
			{ name: 'optional_end', label: '', type: CONTAINER_END },
			{ name: 'additional_software', label: 'Anything else?', type: MULTI_LINE },
		],
	},
	{
		name: 'Developer Laptop',
		category: 'Hardware',
		short_description: 'Fast laptop for engineers',
		price: '2150',
		recurring: ['180', 'yearly'],
		questions: [
			{
				name: 'memory',
				label: 'Memory',
				type: SELECT,
				mandatory: true,
				choices: [
					['32', '32 GB'],
					['64', '64 GB', '250'],
				],
			},
			REQUESTER,
		],
	},
	{
		name: 'Phone',
		category: 'Hardware',
		short_description: 'Smartphone with a company contract',
		price: '799.99',
		recurring: ['29', 'monthly'],
		sys_id: '0d08837237153000158bbfc8bcbe5d02',
		questions: [
			{
				name: 'storage',
				label: 'Storage',
				type: SELECT,
				choices: [
					['128', '128 GB'],
					['256', '256 GB', '100'],
				],
			},
			{ name: 'keep_number', label: 'Keep the present number?', type: YES_NO },
		],
	},
	{
		name: 'Tablet',
		category: 'Tablets',
		short_description: 'Ten inch tablet',
		price: '600',
		sys_id: '060f3afa3731300054b6a3549dbe5d3e',
		questions: [],
	},
	{
		name: 'Second Screen',
		category: 'Hardware',
		short_description: 'Screen with 27 inches',
		price: '240',
		questions: [REASON],
	},
	{
		name: 'Office Licence',
		category: 'Software',
		short_description: 'Word processing and spreadsheets',
		price: '0',
		recurring: ['12', 'monthly'],
		noQuantity: 'true',
		questions: [
			REQUESTER,
			{
				name: 'edition',
				label: 'Edition',
				type: SELECT,
				mandatory: true,
				choices: [
					['basic', 'Basic'],
					['plus', 'Plus', '8'],
				],
			},
		],
	},
	{
		name: 'Access to a Shared Folder',
		category: 'Access',
		short_description: 'Reading or writing a folder of a team',
		price: '0',
		questions: [
			{ name: 'folder', label: 'Folder', type: TEXT, mandatory: true },
			{
				name: 'access',
				label: 'Access',
				type: SELECT,
				choices: [
					['read', 'Read'],
					['write', 'Read and write'],
				],
				default_value: 'read',
			},
			{ name: 'until', label: 'Until', type: DATE },
			{ name: 'owner', label: 'Owner of the folder', type: REFERENCE, reference: 'sys_user', mandatory: true },
		],
	},
	{
		name: 'Database Account',
		category: 'Access',
		short_description: 'Account on a database',
		price: '0',
		questions: [
			{ name: 'database', label: 'Database', type: REFERENCE, reference: 'cmdb_ci_database', mandatory: true },
			REASON,
		],
	},
	{
		name: 'New Server',
		category: 'Infrastructure',
		short_description: 'Virtual server in one of the data centres',
		price: '75',
		recurring: ['40', 'monthly'],
		questions: [
			{ name: 'hostname', label: 'Host name', type: TEXT, mandatory: true },
			{
				name: 'os',
				label: 'Operating system',
				type: SELECT,
				mandatory: true,
				choices: [
					['linux', 'Linux'],
					['windows', 'Windows', '25'],
				],
			},
			{ name: 'backup', label: 'Back up every night', type: CHECK_BOX, default_value: 'true' },
			{ name: 'needed_by', label: 'Needed by', type: DATE },
		],
	},
	{
		name: 'Business Cards',
		category: 'Office',
		short_description: 'Two hundred cards',
		price: '35.5',
		questions: [REQUESTER],
	},
	{
		name: 'Meeting Room Booking',
		category: 'Office',
		short_description: 'Room with screen',
		price: '0',
		questions: [{ name: 'day', label: 'Day', type: DATE, mandatory: true }],
	},
	{
		name: 'Pager',
		category: 'Hardware',
		short_description: 'No longer offered',
		price: '20',
		active: 'false',
		questions: [],
	},
	{
		name: 'Report an Incident',
		category: 'Services',
		short_description: 'Something does not work',
		price: '0',
		producer: 'incident',
		sys_id: '3f1dd0320a0a0b99000a53f7604a2ef9',
		questions: [
			{
				name: 'urgency',
				label: 'Urgency',
				type: SELECT,
				mandatory: true,
				choices: [
					['1', 'High'],
					['2', 'Medium'],
					['3', 'Low'],
				],
			},
			{ name: 'comments', label: 'What happened?', type: MULTI_LINE, mandatory: true },
		],
	},
	{
		name: 'Ask a Vendor',
		category: 'Services',
		short_description: 'Opens a ticket with a vendor',
		price: '0',
		producer: 'u_vendor_ticket',
		questions: [
			{ name: 'u_vendor', label: 'Vendor', type: REFERENCE, reference: 'core_company', mandatory: true },
			{ name: 'short_description', label: 'Question', type: TEXT, mandatory: true },
		],
	},
];
