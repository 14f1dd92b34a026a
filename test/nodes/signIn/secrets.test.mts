import '../../support/process/pauses.mts';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { FaultAction } from '../../emulator/http/faults.mts';
import { testCredential } from '../../support/n8n/credentialTest.mts';
import { secretsIn, textsOf } from '../../support/dump.mts';
import { ECHO_MODES, echo } from '../../support/servers/echo.mts';
import { by, mapped, type Stage, stage } from '../../support/instance.mts';
import { recordLog } from '../../support/n8n/log.mts';
import type { NodeRun } from '../../support/n8n/n8n.mts';
import { credentialData, type SignInWay, TESTED_WAYS, typeOf, WAYS } from '../../support/signIn.mts';
import { certificates, listen } from '../../support/servers/tlsInstance.mts';

const log = recordLog();
let s: Stage;

/** With every sign that needs encoding somewhere. */
const mark = (field: string) => `SECRET-${field} "&=+/%<'>`;
const PLAIN = ['clientSecret', 'password', 'apiKey', 'passphrase', 'clientCertificatePassphrase'];
const marks: Record<string, string> = {
	...Object.fromEntries(PLAIN.map((field) => [field, mark(field)])),
	// No key has a blank.
	apiKey: mark('apiKey').replace(' ', ''),
};
const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKey = String(
	key.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: marks.passphrase ?? '' }),
);
const own = certificates();
const tls = {
	tls: true,
	clientCertificate: own.clientCertificate,
	clientCertificateKey: own.clientKey,
	certificateAuthority: own.authority,
};
/** A line of each key gives it away. */
const lineOf = (pem: string) => pem.split(/\r?\n/)[6] ?? '';
const secrets: Record<string, string> = { ...marks, privateKey: lineOf(privateKey), clientKey: lineOf(own.clientKey) };

beforeAll(async () => {
	s = await stage();
	const { store } = s.emulator;
	for (const row of store.find('oauth_entity', {}))
		store.put('oauth_entity', { ...row, client_secret: String(marks.clientSecret) });
	const user = store.one('sys_user', { user_name: 'integration.user' });
	store.put('sys_user', { ...user, user_password: String(marks.password) });
	store.put('api_key', { ...store.one('api_key', { name: 'Integration key' }), token: String(marks.apiKey) });
	const verifier = store.one('jwt_verifier_map', { kid: 'demo-rsa' });
	const public_key = String(createPublicKey(key).export({ format: 'pem', type: 'spki' }));
	store.put('jwt_verifier_map', { ...verifier, public_key });
});
afterAll(async () => await s.close());
beforeEach(() => {
	s.emulator.setFaults([]);
	log.length = 0;
});

function data(way: SignInWay, changes: object = {}): never {
	const planted = {
		...credentialData[way](s.emulator),
		...marks,
		oauthClientSecret: marks.clientSecret,
		privateKey,
		...changes,
	};
	return planted as never;
}

const update = {
	resource: 'incident',
	operation: 'update',
	record: by('id', 'a'.repeat(32)),
	fields: mapped({ urgency: '1' }),
} as never;
const call = (path = '/api/now/table/incident', response = 'full') =>
	({ resource: 'apiRequest', operation: 'send', method: 'GET', path, options: { response } }) as never;

/** All tokens that the instance has ever given out, beside what was planted. */
function everySecret(): Record<string, string> {
	const tokens = s.emulator.store
		.find('oauth_credential', {})
		.map(({ token, type }) => [`${type} token`, String(token)]);
	return { ...secrets, ...Object.fromEntries(tokens) };
}

/** Where a secret shows: in the error and what hangs on it, the stored execution, the items, hints, n8n's log. */
function leaks(run: NodeRun, known = everySecret()): string[] {
	return secretsIn(textsOf([run, log]), known);
}

/** The update that stops at its failure, the same that goes on, and a read of everything that an API answers. */
async function runAll(): Promise<NodeRun[]> {
	const runs = [await s.n8n.run(update), await s.n8n.run(call())];
	for (const onError of ['continueRegularOutput', 'continueErrorOutput'] as const)
		runs.push(await s.n8n.run(update, { settings: { onError } }));
	return runs;
}

describe('The search for secrets', () => {
	const found = (text: unknown) => secretsIn(textsOf(text), secrets);

	it('finds them in every form and place', () => {
		const secret = String(marks.password);
		expect(found(new Error('x', { cause: { deep: [secret] } }))).toEqual(['password']);
		expect(found(encodeURIComponent(secret))).toEqual(['password']);
		expect(found(new URLSearchParams({ a: secret }).toString())).toEqual(['password']);
		expect(found(JSON.stringify({ a: secret }))).toEqual(['password']);
		for (const before of ['', 'u', 'us', 'usr'])
			expect(found(Buffer.from(`${before}:${secret}`).toString('base64url'))).toEqual(['password']);
		expect(found(Object.assign(new Error('x'), { config: { headers: new Map([['a', secret]]) } }))).toEqual([
			'password',
		]);
		expect(found(privateKey)).toEqual(['privateKey']);
		expect(found('nothing')).toEqual([]);
	});
});

describe.each(WAYS)('No secret is shown with %s', (way) => {
	it('where all is well, full answers included', async () => {
		await s.n8n.signIn(data(way), typeOf[way]);
		for (const operation of [call(), call('/api/now/table/sys_user', 'body')]) {
			const run = await s.n8n.run(operation);
			expect(run.error).toBeUndefined();
			expect(leaks(run)).toEqual([]);
		}
	});

	it.each<[string, FaultAction]>([
		...[400, 401, 403, 404, 500, 502].map((status): [string, FaultAction] => [
			`status ${status}`,
			{ kind: 'status', status },
		]),
		['rate limit', { kind: 'rate-limit', retryAfter: 3600 }],
		['sleeping instance', { kind: 'hibernation' }],
		['login page', { kind: 'login-page' }],
		['queued request', { kind: 'accepted-202' }],
		['cancelled request', { kind: 'cancelled' }],
		['lost answer', { kind: 'reset', when: 'after' }],
		...[20, 60, 110, 140, 180].map((bytes): [string, FaultAction] => [
			`cut answer (${bytes} bytes)`,
			{ kind: 'truncate', bytes },
		]),
	])('after a %s of the API or of the token endpoint', async (_, action) => {
		for (const path of ['^/api/now/table', '^/oauth_token']) {
			await s.n8n.signIn(data(way), typeOf[way]);
			s.emulator.setFaults([{ match: { path }, action }]);
			const run = await s.n8n.run(update);
			expect(run.error).toBeDefined();
			expect(leaks(run)).toEqual([]);
		}
	});

	it.each(ECHO_MODES)('by an instance that answers with all that it was sent: %s', async (mode) => {
		const token = { access_token: mark('access_token'), refresh_token: mark('refresh_token'), expires_in: 1799 };
		for (const [status, given] of [
			[401, undefined],
			[401, token],
			[403, token],
			...(mode === 'oauth' ? [] : [[200, token] as const]),
		] as const) {
			const instance = await echo({ mode, status, token: given });
			await s.n8n.signIn(data(way, { instance: instance.url }), typeOf[way]);
			const known = { ...everySecret(), access_token: token.access_token, refresh_token: token.refresh_token };
			const run = await s.n8n.run(update);
			const answers = [await s.n8n.run(call('/api/x/y')), await s.n8n.run(call('/api/x/y', 'body'))];
			await instance.close();
			expect(run.error).toBeDefined();
			expect([status, [run, ...answers].map((each) => leaks(each, known))]).toEqual([status, [[], [], []]]);
		}
	});

	it('when there is trouble with the network or certificates', async () => {
		const [untrusted, demanding] = [await listen(own), await listen({ ...own, demanding: true })];
		for (const changes of [
			{ instance: 'no-such-instance.invalid' },
			{ instance: s.emulator.url.replace('http:', 'https:') },
			{ instance: untrusted.url },
			{ instance: demanding.url, ...tls, clientCertificate: '' },
			{ instance: demanding.url, ...tls, clientCertificateKey: own.serverKey },
			{ instance: demanding.url, ...tls, clientCertificateKey: own.clientKey.replaceAll('A', 'B') },
			{ instance: demanding.url, ...tls, clientCertificateKey: privateKey },
			{ instance: `https://user:${marks.password}@dev12345.service-now.com` },
		]) {
			await s.n8n.signIn(data(way, changes), typeOf[way]);
			const run = await s.n8n.run(update);
			expect(run.error).toBeDefined();
			expect(leaks(run)).toEqual([]);
		}
		await Promise.all([untrusted.close(), demanding.close()]);
	});

	it('with wrong keys and passphrases, and with errors that go on', async () => {
		for (const changes of [
			{ clientSecret: mark('wrong'), oauthClientSecret: mark('wrong') },
			{ password: mark('wrong'), apiKey: 'SECRET-wrong"&=+/%' },
			{ passphrase: mark('wrong') },
			{ privateKey: privateKey.slice(0, 900) },
			{ privateKey: `${privateKey.slice(0, 300)}${privateKey.slice(400)}` },
			{ algorithm: 'ES256' },
		]) {
			await s.n8n.signIn(data(way, changes), typeOf[way]);
			for (const run of await runAll()) expect(leaks(run, { ...everySecret(), wrong: mark('wrong') })).toEqual([]);
		}
	});
});

describe('No secret is shown by the credential test', () => {
	it.each(TESTED_WAYS)('of %s', async (way) => {
		for (const mode of ECHO_MODES) {
			const instance = await echo({ mode, status: 401 });
			const result = await testCredential(s.n8n, typeOf[way], data(way, { instance: instance.url }));
			await instance.close();
			expect(result.status).toBe('Error');
			expect([mode, secretsIn(textsOf(result), everySecret())]).toEqual([mode, []]);
		}
		for (const changes of [{ clientSecret: mark('other') }, { instance: 'no-such-instance.invalid' }]) {
			const result = await testCredential(s.n8n, typeOf[way], data(way, changes));
			expect(secretsIn(textsOf(result), { ...everySecret(), other: mark('other') })).toEqual([]);
		}
	});
});
