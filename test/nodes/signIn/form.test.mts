import { type INodeProperties, NodeHelpers } from 'n8n-workflow';
import { N8n } from '../../support/n8n.mts';
import { API, OAUTH2, SERVICE } from '../../support/signIn.mts';

const { credentials } = new N8n();

/** What the dialog shows for these values, n8n's own fields included. */
function shown(type: string, values: Record<string, unknown>): INodeProperties[] {
	const properties = credentials.getCredentialsProperties(type);
	const defaults = Object.fromEntries(properties.map(({ name, default: value }) => [name, value]));
	const all = { ...defaults, ...values } as never;
	return properties.filter(
		(property) =>
			property.type !== 'hidden' &&
			property.name !== 'oauthTokenData' &&
			NodeHelpers.displayParameter(all, property, null, null),
	);
}

const fields = (type: string, values: object) =>
	shown(type, values as Record<string, unknown>)
		.filter(({ type: kind }) => kind !== 'notice')
		.map(({ displayName }) => displayName);

const CLIENT = ['Client ID', 'Client Secret'];
const KEY = ['Algorithm', 'Private Key', 'Passphrase', 'Key ID', 'Subject'];
const CERTIFICATES = [
	'Certificates',
	'Client Certificate',
	'Client Certificate Key',
	'Client Certificate Passphrase',
	'Certificate Authority',
	'Ignore SSL Issues (Insecure)',
];

describe('The form of a credential', () => {
	it.each<[string, object, string[]]>([
		[OAUTH2, {}, ['Instance', 'Grant Type', ...CLIENT, 'Advanced']],
		[OAUTH2, { grantType: 'authorizationCode' }, ['Instance', 'Grant Type', ...CLIENT, 'Advanced']],
		[OAUTH2, { grantType: 'pkce' }, ['Instance', 'Grant Type', ...CLIENT, 'Advanced']],
		[
			OAUTH2,
			{ grantType: 'pkce', advanced: true },
			[
				'Instance',
				'Grant Type',
				...CLIENT,
				'Advanced',
				'Scope',
				'Token Path',
				'Authorization Path',
				'Ignore SSL Issues (Insecure)',
			],
		],
		[SERVICE, { grant: 'clientCredentials' }, ['Instance', 'Grant Type', ...CLIENT, 'Certificates', 'Advanced']],
		[SERVICE, {}, ['Instance', 'Grant Type', ...CLIENT, ...KEY, 'Certificates', 'Advanced']],
		[
			SERVICE,
			{ grant: 'password', tls: true, advanced: true },
			[
				'Instance',
				'Grant Type',
				...CLIENT,
				'User Name',
				'Password',
				...CERTIFICATES,
				'Advanced',
				'Scope',
				'Token Path',
				'Sign-In Time Limit (Seconds)',
			],
		],
		[
			SERVICE,
			{ advanced: true },
			[
				'Instance',
				'Grant Type',
				...CLIENT,
				...KEY,
				'Certificates',
				'Advanced',
				'Scope',
				'Token Path',
				'Issuer',
				'Audience',
				'Assertion Lifetime (Seconds)',
				'Sign-In Time Limit (Seconds)',
			],
		],
		[API, {}, ['Instance', 'Method', 'API Key', 'Certificates']],
		[API, { method: 'basic' }, ['Instance', 'Method', 'User Name', 'Password', 'Certificates']],
		[API, { method: 'certificate', tls: true }, ['Instance', 'Method', ...CERTIFICATES]],
	])('of %s with %j has these fields, in this order', (type, values, expected) => {
		// The dialog takes n8n's own fields first, but those of the type replace or hide them all.
		const own = credentials.type(type).properties.map(({ displayName }) => displayName);
		const names = fields(type, values).sort((one, other) => own.indexOf(one) - own.indexOf(other));
		expect(names).toEqual(expected);
	});

	it.each([
		[OAUTH2, {}, 'glide.oauth.inbound.client.credential.grant_type.enabled'],
		[OAUTH2, { grantType: 'authorizationCode' }, 'Redirect URL'],
		[OAUTH2, { grantType: 'pkce' }, 'Public Client'],
		[SERVICE, { grant: 'clientCredentials' }, 'OAuth Application User'],
		[SERVICE, {}, 'JWT Verifier Map'],
		[SERVICE, { grant: 'password' }, 'without MFA'],
		[API, {}, 'REST API access policy'],
		[API, { method: 'basic' }, 'snc_basic_auth_api_access'],
		[API, { method: 'certificate' }, 'Turn Certificates on'],
	])('of %s with %j tells what to do in ServiceNow', (type, values, words) => {
		const notices = shown(type, values).filter(({ type: kind }) => kind === 'notice');
		expect(notices.map(({ displayName }) => displayName).join(' ')).toContain(words);
	});

	it('of the API says why OAuth is better', () => {
		expect(shown(API, {}).map(({ displayName }) => displayName)).toContainEqual(
			expect.stringContaining('OAuth is the better choice'),
		);
	});

	it.each([OAUTH2, SERVICE, API])('of %s hides every secret, and what it keeps by itself', (type) => {
		const secret = /secret|password|passphrase|private ?key|certificate|api key|token/i;
		const open = credentials
			.type(type)
			.properties.filter(({ type: kind }) => kind === 'string' || kind === 'hidden')
			.filter(({ displayName, typeOptions }) => secret.test(displayName) && typeOptions?.password !== true);
		expect(open.map(({ name }) => name).filter((name) => !/Path|Url/i.test(name))).toEqual([]);
	});
});
