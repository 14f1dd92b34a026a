import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import { assertionOf } from '../../../credentials/signIn/assertion.ts';
import { type Stage, stage } from '../../support/instance.mts';
import { credentialData, SERVICE } from '../../support/signIn.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.resetStats());

const getMany = { resource: 'incident', operation: 'getAll', returnAll: false, limit: 1 } as never;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).privateKey;
const KEYS: Record<string, KeyObject> = {
	RS256: rsa,
	RS384: rsa,
	RS512: rsa,
	ES256: ec('P-256'),
	ES384: ec('P-384'),
	ES512: ec('P-521'),
};
const PASSPHRASE = 'open sesame';
const protection = { cipher: 'aes-256-cbc', passphrase: PASSPHRASE };
const pem = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1', more: object = {}) =>
	String(key.export({ format: 'pem', type, ...more } as never));
const der = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1') =>
	(key.export({ format: 'der', type } as never) as unknown as Buffer).toString('base64');

/** Has the instance know the public half, signs in with the key as pasted, and reads. */
async function read(key: KeyObject, changes: Record<string, unknown>) {
	const { emulator, n8n } = s;
	const family = String(changes.algorithm ?? 'RS256').slice(0, 2) === 'RS' ? 'RS256' : 'ES256';
	const data = credentialData.jwtBearer(emulator, family);
	const verifier = emulator.store.one('jwt_verifier_map', { kid: String(data.keyId) });
	const public_key = String(createPublicKey(key).export({ format: 'pem', type: 'spki' }));
	emulator.store.put('jwt_verifier_map', { ...verifier, public_key });
	await n8n.signIn({ ...data, ...changes } as never, SERVICE);
	const { error, json } = await n8n.run(getMany);
	return error ?? json[0];
}

const record = expect.objectContaining({ number: expect.stringMatching(/^INC/) });

describe('JWT bearer', () => {
	it.each(Object.keys(KEYS))('signs with %s', async (algorithm) => {
		const key = KEYS[algorithm] as KeyObject;
		expect(await read(key, { algorithm, privateKey: pem(key, 'pkcs8') })).toEqual(record);
	});

	const p256 = KEYS.ES256 as KeyObject;
	const lines = pem(rsa, 'pkcs8');
	const oldStyle = pem(rsa, 'pkcs1', protection);
	it.each<[string, string, string?]>([
		['PKCS#8', lines],
		['PKCS#1', pem(rsa, 'pkcs1')],
		['with Windows line ends', lines.replaceAll('\n', '\r\n')],
		['with \\n spelled out', lines.replaceAll('\n', '\\n')],
		['in quotes, as from a JSON file', JSON.stringify(lines)],
		['without line breaks, as from a single-line field', lines.replaceAll('\n', '')],
		['with blanks for line breaks', lines.replaceAll('\n', ' ')],
		['with blanks and text around it', `Bag Attributes\n  friendlyName: key \n\n ${lines}  \n`],
		['without its frame', lines.replace(/-----[A-Z ]+-----/g, '')],
		['as base64 of PKCS#1', der(rsa, 'pkcs1')],
		['once more in base64', Buffer.from(lines).toString('base64')],
		['encrypted PKCS#8', pem(rsa, 'pkcs8', protection), PASSPHRASE],
		['encrypted PKCS#8 without line breaks', pem(rsa, 'pkcs8', protection).replaceAll('\n', ''), PASSPHRASE],
		['encrypted PKCS#1', oldStyle, PASSPHRASE],
		['encrypted PKCS#1 without line breaks', oldStyle.replaceAll('\n', ''), PASSPHRASE],
		['encrypted PKCS#1 with blanks for line breaks', oldStyle.replaceAll('\n', ' '), PASSPHRASE],
	])('takes an RSA key %s', async (_, privateKey, passphrase = '') => {
		expect(await read(rsa, { privateKey, passphrase })).toEqual(record);
	});

	it.each<[string, string, string?]>([
		['PKCS#8', pem(p256, 'pkcs8')],
		['SEC1', pem(p256, 'sec1')],
		['SEC1 in one line', pem(p256, 'sec1').replaceAll('\n', '')],
		['as base64 of SEC1', der(p256, 'sec1')],
		[
			'with the curve’s parameters before it, as OpenSSL writes it',
			`-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${pem(p256, 'sec1')}`,
		],
		['encrypted SEC1', pem(p256, 'sec1', protection), PASSPHRASE],
	])('takes an EC key %s', async (_, privateKey, passphrase = '') => {
		expect(await read(p256, { algorithm: 'ES256', privateKey, passphrase })).toEqual(record);
	});

	const publicHalf = String(createPublicKey(rsa).export({ format: 'pem', type: 'spki' }));
	it.each([
		['nothing', { privateKey: '' }, 'The credential has no private key'],
		['nonsense', { privateKey: 'nonsense' }, 'The private key cannot be read'],
		['half of a key', { privateKey: lines.slice(0, 700) }, 'The private key cannot be read'],
		['the public half', { privateKey: publicHalf }, 'Private Key holds a certificate or a public key'],
		['an encrypted key without its passphrase', { privateKey: oldStyle }, 'The private key is encrypted'],
		['a wrong passphrase', { privateKey: oldStyle, passphrase: 'wrong' }, 'The private key is encrypted'],
		['an EC key for RS256', { privateKey: pem(p256, 'pkcs8') }, 'does not fit the algorithm RS256: it is an elliptic'],
		['an RSA key for ES256', { algorithm: 'ES256', privateKey: lines }, 'does not fit the algorithm ES256'],
		['the wrong curve', { algorithm: 'ES384', privateKey: pem(p256, 'pkcs8') }, 'does not fit the algorithm ES384'],
	])('says what is wrong with %s and sends nothing', async (_, changes, message) => {
		const error = (await read(rsa, changes)) as Error;
		expect(error.message).toContain(message);
		expect(s.emulator.stats().total).toBe(0);
	});
});

describe('An assertion', () => {
	const data = { clientId: 'client', subject: 'user', privateKey: pem(rsa, 'pkcs8') };
	const decoded = (changes: object = {}, now = 1_000_000_000_000) =>
		jwt.decode(assertionOf({ ...data, ...changes } as never, now), { complete: true }) as jwt.Jwt;

	it('names the client as issuer and audience, and lives for five minutes', () => {
		expect(decoded().payload).toEqual({
			iss: 'client',
			aud: 'client',
			sub: 'user',
			// By a clock that is ahead it may be no more than this early.
			iat: 999_999_970,
			exp: 1_000_000_300,
			jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
		});
		expect(decoded().header).toEqual({ alg: 'RS256', typ: 'JWT' });
	});

	it('takes issuer, audience, lifetime and key id from the credential', () => {
		const { header, payload } = decoded({ issuer: 'i', audience: 'a', assertionLifetime: 60, keyId: 'k' });
		expect(payload).toMatchObject({ iss: 'i', aud: 'a', exp: 1_000_000_060 });
		expect(header.kid).toBe('k');
	});

	it('has an id of its own each time', () => {
		const ids = Array.from({ length: 20 }, () => (decoded().payload as JwtPayload).jti);
		expect(new Set(ids).size).toBe(20);
	});
});
