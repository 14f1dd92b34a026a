import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { ownTestRequest, testRules } from './signIn/trial/check';
import { signedDirectly } from './signIn/direct';
import { instanceField } from './signIn/fields';
import { probe, probeRequest } from './signIn/trial/probe';
import { tlsProperties } from './signIn/tls';
import { isOnTrial, pass, tried } from './signIn/trial/trial';

const API_KEY = { method: ['apiKey'] };
const BASIC = { method: ['basic'] };

/** The ways to sign in that need no token: they send the secret itself with every request. */
export class ServiceNowPlatformApi implements ICredentialType {
	name = 'serviceNowPlatformApi';

	displayName = 'ServiceNow Platform API';

	icon: Icon = {
		light: 'file:../nodes/ServiceNowPlatform/serviceNowPlatform.svg',
		dark: 'file:../nodes/ServiceNowPlatform/serviceNowPlatform.dark.svg',
	};

	documentationUrl = 'https://github.com/n8n-nodes-servicenow/n8n-nodes-servicenow/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		instanceField,
		{
			displayName:
				'OAuth is the better choice: its tokens end by themselves, can be revoked one by one and be narrowed to scopes, while what is entered here travels with every request and is good until somebody changes it. “ServiceNow Platform OAuth2 API” with client credentials needs no more than this.',
			name: 'oauthNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: [
				{ name: 'API Key', value: 'apiKey', description: 'A key that stands for one user' },
				{ name: 'Basic', value: 'basic', description: 'User name and password' },
				{
					name: 'Client Certificate',
					value: 'certificate',
					description: 'The certificate below alone, mapped to a user in ServiceNow',
				},
			],
			default: 'apiKey',
		},
		{
			displayName:
				'In ServiceNow, once, all three: (1) a <b>REST API Key</b> for the user that workflows act as; (2) an <b>inbound authentication profile</b> of type API key (header <code>x-sn-apikey</code>); (3) a <b>REST API access policy</b> with that profile for each API in use and each of its versions (Table API, Batch API, Attachment API, …). Without the policy ServiceNow answers as if the key were wrong. The plugin is <code>com.glide.tokenbased_auth</code>.',
			name: 'inboundSteps',
			type: 'notice',
			default: '',
			displayOptions: { show: API_KEY },
		},
		{
			displayName:
				'Instances may restrict Basic authentication: then only users with the role <code>snc_basic_auth_api_access</code> and users that are “web service access only” may use it, and a right password is refused like a wrong one. It does not work for users with MFA or single sign-on. After a few refusals ServiceNow locks the account, so a refused request is never sent again.',
			name: 'basicSteps',
			type: 'notice',
			default: '',
			displayOptions: { show: BASIC },
		},
		{
			displayName: 'Turn Certificates on and fill in the client certificate and its key.',
			name: 'mutualSteps',
			type: 'notice',
			default: '',
			displayOptions: { show: { method: ['certificate'] } },
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'The token of the REST API Key record',
			displayOptions: { show: API_KEY },
		},
		{
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: BASIC },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: BASIC },
		},
		...tlsProperties,
		{
			// n8n runs preAuthentication for types with a field of this kind only: when it is empty, which it never is, and after a 401.
			displayName: 'Check',
			name: 'check',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: 'done',
		},
	];

	/** Tells what is wrong with a sign-in that is tested; there is nothing to be renewed. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
		if (!isOnTrial(credentials)) return {};
		await probe(this.helpers.httpRequest, credentials, signedDirectly(credentials, probeRequest(credentials.instance)));
		pass(credentials);
		return {};
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return signedDirectly(credentials, tried(credentials, requestOptions));
	}

	test: ICredentialTestRequest = {
		request: ownTestRequest,
		rules: testRules(
			'ServiceNow refused the sign-in. API key: is it right, active and not over, and is there a REST API access policy with an API key profile for the Table API? Basic: is the password right, the user active, not locked out, and allowed to use Basic (role snc_basic_auth_api_access; no MFA)? Certificate: is it mapped to an active user?',
		),
	};
}
