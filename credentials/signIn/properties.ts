import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

type Shown = Required<IDisplayOptions>['show'];

/** Fields that several credential types have. */
export const instanceField: INodeProperties = {
	displayName: 'Instance',
	name: 'instance',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. dev12345 or https://dev12345.service-now.com',
	hint: 'The name of the instance, its host, or the address of any of its pages',
};

export const clientIdField: INodeProperties = {
	displayName: 'Client ID',
	name: 'clientId',
	type: 'string',
	default: '',
	required: true,
	hint: 'From the client’s record in ServiceNow',
};

export const clientSecretField: INodeProperties = {
	displayName: 'Client Secret',
	name: 'clientSecret',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	hint: 'From the same record: click the lock to see it',
};

/** `contents` says what is below. */
export const advancedField = (contents: string): INodeProperties => ({
	displayName: 'Advanced',
	name: 'advanced',
	type: 'boolean',
	default: false,
	description: `Whether to change ${contents}`,
});

export const scopeField = (show: Shown): INodeProperties => ({
	displayName: 'Scope',
	name: 'customScope',
	type: 'string',
	default: '',
	placeholder: 'e.g. useraccount',
	hint: 'Auth scopes of the Application Registry record, separated by spaces. Leave empty unless the record demands one.',
	displayOptions: { show },
});

export const tokenPathField = (show: Shown): INodeProperties => ({
	displayName: 'Token Path',
	name: 'tokenUrlPath',
	type: 'string',
	default: '/oauth_token.do',
	hint: 'Of the token endpoint, for an instance behind a gateway',
	displayOptions: { show },
});
