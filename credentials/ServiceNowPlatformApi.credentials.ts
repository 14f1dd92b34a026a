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
import { testRequest, testRules } from './signIn/trial/check';
import { signedDirectly } from './signIn/direct';
import { instanceField } from './signIn/properties';
import { stepsNotice } from './signIn/steps';
import { probe, probeRequest } from './signIn/trial/probe';
import { tlsProperties } from './signIn/tls';
import { isOnTrial, pass, tried } from './signIn/onTrial';

const API_KEY = { method: ['apiKey'] };
const BASIC = { method: ['basic'] };
const CERTIFICATE = { method: ['certificate'] };

/** The ways to sign in that need no token: they send the secret itself with every request. */
export class ServiceNowPlatformApi implements ICredentialType {
	name = 'serviceNowPlatformApi';

	displayName = 'ServiceNow Platform Key, Basic or Certificate API';

	icon: Icon = {
		light: 'file:../nodes/ServiceNowPlatform/serviceNowPlatform.svg',
		dark: 'file:../nodes/ServiceNowPlatform/serviceNowPlatform.dark.svg',
	};

	documentationUrl = 'https://github.com/n8n-nodes-servicenow/n8n-nodes-servicenow/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		instanceField,
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
		stepsNotice('apiKeySteps', API_KEY, [
			'Activate the plugin “API Key and HMAC Authentication” (com.glide.tokenbased_auth).',
			'System Web Services → API Access Policies → Inbound Authentication Profiles → New → “Create API Key authentication profiles”, with “x-sn-apikey: Auth Header”.',
			'System Web Services → API Access Policies → REST API Key → New, for the user that workflows act as. Open the saved record, and copy its token into the field below.',
			'System Web Services → REST API Access Policies → New, with that profile: one for each API in use and each of its versions (Table API, Batch API, Attachment API, …). Without one ServiceNow answers as if the key were wrong.',
		]),
		stepsNotice('basicSteps', BASIC, [
			'Choose a user who signs in without MFA or single sign-on, and has the roles for the tables in use.',
			'Where the instance restricts Basic authentication, give the user the role “snc_basic_auth_api_access” or set “Web service access only”: otherwise a right password is refused like a wrong one.',
		]),
		stepsNotice('certificateSteps', CERTIFICATE, [
			'Activate the plugin “Certificate-based Authentication” (com.glide.auth.mutual).',
			'Certificate Based Authentication → User to Certificate Mappings: map the client certificate to the user that workflows act as, after its authority has been uploaded.',
			'Turn Certificates on below, and fill in the client certificate and its key.',
		]),
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
			hint: 'Once refused, it is not sent again: a few refusals lock the account',
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
		request: testRequest,
		rules: testRules(
			'ServiceNow refused the sign-in. API key: is it right, active and not over, and is there a REST API access policy with an API key profile for the Table API? Basic: is the password right, the user active, not locked out, and allowed to use Basic (role snc_basic_auth_api_access; no MFA)? Certificate: is it mapped to an active user?',
		),
	};
}
