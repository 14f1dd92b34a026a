import type { INodeProperties } from 'n8n-workflow';
import { pairsField } from '../../properties/pairs';
import { targetProperties } from '../../properties/pickers/target';
import { optionsField } from '../../properties/values/write';

const recipients = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. beth@example.com, Abel Tuter <abel@example.com>',
	description,
});

export const properties: INodeProperties[] = [
	{
		...recipients('To', 'to', 'E-mail addresses separated by commas, or a list from an expression; 100 at most'),
		required: true,
	},
	{
		displayName: 'Subject',
		name: 'subject',
		type: 'string',
		default: '',
		placeholder: 'e.g. Your order has arrived',
		description: 'The subject of the message',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. It is at the front desk.',
		description: 'The message as plain text; text, HTML or both',
	},
	{
		displayName: 'HTML',
		name: 'html',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. <p>It is at the front desk.</p>',
		description: 'The message as HTML; text, HTML or both',
	},
	{
		displayName: 'Belongs to a Record',
		name: 'hasRecord',
		type: 'boolean',
		default: false,
		description: 'Whether the message is about a record and shows in its history',
	},
	...targetProperties.map((field) => ({ ...field, displayOptions: { show: { hasRecord: [true] } } })),
	optionsField(
		[
			recipients('BCC', 'bcc', 'Addresses of those who get a copy that the others do not know of; 100 at most'),
			recipients('CC', 'cc', 'Addresses of those who get a copy; 100 at most'),
			pairsField({ displayName: 'Headers', name: 'headers', one: 'header', placeholder: 'e.g. X-Order' }),
			{
				displayName: 'Importance',
				name: 'importance',
				type: 'options',
				options: [
					{ name: 'High', value: 'high' },
					{ name: 'Low', value: 'low' },
					{ name: 'Normal', value: '' },
				],
				default: '',
				description: 'How mail programs are to show the message',
			},
		],
		'alone',
	),
];
