import fc from 'fast-check';
import { type INode, Workflow } from 'n8n-workflow';
import { ServiceNowPlatformApi } from '../../../credentials/ServiceNowPlatformApi.credentials.ts';
import { ServiceNowPlatformOAuth2Api } from '../../../credentials/ServiceNowPlatformOAuth2Api.credentials.ts';
import { instanceUrl } from '../../../nodes/ServiceNowPlatform/domain/address/instance.ts';
import { nodeTypes } from '../../support/n8n/nodeTypes.mts';
import { acceptedInstance } from '../support/instances.mts';

const credential = new ServiceNowPlatformOAuth2Api();
const node: INode = {
	id: '1',
	name: 'credential',
	typeVersion: 1,
	type: 'test.items',
	position: [0, 0],
	parameters: {},
};
const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });

const property = (name: string) => credential.properties.filter((candidate) => candidate.name === name);
const hidden = (name: string) => property(name).find(({ type }) => type === 'hidden');

/** A hidden field's value as n8n finds it: its default, resolved with the other fields. */
function resolved(name: string, fields: Record<string, unknown>): unknown {
	const value = { value: hidden(name)?.default } as never;
	const result = workflow.expression.getComplexParameterValue(
		node,
		value,
		'internal',
		{},
		undefined,
		undefined,
		fields as never,
	);
	return (result as { value: unknown }).value;
}

function testAddress(instance: unknown): unknown {
	const baseURL = new ServiceNowPlatformApi().test.request.baseURL as string;
	return workflow.expression.getSimpleParameterValue(node, baseURL, 'internal', { $credentials: { instance } });
}

describe('the instance in the credential', () => {
	it.each(['dev12345', ' DEV12345 ', 'https://dev.example.org/x?y#z', 'http://localhost:80', 'localhost', '[::1]:7'])(
		'is the same for the token request, the credential test and the node: %j',
		(instance) => {
			expect(resolved('accessTokenUrl', { instance })).toBe(`${instanceUrl(instance)}/oauth_token.do`);
			expect(resolved('authUrl', { instance })).toBe(`${instanceUrl(instance)}/oauth_auth.do`);
			expect(testAddress(instance)).toBe(instanceUrl(instance));
		},
	);

	it('is the same for whatever the node accepts', () => {
		fc.assert(
			fc.property(acceptedInstance, (instance) => {
				expect(resolved('accessTokenUrl', { instance })).toBe(`${instanceUrl(instance)}/oauth_token.do`);
				expect(testAddress(instance)).toBe(instanceUrl(instance));
			}),
			{ numRuns: 300 },
		);
	});

	it.each(['dev12345/a\nb', 'https://dev12345.service-now.com/x\u2028y'])(
		'is the same for a text of two lines: %j',
		(instance) => {
			expect(testAddress(instance)).toBe(instanceUrl(instance));
		},
	);

	it.each(['http://dev12345.service-now.com', 'http://localhost.evil.example', 'http://127.0.0.1.evil.example'])(
		'never leads to an unencrypted address: %s',
		(instance) => {
			expect(resolved('accessTokenUrl', { instance })).toMatch(/^https:\/\/http-would-be-unencrypted\.invalid\//);
			expect(testAddress(instance)).toBe('https://http-would-be-unencrypted.invalid');
		},
	);

	it.each(['foo.1', 'FOO.1', 'foo.1:443', 'foo.0x1f', 'foo.0x', '256.1.1.1', '1.2.3', '1.2.3.4.5', 'https://a.b.7/x'])(
		'is none where a URL parser would read numbers as an address: %s',
		(instance) => {
			expect(() => instanceUrl(instance)).toThrow('is not the name or address of a ServiceNow instance');
			expect(resolved('accessTokenUrl', { instance })).toMatch(/^https:\/\/not-a-servicenow-instance\.invalid\//);
			expect(testAddress(instance)).toBe('https://not-a-servicenow-instance.invalid');
		},
	);

	it.each(['10.1.2.3', '10.1.2.3:8443', 'foo.1a', 'foo.0x1g', '1.example.org', '12345'])(
		'may have digits where they make no address of their own: %s',
		(instance) => {
			expect(testAddress(instance)).toBe(instanceUrl(instance));
			expect(new URL(instanceUrl(instance)).hostname).toBe(
				instance === '12345' ? '12345.service-now.com' : instance.split(':')[0],
			);
		},
	);

	it.each(['dev 12345', 'dev12345.service-now.com.', '-bad.example.org', 'a..b', 'user@dev12345', 'dev_1', 'dév1'])(
		'leads nowhere where the node refuses it: %j',
		(instance) => {
			expect(() => instanceUrl(instance)).toThrow();
			expect(testAddress(instance)).toBe('https://not-a-servicenow-instance.invalid');
		},
	);

	it.each([
		['dev12345', 'dev12345.service-now.com'],
		['https://sn.example.org:8443/nav_to.do', 'sn.example.org'],
		['http://localhost:80', 'localhost'],
		['evil.example@dev12345', 'not-a-servicenow-instance.invalid'],
	])('%s is the one domain to which other nodes may send the sign-in', (instance, host) => {
		expect(resolved('allowedDomains', { instance })).toBe(host);
		expect(hidden('allowedHttpRequestDomains')?.default).toBe('domains');
	});

	it('may be missing without an error', () => {
		expect(() => [resolved('accessTokenUrl', {}), testAddress(undefined)]).not.toThrow();
	});
});

describe('the credential', () => {
	it('has a name that no type of n8n has', () => {
		expect(credential.name).toBe('serviceNowPlatformOAuth2Api');
		expect(credential.extends).toEqual(['oAuth2Api']);
	});

	it('takes other paths for the token and for signing in', () => {
		const fields = { instance: 'dev1', tokenUrlPath: '/token', authorizationUrlPath: '/auth' };
		expect(resolved('accessTokenUrl', fields)).toBe('https://dev1.service-now.com/token');
		expect(resolved('authUrl', fields)).toBe('https://dev1.service-now.com/auth');
	});

	it.each([
		['', 'useraccount'],
		['a b', 'a b'],
	])('asks with the scope "%s" for "%s"', (customScope, scope) => {
		expect(resolved('scope', { customScope })).toBe(scope);
	});

	it('hands the client that is entered to n8n, a public one without a secret', () => {
		const entered = { oauthClientId: 'id', oauthClientSecret: 'secret' };
		expect([resolved('clientId', entered), resolved('clientSecret', entered)]).toEqual(['id', 'secret']);
		expect(resolved('clientSecret', { oauthClientId: 'id' })).toBe('');
	});

	it('sends id and secret in the body, which is the only way that ServiceNow documents', () => {
		expect(hidden('authentication')?.default).toBe('body');
	});

	it('is for people: somebody has to connect, whatever the grant', () => {
		const [{ options = [], default: preset } = {}] = property('grantType');
		expect(options.map((option) => 'value' in option && option.value)).toEqual(['authorizationCode', 'pkce']);
		expect(preset).toBe('authorizationCode');
	});

	it.each(['clientSecret', 'oauthClientSecret'])('hides %s', (name) => {
		expect(property(name)[0]?.typeOptions?.password).toBe(true);
	});
});
