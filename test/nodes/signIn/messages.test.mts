import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { ServiceNowPlatformApi } from '../../../credentials/ServiceNowPlatformApi.credentials.ts';
import type { FaultAction } from '../../emulator/http/faults.mts';
import { testCredential } from '../../support/n8n/credentialTest.mts';
import { type Stage, stage } from '../../support/instance.mts';
import {
	connected,
	credentialData,
	OAUTH2,
	SERVICE_WAYS,
	type SignInWay,
	TESTED_WAYS,
	tokensOfPerson,
	typeOf,
} from '../../support/signIn.mts';
import { certificates, type Listener, listen } from '../../support/servers/tlsInstance.mts';
import { rejection } from '../../unit/support/failures.mts';
import { patternOf, TROUBLES } from './messages.mts';

let s: Stage;
const own = certificates();
const servers: Record<string, Listener> = {};
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = String(privateKey.export({ format: 'pem', type: 'pkcs8' }));
const locked = String(
	privateKey.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'open sesame' }),
);
const publicHalf = String(createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }));

beforeAll(async () => {
	s = await stage();
	servers.untrusted = await listen(own);
	servers.demanding = await listen({ ...own, demanding: true });
	servers.elsewhere = await listen(undefined, (_, response) =>
		response.writeHead(302, { location: 'https://sso.example/saml' }).end(),
	);
	servers.empty = await listen(undefined, (_, response) =>
		response.setHeader('content-type', 'application/json').end('{}'),
	);
	servers.silent = await listen(undefined, () => undefined);
	servers.intranet = await listen(undefined, (_, response) =>
		response.setHeader('content-type', 'text/html').end('<html><title>Acme intranet</title></html>'),
	);
});
afterAll(async () => await Promise.all([s.close(), ...Object.values(servers).map(async (server) => server.close())]));
afterEach(() => {
	s.emulator.setFaults([]);
	if (changed) s.emulator.reset();
	changed = false;
});

/** Whether a test has changed records of the instance. */
let changed = false;

type Key = keyof typeof TROUBLES;
type Changes = Record<string, unknown>;

const heard = new Set<string>();

const data = (way: SignInWay, changes: Changes = {}) => ({ ...credentialData[way](s.emulator), ...changes }) as never;

/** What the credential test says is one of the messages for this trouble, with advice, and not that all is well. */
async function expectTrouble(key: Key, way: SignInWay, changes: Changes = {}): Promise<void> {
	const { status, message } = await testCredential(s.n8n, typeOf[way], data(way, changes));
	hear(key, message);
	expect(status).toBe('Error');
}

function hear(key: Key, said: string): void {
	const fitting = TROUBLES[key].messages.filter((message) => patternOf(message).test(said));
	expect([said, fitting]).toEqual([said, expect.arrayContaining([expect.any(String)])]);
	for (const message of fitting) heard.add(message);
}

const property = (name: string, value: string) => () => {
	changed = true;
	s.emulator.store.setProperty(name, value);
};
const user = (user_name: string, changes: Record<string, string>) => () => {
	changed = true;
	const row = s.emulator.store.one('sys_user', { user_name });
	s.emulator.store.put('sys_user', { ...row, ...changes });
};
const client = (name: string, changes: Record<string, string>) => () => {
	changed = true;
	const row = s.emulator.store.one('oauth_entity', { name });
	s.emulator.store.put('oauth_entity', { ...row, ...changes });
};
const answering = (path: string, action: FaultAction) => () => s.emulator.setFaults([{ match: { path }, action }]);
const nothing = () => undefined;

describe('The credential test', () => {
	it.each(TESTED_WAYS)('passes for %s where all is right', async (way) => {
		expect(await testCredential(s.n8n, typeOf[way], data(way))).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
	});

	const CC = 'glide.oauth.inbound.client.credential.grant_type.enabled';
	it.each<[string, SignInWay, Changes, () => unknown]>([
		['a wrong secret', 'clientCredentials', { clientSecret: 'wrong' }, nothing],
		['the missing property', 'clientCredentials', {}, property(CC, 'false')],
		['no application user', 'clientCredentials', {}, client('Client credentials', { user: '' })],
		['an inactive client', 'clientCredentials', {}, client('Client credentials', { active: 'false' })],
		['a scope that is not granted', 'clientCredentials', { advanced: true, customScope: 'other' }, nothing],
		['a wrong password', 'password', { password: 'wrong' }, nothing],
		['a wrong client secret', 'password', { clientSecret: 'wrong' }, nothing],
		['a password to be reset', 'password', { username: 'password.reset', password: 'reset-demo' }, nothing],
		['a locked user', 'password', { username: 'locked.user', password: 'locked-demo' }, nothing],
		['an inactive user', 'password', { username: 'inactive.user', password: 'inactive-demo' }, nothing],
		['an unknown subject', 'jwtBearer', { subject: 'nobody' }, nothing],
		['a wrong key ID', 'jwtBearer', { keyId: 'other' }, nothing],
		['another private key', 'jwtBearer', { privateKey: pem }, nothing],
		['a wrong issuer', 'jwtBearer', { advanced: true, issuer: 'somebody' }, nothing],
	])('tells of %s (%s)', async (_, way, changes, before) => {
		before();
		await expectTrouble('denied', way, changes);
	});

	it.each(SERVICE_WAYS)('tells of a token that is not accepted (%s)', async (way) => {
		answering('^/api/', { kind: 'status', status: 401 })();
		await expectTrouble('unaccepted', way);
	});

	it.each<[string, SignInWay, Changes, () => unknown]>([
		['a wrong key', 'apiKey', { apiKey: 'wrong' }, nothing],
		['a key that is over', 'apiKey', { apiKey: 'demo-retired-api-key' }, nothing],
		['a key without an access policy', 'apiKey', {}, answering('^/api/', { kind: 'status', status: 401 })],
		['a wrong password', 'basic', { password: 'wrong' }, nothing],
		['an inactive user', 'basic', {}, user('integration.user', { active: 'false' })],
		['a password to be reset', 'basic', { username: 'password.reset', password: 'reset-demo' }, nothing],
		[
			'restricted Basic',
			'basic',
			{ username: 'itil', password: 'itil-demo' },
			property('glide.authenticate.basic_auth.restricted', 'true'),
		],
	])('tells of %s (%s) and sends it once', async (_, way, changes, before) => {
		before();
		s.emulator.resetStats();
		await expectTrouble('refused', way, changes);
		expect(s.emulator.stats().total).toBe(1);
	});

	it('tells of a second factor', async () => {
		property('emulator.basic_auth.mfa_required', 'true')();
		await expectTrouble('secondFactor', 'basic', { username: 'mfa.user', password: 'mfa-demo' });
	});

	it.each<[SignInWay, FaultAction]>(
		TESTED_WAYS.map((way) => [way, { kind: 'status', status: 403, message: 'User Not Authorized' }]),
	)('tells that %s signs in, but its user lacks a right', async (way, action) => {
		answering('^/api/', action)();
		await expectTrouble('forbidden', way);
	});

	it.each(SERVICE_WAYS)('tells of tokens that are kept from the API (%s)', async (way) => {
		const detail = 'Access to unscoped api is not allowed';
		answering('^/api/', { kind: 'status', status: 403, message: 'User Not Authorized', detail })();
		await expectTrouble('unscoped', way);
	});

	it.each(SERVICE_WAYS)('tells of an answer without a token (%s)', async (way) => {
		await expectTrouble('tokenless', way, { instance: servers.empty?.url });
		answering('^/oauth', { kind: 'truncate', bytes: 60 })();
		await expectTrouble('tokenless', way);
	});

	it.each(TESTED_WAYS)('tells of a host that does not exist (%s)', async (way) => {
		await expectTrouble('noHost', way, { instance: 'no-such-instance.invalid' });
	});

	it.each(TESTED_WAYS)('tells of an empty instance and of http:// (%s)', async (way) => {
		await expectTrouble('notAnInstance', way, { instance: '' });
		await expectTrouble('unencrypted', way, { instance: 'http://dev12345.service-now.com' });
	});

	it.each(TESTED_WAYS)('tells of a host that does not listen (%s)', async (way) => {
		await expectTrouble('unreachable', way, { instance: 'https://localhost:1' });
	});

	it.each(TESTED_WAYS)('tells of certificates: %s', async (way) => {
		await expectTrouble('certificate', way, { instance: servers.untrusted?.url });
		await expectTrouble('handshake', way, { instance: s.emulator.url.replace('http:', 'https:') });
		const blind = { tls: true, ignoreSslIssues: true };
		await expectTrouble('handshake', way, { ...blind, instance: servers.demanding?.url });
	});

	it.each<[string, Changes]>([
		['a certificate without its key', { clientCertificate: own.clientCertificate }],
		['text that is no certificate', { clientCertificate: 'mine', clientCertificateKey: own.clientKey }],
		['a key of another certificate', { clientCertificate: own.clientCertificate, clientCertificateKey: own.serverKey }],
	])('tells of %s', async (_, changes) => {
		const instance = servers.untrusted?.url;
		for (const way of ['password', 'apiKey'] as const)
			await expectTrouble('unusableCertificate', way, { instance, tls: true, ...changes });
	});

	it.each<[string, Changes]>([
		['none', { privateKey: '' }],
		['nonsense', { privateKey: 'nonsense' }],
		['one that is encrypted', { privateKey: locked }],
		['the public half', { privateKey: publicHalf }],
		['one of another algorithm', { privateKey: pem, algorithm: 'ES256' }],
	])('tells of a wrong private key: %s', async (_, changes) => {
		s.emulator.resetStats();
		await expectTrouble('key', 'jwtBearer', changes);
		expect(s.emulator.stats().total).toBe(0);
	});

	it.each<[SignInWay, Changes, Key]>([
		['clientCredentials', { clientSecret: '' }, 'empty'],
		['clientCredentials', { clientId: ' ' }, 'empty'],
		['password', { password: '' }, 'empty'],
		['jwtBearer', { subject: '' }, 'empty'],
		['apiKey', { apiKey: '' }, 'empty'],
		['apiKey', { apiKey: 'a key \u2013 copied' }, 'empty'],
		['basic', { username: '' }, 'empty'],
		['basic', { method: 'certificate' }, 'unusableCertificate'],
		['basic', { method: 'certificate', tls: true }, 'unusableCertificate'],
	])('tells of a field of %s that is empty, and sends nothing: %j', async (way, changes, key) => {
		s.emulator.resetStats();
		await expectTrouble(key, way, changes);
		expect(s.emulator.stats().total).toBe(0);
	});

	it.each(TESTED_WAYS)('tells of an instance that sleeps, wholly or since the token was issued (%s)', async (way) => {
		answering('', { kind: 'hibernation' })();
		await expectTrouble('asleep', way);
		answering('^/api/', { kind: 'hibernation' })();
		await expectTrouble('asleep', way);
	});

	it.each(TESTED_WAYS)('tells of a login page and of another site’s (%s)', async (way) => {
		answering('', { kind: 'login-page' })();
		await expectTrouble('loginPage', way);
		await expectTrouble('loginPage', way, { instance: servers.intranet?.url });
	});

	it.each(TESTED_WAYS)('tells of a redirect, which it does not follow (%s)', async (way) => {
		await expectTrouble('redirected', way, { instance: servers.elsewhere?.url });
	});

	it.each(TESTED_WAYS)('tells of a rate limit (%s)', async (way) => {
		answering('', { kind: 'rate-limit' })();
		await expectTrouble('busy', way);
		answering('^/api/', { kind: 'rate-limit' })();
		await expectTrouble('busy', way);
	});

	it.each(TESTED_WAYS)('tells of an instance in trouble (%s)', async (way) => {
		answering(way === 'apiKey' || way === 'basic' ? '' : '^/oauth', { kind: 'status', status: 500 })();
		await expectTrouble('failed', way);
	});

	it('tells of an instance that says nothing, or breaks off', async () => {
		await expectTrouble('failed', 'password', { instance: servers.silent?.url, advanced: true, timeout: 1 });
		answering('', { kind: 'reset', when: 'before' })();
		await expectTrouble('failed', 'jwtBearer');
	});

	it.each(TESTED_WAYS)('tells of an answer without data (%s)', async (way) => {
		answering('^/api/', { kind: 'status', status: 404, message: 'Requested URI does not represent any resource' })();
		await expectTrouble('noData', way);
	});

	it.each(SERVICE_WAYS)('tells of domains that leave out the instance (%s)', async (way) => {
		const domains = { allowedHttpRequestDomains: 'domains', allowedDomains: 'example.com' };
		await expectTrouble('domains', way, domains);
	});
});

describe('The node', () => {
	const run = async () => {
		const { error } = await s.n8n.run({ resource: 'incident', operation: 'getAll', limit: 1 } as never);
		return `${error?.message}\n${error?.description}`;
	};

	it.each<[string, Key, SignInWay, Changes]>([
		['an empty instance', 'notAnInstance', 'clientCredentials', { instance: '' }],
		['an impossible instance', 'notAnInstance', 'clientCredentials', { instance: 'dev 12345' }],
		['http://', 'unencrypted', 'clientCredentials', { instance: 'http://dev12345.service-now.com' }],
		['a host that does not exist', 'noHost', 'apiKey', { instance: 'no-such-instance.invalid' }],
		['a person who has not signed in', 'disconnected', 'authorizationCode', { oauthTokenData: {} }],
		['a wrong API key', 'refused', 'apiKey', { apiKey: 'wrong' }],
	])('tells of %s', async (_, key, way, changes) => {
		await s.n8n.signIn(data(way, changes), typeOf[way]);
		hear(key, await run());
	});

	it('tells that the credential has been changed since somebody connected it', async () => {
		const id = await s.n8n.signIn(connected(s.emulator, 1800) as never, OAUTH2);
		await run();
		await s.n8n.credentials.change(id, { oauthClientId: 'another' });
		hear('disconnected', await run());
	});

	it('tells of a refresh token that has ended', async () => {
		const oauthTokenData = { ...tokensOfPerson(), refresh_token: 'over, too' };
		await s.n8n.signIn(data('authorizationCode', { oauthTokenData }), OAUTH2);
		hear('disconnected', await run());
	});

	it('tells of a second factor', async () => {
		property('emulator.basic_auth.mfa_required', 'true')();
		await s.n8n.signIn(data('basic', { username: 'mfa.user', password: 'mfa-demo' }), typeOf.basic);
		hear('secondFactor', await run());
	});
});

describe('The HTTP Request node', () => {
	it('is told that the credential is for its instance only', async () => {
		const signed = new ServiceNowPlatformApi().authenticate(data('apiKey'), { url: 'https://evil.example/' });
		const { message } = (await rejection(signed)) as Error;
		hear('elsewhere', message);
	});
});

it('Every message of the table is heard', () => {
	const all = Object.values(TROUBLES).flatMap(({ messages }) => messages);
	expect(all.filter((message) => !heard.has(message))).toEqual([]);
});
