/** Access tokens in the form of a JWT, for clients that are set so, and the keys to check them by. */
import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';

export interface TokenClaims {
	/** The user's name. */
	sub: string;
	/** The client's id. */
	aud: string;
	scope: string;
	/** Milliseconds. */
	now: number;
	/** Seconds. */
	lifetime: number;
}

export interface Signer {
	/** The documentation does not say which claims there are. */
	sign(claims: TokenClaims): string;
	/** The body of `/api/now/oauth/jwks`. */
	jwks(): object;
}

interface Keys {
	privateKey: KeyObject;
	publicKey: KeyObject;
	kid: string;
}

function newKeys(): Keys {
	const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const kid = createHash('sha256')
		.update(pair.publicKey.export({ type: 'spki', format: 'der' }))
		.digest('hex')
		.slice(0, 32);
	return { ...pair, kid };
}

/** The keys are made when they are first asked for, and last as long as the process. */
export function createSigner(): Signer {
	let made: Keys | undefined;
	const keys = () => (made ??= newKeys());
	return {
		sign({ sub, aud, scope, now, lifetime }) {
			const { privateKey, kid } = keys();
			const iat = Math.floor(now / 1000);
			const claims = { sub, aud, scope, iat, exp: iat + lifetime, jti: randomUUID() };
			return jwt.sign(claims, privateKey, { algorithm: 'RS256', keyid: kid });
		},
		jwks() {
			const { publicKey, kid } = keys();
			return { keys: [{ ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }] };
		},
	};
}
