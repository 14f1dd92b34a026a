import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { baseUrlExpression, hostExpression, pathExpression } from './signIn/address';
import { testRequest, testRules } from './signIn/trial/check';
import {
	advancedField,
	clientCredentialsSteps,
	clientFields,
	instanceField,
	scopeField,
	tokenPathField,
} from './signIn/fields';

const OWN_PATHS = { advanced: [true] };
const NEEDS_USER = { grantType: ['authorizationCode', 'pkce'] };

export class ServiceNowPlatformOAuth2Api implements ICredentialType {
	name = 'serviceNowPlatformOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'ServiceNow Platform OAuth2 API';

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
					name: 'Client Credentials',
					value: 'clientCredentials',
					description: 'Workflows act as the OAuth Application User; nobody signs in',
				},
				{
					name: 'PKCE',
					value: 'pkce',
					description: 'As Authorization Code, for a client that cannot keep a secret',
				},
			],
			default: 'clientCredentials',
		},
		clientCredentialsSteps({ grantType: ['clientCredentials'] }),
		{
			displayName:
				'In ServiceNow, once: System OAuth → Application Registry → New → “Create an OAuth API endpoint for external clients”; enter the OAuth Redirect URL shown here as <b>Redirect URL</b>, to the letter (otherwise ServiceNow sends the code to the first registered address); copy client ID and client secret here; then click Connect and press Allow. Workflows act as the person who does so.',
			name: 'authorizationCodeSteps',
			type: 'notice',
			default: '',
			displayOptions: { show: { grantType: ['authorizationCode'] } },
		},
		{
			displayName:
				'In ServiceNow, once: System OAuth → Application Registry → New → “Create an OAuth API endpoint for external clients”; tick <b>Public Client</b>; enter the OAuth Redirect URL shown here as <b>Redirect URL</b>; copy the client ID here; then click Connect and press Allow. ServiceNow gives public clients no refresh token: when the access token ends, connect again, or give the record a long access token lifespan.',
			name: 'pkceSteps',
			type: 'notice',
			default: '',
			displayOptions: { show: { grantType: ['pkce'] } },
		},
		...clientFields('A public client (PKCE) has none.'),
		{
			displayName:
				'Tokens renew themselves: shortly before their end, and whenever ServiceNow refuses one. The lifespans stand on the Application Registry record (access token 1,800 s, refresh token 100 days).',
			name: 'renewalNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { grantType: ['authorizationCode', 'clientCredentials'] } },
		},
		{
			displayName:
				'If the test says “The authorization server encountered an unexpected condition” or “EAUTH”, that is ServiceNow’s <code>access_denied</code>, its one answer to every mistake: check the system property, the OAuth Application User (set, active, not locked out), client ID and secret, and the scope, in this order. “ServiceNow Platform Service OAuth2 API” offers this grant, too: it says more, sends client certificates and trusts private authorities.',
			name: 'testNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { grantType: ['clientCredentials'] } },
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
			displayOptions: { show: { ...OWN_PATHS, ...NEEDS_USER } },
		},
		{
			// The name is n8n's, which applies it to the token request.
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSSLIssues',
			type: 'boolean',
			default: false,
			description:
				'Whether to connect even if the certificate of the instance cannot be trusted: anybody in between could read along',
			hint: 'For a private certificate authority, set NODE_EXTRA_CA_CERTS for n8n instead. n8n’s own OAuth2 sends no client certificate; use the Service OAuth2 or API credential for that.',
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
			default: '={{ $self["customScope"] || ($self["grantType"] === "clientCredentials" ? "" : "useraccount") }}',
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

	test: ICredentialTestRequest = {
		request: { ...testRequest, skipSslCertificateValidation: '={{ $credentials.ignoreSSLIssues === true }}' },
		rules: testRules(
			'ServiceNow does not accept the token. The user must be active, not locked out and allowed to use web services; then connect or test again.',
		),
	};
}
