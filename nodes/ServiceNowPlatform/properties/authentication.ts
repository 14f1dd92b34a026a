import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

const TYPES = ['serviceNowPlatformServiceOAuth2Api', 'serviceNowPlatformOAuth2Api', 'serviceNowPlatformApi'];

/** The credential types of a node; the chosen one is asked for. */
export const nodeCredentials: INodeCredentialDescription[] = TYPES.map((name) => ({
	name,
	required: true,
	displayOptions: { show: { authentication: [name] } },
}));

/** Which of the credential types the node signs in with; the values are their names. */
export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Service Account (OAuth2)',
			value: 'serviceNowPlatformServiceOAuth2Api',
			description: 'Nobody has to sign in: client credentials, JWT bearer or password',
		},
		{
			name: 'Sign In as a Person (OAuth2)',
			value: 'serviceNowPlatformOAuth2Api',
			description: 'Workflows act as whoever clicks Connect: authorization code or PKCE',
		},
		{
			name: 'API Key, Basic or Certificate',
			value: 'serviceNowPlatformApi',
			description: 'Sent with every request: a key, user name and password, or a client certificate',
		},
	],
	default: 'serviceNowPlatformServiceOAuth2Api',
};
