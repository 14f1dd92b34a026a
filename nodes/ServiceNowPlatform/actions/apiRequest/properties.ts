import type { INodeProperties } from 'n8n-workflow';
import { outputField } from '../../properties/binary';
import { limitField, returnAllField } from '../../properties/lists/list';
import { pairsField } from '../../properties/pairs';
import { requestOptions } from '../../properties/requestSettings';

const WITH_BODY = ['DELETE', 'PATCH', 'POST', 'PUT'];

const pagingOptions: INodeProperties[] = [
	{
		displayName: 'Items Field',
		name: 'listAt',
		type: 'string',
		default: 'result',
		placeholder: 'e.g. result.articles',
		description: 'Where the list of entries is in an answer, for paging; empty if the answer is the list',
	},
	{
		displayName: 'Limit Parameter',
		name: 'limitParameter',
		type: 'string',
		default: 'sysparm_limit',
		description: 'Query parameter for the size of a page, for paging by offset',
	},
	{
		displayName: 'Offset Parameter',
		name: 'offsetParameter',
		type: 'string',
		default: 'sysparm_offset',
		description: 'Query parameter for the place of the first entry, for paging by offset',
	},
	{
		displayName: 'Page Size',
		name: 'pageSize',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1000,
		description: 'Most entries to ask for at once, for paging by offset',
	},
];

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		...pagingOptions,
		...requestOptions('alone'),
		{ ...outputField, displayOptions: { show: { response: ['file'] } } },
		{
			displayName: 'Response',
			name: 'response',
			type: 'options',
			options: [
				{ name: 'Body', value: 'body' },
				{ name: 'File', value: 'file', description: 'The answer as binary data, whatever its type; for all items' },
				{ name: 'Full', value: 'full', description: 'Status, headers and body' },
				{
					name: 'Result',
					value: 'result',
					description: 'The content of "result"; a list becomes one item for each entry',
				},
			],
			default: 'body',
			description: 'What to put out of an answer, where there is no paging',
		},
	],
};

export const properties: INodeProperties[] = [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		options: ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'].map((name) => ({ name, value: name })),
		default: 'GET',
		description: 'HTTP method of the request',
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. /api/now/table/incident',
		description: 'Path on the instance of the credential, or its whole address; query parameters included if you like',
	},
	pairsField({
		displayName: 'Query Parameters',
		name: 'queryParameters',
		one: 'parameter',
		placeholder: 'e.g. sysparm_limit',
		description: 'Joined to those of the path; encoded as needed',
	}),
	pairsField({
		displayName: 'Headers',
		name: 'headers',
		one: 'header',
		placeholder: 'e.g. X-no-response-body',
		description: 'Sent besides those of the sign-in and of the body',
	}),
	{
		displayName: 'Body',
		name: 'bodyType',
		type: 'options',
		options: [
			{ name: 'JSON', value: 'json' },
			{ name: 'None', value: 'none' },
			{ name: 'Raw', value: 'raw', description: 'Text of any kind, such as XML' },
		],
		default: 'none',
		description: 'What to send along',
		displayOptions: { show: { method: WITH_BODY } },
	},
	{
		displayName: 'JSON',
		name: 'jsonBody',
		type: 'json',
		default: '{}',
		required: true,
		description: 'The body as JSON',
		displayOptions: { show: { method: WITH_BODY, bodyType: ['json'] } },
	},
	{
		displayName: 'Content Type',
		name: 'contentType',
		type: 'string',
		default: 'text/plain',
		required: true,
		placeholder: 'e.g. application/xml',
		description: 'Type of the text',
		displayOptions: { show: { method: WITH_BODY, bodyType: ['raw'] } },
	},
	{
		displayName: 'Text',
		name: 'rawBody',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description: 'The body as it is',
		displayOptions: { show: { method: WITH_BODY, bodyType: ['raw'] } },
	},
	{
		displayName: 'Paging',
		name: 'paging',
		type: 'options',
		options: [
			{ name: 'By Link', value: 'link', description: 'The answer names the next page in its Link header' },
			{ name: 'By Offset', value: 'offset', description: 'The request says where a page begins and how long it is' },
			{ name: 'Off', value: 'off', description: 'One request' },
		],
		default: 'off',
		description: 'Whether and how to ask for further pages; each entry becomes an item',
		displayOptions: { show: { method: ['GET'] } },
	},
	{ ...returnAllField, displayOptions: { show: { method: ['GET'], paging: ['link', 'offset'] } } },
	{
		...limitField,
		displayOptions: { show: { method: ['GET'], paging: ['link', 'offset'], returnAll: [false] } },
	},
	options,
];
