import { type INodeProperties, NodeHelpers } from 'n8n-workflow';
import { N8n } from '../../support/n8n/n8n.mts';
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

/** The names of the fields in the order of the dialog, and where the steps stand. */
const fields = (type: string, values: object) =>
	shown(type, values as Record<string, unknown>).map(({ type: kind, displayName }) =>
		kind === 'notice' ? 'STEPS' : displayName,
	);

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

const SERVICE_FORM = ['Instance', 'Grant Type', 'STEPS', ...CLIENT];
// n8n takes its own fields first, wherever those of the type stand that replace them.
const PERSON_FORM = ['Grant Type', 'Instance', 'STEPS', 'Client ID'];
const API_FORM = ['Instance', 'Method', 'STEPS'];

describe('The form of a credential', () => {
	it.each<[string, object, string[]]>([
		[OAUTH2, {}, [...PERSON_FORM, 'Client Secret', 'Advanced']],
		[OAUTH2, { grantType: 'pkce' }, [...PERSON_FORM, 'Advanced']],
		[
			OAUTH2,
			{ grantType: 'pkce', advanced: true },
			[...PERSON_FORM, 'Advanced', 'Scope', 'Token Path', 'Authorization Path', 'Ignore SSL Issues (Insecure)'],
		],
		[SERVICE, {}, [...SERVICE_FORM, 'Certificates', 'Advanced']],
		[SERVICE, { grant: 'jwtBearer' }, [...SERVICE_FORM, ...KEY, 'Certificates', 'Advanced']],
		[
			SERVICE,
			{ grant: 'password', tls: true, advanced: true },
			[
				...SERVICE_FORM,
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
			{ grant: 'jwtBearer', advanced: true },
			[
				...SERVICE_FORM,
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
		[API, {}, [...API_FORM, 'API Key', 'Certificates']],
		[API, { method: 'basic' }, [...API_FORM, 'User Name', 'Password', 'Certificates']],
		[API, { method: 'certificate', tls: true }, [...API_FORM, ...CERTIFICATES]],
	])('of %s with %j has these fields in this order, below the steps that explain them', (type, values, expected) => {
		expect(fields(type, values)).toEqual(expected);
	});

	it.each([
		[OAUTH2, {}, ['OAuth - Authorization code grant', 'Redirect URL', 'client ID and client secret', 'Connect']],
		[OAUTH2, { grantType: 'pkce' }, ['Authorization code', 'public client', 'Redirect URL', 'client ID', 'Connect']],
		[SERVICE, {}, ['client.credential.grant_type.enabled', 'Client credential', 'OAuth Application User', 'client ID']],
		[SERVICE, { grant: 'jwtBearer' }, ['OAuth - JWT bearer grant', 'User Field', 'JWT Verifier Map', 'client ID']],
		[SERVICE, { grant: 'password' }, ['password credential grant', 'without MFA', 'client ID']],
		[API, {}, ['com.glide.tokenbased_auth', 'x-sn-apikey', 'REST API Key', 'REST API Access Policies']],
		[API, { method: 'basic' }, ['without MFA', 'snc_basic_auth_api_access']],
		[API, { method: 'certificate' }, ['com.glide.auth.mutual', 'User to Certificate', 'Turn Certificates on']],
	])('of %s with %j tells what to do in ServiceNow, step by step: %j', (type, values, expected) => {
		const [{ displayName: text } = { displayName: '' }, ...more] = shown(type, values).filter(
			({ type: kind }) => kind === 'notice',
		);
		expect(more).toEqual([]);
		const steps = [...text.matchAll(/<ul>(\d+)\. (.*?)<\/ul>/g)];
		expect(steps.map(([, number]) => Number(number))).toEqual(expected.map((_, index) => index + 1));
		for (const [index, [, , step]] of steps.entries()) expect(step).toContain(expected[index]);
	});

	it.each([
		[OAUTH2, {}],
		[OAUTH2, { grantType: 'pkce' }],
		[SERVICE, {}],
		[SERVICE, { grant: 'jwtBearer' }],
		[SERVICE, { grant: 'password' }],
	])('of %s with %j names the client’s place in current releases and in older ones', (type, values) => {
		const text = shown(type, values).find(({ type: kind }) => kind === 'notice')?.displayName ?? '';
		expect(text).toContain('Machine Identity Console → Inbound integrations → New integration → “OAuth - ');
		expect(text).toContain('System OAuth → Application Registry → New → “Create an OAuth ');
	});

	it.each([OAUTH2, SERVICE, API])('of %s says nothing in a notice that n8n would drop', (type) => {
		const texts = credentials.type(type).properties.filter(({ type: kind }) => kind === 'notice');
		for (const { displayName } of texts) expect(displayName.replace(/<\/?(ul|li|a)>/g, '')).not.toMatch(/[<>]/);
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
