import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { baseUrlExpression, hostExpression, pathExpression } from './signIn/address';
import {
	advancedField,
	clientIdField,
	clientSecretField,
	instanceField,
	scopeField,
	tokenPathField,
} from './signIn/properties';
import { COPY_BOTH, registration, stepsNotice } from './signIn/steps';

const CODE = { grantType: ['authorizationCode'] };
const OWN_PATHS = { advanced: [true] };
const CONNECT = 'Click Connect, and press Allow: workflows act as the person who does so.';
const REDIRECT =
	'Enter the OAuth Redirect URL shown here as its “Redirect URL”, to the letter: otherwise ServiceNow sends the code to the first registered address.';

/**
 * Signing in as a person, by n8n's own OAuth2. Its fields stand before those of this package, whatever their order here, and with them
 * the client ID and secret: they are hidden, and take what is entered in fields that stand where the steps have been read.
 */
export class ServiceNowPlatformOAuth2Api implements ICredentialType {
	name = 'serviceNowPlatformOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'ServiceNow Platform Personal OAuth2 API';

	icon: Icon = {
		light: 'file:../nodes/ServiceNowPlatform/serviceNowPlatform.svg',
		dark: 'file:../nodes/ServiceNowPlatform/serviceNowPlatform.dark.svg',
	};

	documentationUrl = 'https://github.com/n8n-nodes-servicenow/n8n-nodes-servicenow/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		instanceField,
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'options',
			options: [
				{
					name: 'Authorization Code',
					value: 'authorizationCode',
					description: 'A person signs in once; workflows act as that person',
				},
				{
					name: 'PKCE',
					value: 'pkce',
					description: 'As Authorization Code, for a client that cannot keep a secret',
				},
			],
			default: 'authorizationCode',
		},
		stepsNotice('authorizationCodeSteps', CODE, [
			registration('OAuth - Authorization code grant'),
			REDIRECT,
			COPY_BOTH,
			CONNECT,
		]),
		stepsNotice('pkceSteps', { grantType: ['pkce'] }, [
			registration('OAuth - Authorization code grant'),
			'Tick “This is a public client” (in older releases “Public Client”), and give it a long access token lifespan: public clients get no refresh token, and when the token has ended somebody has to connect again.',
			REDIRECT,
			'Copy its client ID into the field below.',
			CONNECT,
		]),
		{ ...clientIdField, name: 'oauthClientId' },
		{
			...clientSecretField,
			name: 'oauthClientSecret',
			typeOptions: { password: true },
			displayOptions: { show: CODE },
		},
		advancedField('scope and paths'),
		scopeField(OWN_PATHS),
		tokenPathField(OWN_PATHS),
		{
			displayName: 'Authorization Path',
			name: 'authorizationUrlPath',
			type: 'string',
			default: '/oauth_auth.do',
			hint: 'Of the page on which a person presses Allow, for an instance behind a gateway',
			displayOptions: { show: OWN_PATHS },
		},
		{
			// The name is n8n's, which applies it to the token request.
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSSLIssues',
			type: 'boolean',
			default: false,
			description:
				'Whether to connect even if the certificate of the instance cannot be trusted: anybody in between could read along',
			hint: 'For a private certificate authority, set NODE_EXTRA_CA_CERTS for n8n instead. n8n’s own OAuth2 sends no client certificate; a service account can.',
			displayOptions: { show: OWN_PATHS },
		},
		{
			// n8n's own two, which it would show here otherwise: the HTTP Request node may use this sign-in for the instance only.
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'hidden',
			default: 'domains',
		},
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'hidden',
			default: `={{ ${hostExpression('$self["instance"]')} }}`,
		},
		{
			displayName: 'Client ID Sent by n8n',
			name: 'clientId',
			type: 'hidden',
			default: '={{ $self["oauthClientId"] }}',
		},
		{
			displayName: 'Client Secret Sent by n8n',
			name: 'clientSecret',
			type: 'hidden',
			typeOptions: { password: true },
			default: '={{ $self["oauthClientSecret"] || "" }}',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `={{ ${baseUrlExpression('$self["instance"]')} + ${pathExpression('$self["tokenUrlPath"]', '/oauth_token.do')} }}`,
			required: true,
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: `={{ ${baseUrlExpression('$self["instance"]')} + ${pathExpression('$self["authorizationUrlPath"]', '/oauth_auth.do')} }}`,
			required: true,
		},
		{
			// Without any scope n8n would ask for "openid" when a person signs in, which ServiceNow does not know.
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '={{ $self["customScope"] || "useraccount" }}',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			// ServiceNow reads client id and secret from the body; it documents nothing else.
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		{
			// n8n's own, which it would show here otherwise: ServiceNow knows no further parameters.
			displayName: 'Send Additional Body Properties',
			name: 'sendAdditionalBodyProperties',
			type: 'hidden',
			default: false,
		},
		{
			displayName: 'Additional Body Properties',
			name: 'additionalBodyProperties',
			type: 'hidden',
			default: '',
		},
	];
}
