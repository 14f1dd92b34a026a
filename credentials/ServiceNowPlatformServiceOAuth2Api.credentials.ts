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
import { ownTestRequest, testRules } from './signIn/trial/check';
import {
	advancedField,
	clientCredentialsSteps,
	clientFields,
	instanceField,
	scopeField,
	tokenPathField,
} from './signIn/fields';
import { signed } from './signIn/signed';
import { signIn } from './signIn/signIn';
import { tlsProperties } from './signIn/tls';
import { demandSignIn, pass, tried } from './signIn/trial/trial';

const CLIENT_CREDENTIALS = { grant: ['clientCredentials'] };
const JWT_BEARER = { grant: ['jwtBearer'] };
const PASSWORD = { grant: ['password'] };
const ADVANCED = { advanced: [true] };

/**
 * The grants for service accounts, signed in by this package's own code: the two that n8n's OAuth2 does not have, and client
 * credentials for those who need what it cannot do: client certificates, a private authority, the instance's words in the test.
 */
export class ServiceNowPlatformServiceOAuth2Api implements ICredentialType {
	name = 'serviceNowPlatformServiceOAuth2Api';

	displayName = 'ServiceNow Platform Service OAuth2 API';

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
			default: 'jwtBearer',
		},
		clientCredentialsSteps(CLIENT_CREDENTIALS),
		{
			displayName:
				'In ServiceNow, once: System OAuth → Application Registry → New → “Create an OAuth JWT API endpoint for external clients”; set <b>User Field</b> to the column that Subject is looked up in; add a <b>JWT Verifier Map</b> with the key ID below and the certificate or public key that belongs to the private key; copy client ID and client secret here. ServiceNow gives this grant no refresh token: each renewal signs a new assertion.',
			name: 'jwtBearerSteps',
			type: 'notice',
			default: '',
			displayOptions: { show: JWT_BEARER },
		},
		{
			displayName:
				'In ServiceNow, once: System OAuth → Application Registry → New → “Create an OAuth API endpoint for external clients”; copy client ID and client secret here. The user must be active, need not reset the password, and sign in without MFA or single sign-on. Where you have the choice, Client Credentials or JWT Bearer spare you the password.',
			name: 'ownerSteps',
			type: 'notice',
			default: '',
			displayOptions: { show: PASSWORD },
		},
		...clientFields('A public client (JWT bearer) has none.'),
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
		{
			displayName:
				'Tokens renew themselves: shortly before their end, and whenever ServiceNow refuses one. The password grant is renewed by its refresh token first, and by the password when that has ended. With n8n before 2.34, do not use expressions in this credential: the first sign-in would replace them by their values.',
			name: 'renewalNotice',
			type: 'notice',
			default: '',
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
		request: ownTestRequest,
		rules: testRules(
			'ServiceNow issued a token but does not accept it. The user must be active, not locked out and allowed to use web services.',
		),
	};
}
