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
import { ownerOf } from '../nodes/ServiceNowPlatform/domain/secrets/tokenOwner';
import { testRequest, testRules } from './signIn/trial/check';
import {
	advancedField,
	clientIdField,
	clientSecretField,
	instanceField,
	scopeField,
	tokenPathField,
} from './signIn/properties';
import { signed } from './signIn/signed';
import { signIn } from './signIn/signIn';
import { COPY_BOTH, registration, stepsNotice } from './signIn/steps';
import { tlsProperties } from './signIn/tls';
import { demandSignIn, pass, tried } from './signIn/onTrial';

const CLIENT_CREDENTIALS = { grant: ['clientCredentials'] };
const JWT_BEARER = { grant: ['jwtBearer'] };
const PASSWORD = { grant: ['password'] };
const ADVANCED = { advanced: [true] };

/** The grants in which nobody has to sign in, by this package's own code: n8n's OAuth2 has only the first of them. */
export class ServiceNowPlatformServiceOAuth2Api implements ICredentialType {
	name = 'serviceNowPlatformServiceOAuth2Api';

	displayName = 'ServiceNow Platform Service Account OAuth2 API';

	icon: Icon = {
		light: 'file:../nodes/ServiceNowPlatform/serviceNowPlatform.svg',
		dark: 'file:../nodes/ServiceNowPlatform/serviceNowPlatform.dark.svg',
	};

	documentationUrl = 'https://github.com/n8n-nodes-servicenow/n8n-nodes-servicenow/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		instanceField,
		{
			displayName: 'Grant Type',
			name: 'grant',
			type: 'options',
			options: [
				{
					name: 'Client Credentials',
					value: 'clientCredentials',
					description: 'With client ID and secret alone; workflows act as the OAuth Application User',
				},
				{
					name: 'JWT Bearer',
					value: 'jwtBearer',
					description: 'Signed with a private key: no password is stored or sent',
				},
				{
					name: 'Password',
					value: 'password',
					description: 'With the name and password of a service account',
				},
			],
			default: 'clientCredentials',
		},
		stepsNotice('clientCredentialsSteps', CLIENT_CREDENTIALS, [
			'Set the system property “glide.oauth.inbound.client.credential.grant_type.enabled” to true. If it is missing: sys_properties.list → New, type true | false.',
			registration('OAuth - Client credential grant'),
			'Set its “OAuth Application User”: workflows act as this user, who needs the roles for the tables in use, e.g. itil. If the form lacks the field, add it to the form of the Application Registry record.',
			COPY_BOTH,
		]),
		stepsNotice('jwtBearerSteps', JWT_BEARER, [
			registration('OAuth - JWT bearer grant', 'OAuth JWT API endpoint'),
			'Set its “User Field” to the column in which Subject is looked up.',
			'Add a “JWT Verifier Map” with the key ID below and the certificate or public key that belongs to the private key.',
			COPY_BOTH,
		]),
		stepsNotice('passwordSteps', PASSWORD, [
			registration('OAuth - Resource owner password credential grant'),
			'Choose a user who is active, need not reset the password, and signs in without MFA or single sign-on.',
			COPY_BOTH,
		]),
		clientIdField,
		{ ...clientSecretField, hint: `${clientSecretField.hint}. A public client (JWT bearer) has none.` },
		{
			displayName: 'Algorithm',
			name: 'algorithm',
			type: 'options',
			options: ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'].map((name) => ({ name, value: name })),
			default: 'RS256',
			hint: 'RS for RSA keys, ES for elliptic curves',
			displayOptions: { show: JWT_BEARER },
		},
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			default: '',
			required: true,
			placeholder: '-----BEGIN PRIVATE KEY-----',
			hint: 'PEM or bare base64, with or without line breaks: PKCS#8, PKCS#1 (RSA) or SEC1 (EC)',
			displayOptions: { show: JWT_BEARER },
		},
		{
			displayName: 'Passphrase',
			name: 'passphrase',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Only where the private key is encrypted',
			displayOptions: { show: JWT_BEARER },
		},
		{
			displayName: 'Key ID',
			name: 'keyId',
			type: 'string',
			default: '',
			hint: 'The <code>kid</code> of the JWT verifier map. May be empty where there is only one.',
			displayOptions: { show: JWT_BEARER },
		},
		{
			displayName: 'Subject',
			name: 'subject',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. integration.user',
			hint: 'Whom workflows act as: user name, email or whatever column the record’s User Field names',
			displayOptions: { show: JWT_BEARER },
		},
		{
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: PASSWORD },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: PASSWORD },
		},
		...tlsProperties,
		advancedField('scope, token path, claims or time limit'),
		scopeField(ADVANCED),
		tokenPathField(ADVANCED),
		{
			displayName: 'Issuer',
			name: 'issuer',
			type: 'string',
			default: '',
			hint: 'Claim <code>iss</code>; the client ID when empty',
			displayOptions: { show: { ...ADVANCED, ...JWT_BEARER } },
		},
		{
			displayName: 'Audience',
			name: 'audience',
			type: 'string',
			default: '',
			hint: 'Claim <code>aud</code>; the client ID when empty. Some records expect the address of the token endpoint.',
			displayOptions: { show: { ...ADVANCED, ...JWT_BEARER } },
		},
		{
			displayName: 'Assertion Lifetime (Seconds)',
			name: 'assertionLifetime',
			type: 'number',
			typeOptions: { minValue: 10, maxValue: 3600 },
			default: 300,
			hint: 'Claim <code>exp</code>. Each assertion is used once, right away.',
			displayOptions: { show: { ...ADVANCED, ...JWT_BEARER } },
		},
		{
			displayName: 'Sign-In Time Limit (Seconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 300 },
			default: 30,
			displayOptions: { show: ADVANCED },
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Token Expires At',
			name: 'tokenExpiresAt',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'Token Lifetime',
			name: 'tokenLifetime',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'Refresh Token',
			name: 'refreshToken',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{
			// A digest of the fields that these tokens were issued for.
			displayName: 'Token Owner',
			name: 'tokenOwner',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
	];

	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
		const changes = await signIn(this.helpers.httpRequest, credentials);
		pass(credentials);
		return changes;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		if (credentials.tokenOwner !== ownerOf(credentials)) demandSignIn('The token is of another sign-in');
		return signed(credentials, tried(credentials, requestOptions), {
			Authorization: `Bearer ${String(credentials.accessToken)}`,
		});
	}

	test: ICredentialTestRequest = {
		request: testRequest,
		rules: testRules(
			'ServiceNow issued a token but does not accept it. The user must be active, not locked out and allowed to use web services.',
		),
	};
}
