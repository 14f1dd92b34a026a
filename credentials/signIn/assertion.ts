import { createPrivateKey, type KeyObject, randomUUID, sign } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { SignInFailure } from './failure';
import { pemOf } from './pem';

const CURVES: Record<string, string> = { ES256: 'prime256v1', ES384: 'secp384r1', ES512: 'secp521r1' };
const KEY_FORMS = 'PKCS#8, PKCS#1 or SEC1, in PEM or base64';

/** Clocks may differ by so many seconds without anybody noticing: an assertion is issued that much in the past, never in the future. */
export const UNNOTICED = 30;

const keyFailure = (title: string, advice: string) => new SignInFailure('sign-in', title, advice);

/** A signed JWT for one exchange. `now` in milliseconds, as ServiceNow's clock shows it. */
export function assertionOf(credentials: ICredentialDataDecryptedObject, now: number): string {
	const text = (name: string) => String(credentials[name] ?? '').trim();
	const algorithm = text('algorithm') || 'RS256';
	const issued = Math.floor(now / 1000);
	const header = { alg: algorithm, typ: 'JWT', ...(text('keyId') ? { kid: text('keyId') } : {}) };
	const claims = {
		iss: text('issuer') || text('clientId'),
		aud: text('audience') || text('clientId'),
		sub: text('subject'),
		iat: issued - UNNOTICED,
		exp: issued + (Number(credentials.assertionLifetime) || 300),
		// ServiceNow takes each assertion once.
		jti: randomUUID(),
	};
	const content = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
	const key = signingKey(String(credentials.privateKey ?? ''), String(credentials.passphrase ?? ''), algorithm);
	const signature = sign(`sha${algorithm.slice(2)}`, Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' });
	return `${content}.${signature.toString('base64url')}`;
}

function signingKey(text: string, passphrase: string, algorithm: string): KeyObject {
	const key = readKey(text, passphrase);
	const { namedCurve } = key.asymmetricKeyDetails ?? {};
	const wanted = CURVES[algorithm];
	const fits = wanted === undefined ? key.asymmetricKeyType === 'rsa' : namedCurve === wanted;
	if (fits) return key;
	const found = namedCurve ? `an elliptic curve key (${namedCurve})` : `a key of type ${key.asymmetricKeyType}`;
	throw keyFailure(
		`The private key does not fit the algorithm ${algorithm}: it is ${found}`,
		'RS256, RS384 and RS512 need an RSA key; ES256 needs one on the curve P-256, ES384 on P-384, ES512 on P-521.',
	);
}

function readKey(text: string, passphrase: string): KeyObject {
	if (text.trim() === '') throw keyFailure('The credential has no private key', 'Paste the key into Private Key.');
	const pem = pemOf(text);
	const key = pem === undefined ? readBinary(text, passphrase) : readPem(pem, passphrase);
	if (key !== undefined) return key;
	if (pem !== undefined && !pem.includes('PRIVATE KEY-----')) {
		throw keyFailure(
			'Private Key holds a certificate or a public key',
			'Paste the private half. The public one belongs in ServiceNow.',
		);
	}
	if (pem?.includes('ENCRYPTED')) {
		throw keyFailure('The private key is encrypted and cannot be opened', 'Check the passphrase of the key.');
	}
	throw keyFailure('The private key cannot be read', `Paste the whole key: ${KEY_FORMS}.`);
}

function readPem(pem: string, passphrase: string): KeyObject | undefined {
	// OpenSSL writes the curve's parameters into a frame of their own before the key.
	const key = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z0-9 ]*PRIVATE KEY-----\n/.exec(pem)?.[0];
	if (key === undefined) return undefined;
	return attempt(() => createPrivateKey({ key, format: 'pem', ...(passphrase === '' ? {} : { passphrase }) }));
}

/** Base64 without a frame does not say what is in it. */
function readBinary(text: string, passphrase: string): KeyObject | undefined {
	const key = Buffer.from(text.replace(/\\r|\\n|\s/g, ''), 'base64');
	const protection = passphrase === '' ? {} : { passphrase };
	for (const type of ['pkcs8', 'pkcs1', 'sec1'] as const) {
		const found = attempt(() => createPrivateKey({ key, format: 'der', type, ...protection }));
		if (found !== undefined) return found;
	}
	return undefined;
}

/** Why OpenSSL cannot read a key is told in words that help nobody; what was pasted is told apart by what it looks like. */
function attempt(read: () => KeyObject): KeyObject | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}
