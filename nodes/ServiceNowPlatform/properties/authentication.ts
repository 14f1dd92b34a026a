import type { INodeProperties } from 'n8n-workflow';

/** Which of the credential types the node signs in with; the values are their names. */
export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'API Key or Basic',
			value: 'serviceNowPlatformApi',
			description: 'API key, user name and password, or client certificate',
		},
		{
			name: 'OAuth2',
			value: 'serviceNowPlatformOAuth2Api',
			description: 'Client credentials, authorization code or PKCE',
		},
		{
			name: 'OAuth2 Service Account',
			value: 'serviceNowPlatformServiceOAuth2Api',
			description: 'JWT bearer or password grant',
		},
	],
	default: 'serviceNowPlatformOAuth2Api',
};
