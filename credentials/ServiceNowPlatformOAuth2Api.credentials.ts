import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { baseUrlExpression, pathExpression } from './signIn/address';
import { testRequest, testRules } from './signIn/check';

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

	documentationUrl = 'https://github.com/n8n-nodes-servicenow/n8n-nodes-servicenow#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Instance',
			name: 'instance',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. dev12345 or https://dev12345.service-now.com',
			hint: 'The name of the instance, its host, or the address of any of its pages',
		},
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
		{
			displayName:
				'In ServiceNow, once: (1) set the system property <code>glide.oauth.inbound.client.credential.grant_type.enabled</code> to <code>true</code> (create it in sys_properties.list, type true | false); (2) System OAuth → Application Registry → New → “Create an OAuth API endpoint for external clients”; (3) set the <b>OAuth Application User</b> on that record (add the field to the form): workflows act as this user, who needs the roles for the tables in use, e.g. <code>itil</code>; (4) copy client ID and client secret here.',
			name: 'clientCredentialsSteps',
			type: 'notice',
			default: '',
			displayOptions: { show: { grantType: ['clientCredentials'] } },
		},
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
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			hint: 'From the Application Registry record',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'From the same record: click the lock to see it. A public client (PKCE) has none.',
		},
		{
			displayName:
				'Tokens renew themselves: shortly before their end, and whenever ServiceNow refuses one. The lifespans stand on the Application Registry record (access token 1,800 s, refresh token 100 days). If the test says “The authorization server encountered an unexpected condition”, that is ServiceNow’s <code>access_denied</code>, its one answer to every mistake: check the system property, the OAuth Application User (set, active, not locked out), client ID and secret, and the scope, in this order.',
			name: 'renewalNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Advanced',
			name: 'advanced',
			type: 'boolean',
			default: false,
			description: 'Whether to change scope and paths',
		},
		{
			displayName: 'Scope',
			name: 'customScope',
			type: 'string',
			default: '',
			placeholder: 'e.g. useraccount',
			hint: 'Auth scopes of the Application Registry record, separated by spaces. Leave empty unless the record demands one.',
			displayOptions: { show: OWN_PATHS },
		},
		{
			displayName: 'Token Path',
			name: 'tokenUrlPath',
			type: 'string',
			default: '/oauth_token.do',
			displayOptions: { show: OWN_PATHS },
		},
		{
			displayName: 'Authorization Path',
			name: 'authorizationUrlPath',
			type: 'string',
			default: '/oauth_auth.do',
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
			// ServiceNow knows no others.
			displayName: 'Send Additional Body Properties',
			name: 'sendAdditionalBodyProperties',
			type: 'hidden',
			default: false,
		},
	];

	test: ICredentialTestRequest = {
		request: { ...testRequest, skipSslCertificateValidation: '={{ $credentials.ignoreSSLIssues === true }}' },
		rules: testRules(
			'ServiceNow does not accept the token. The user must be active, not locked out and allowed to use web services; then connect or test again.',
		),
	};
}
