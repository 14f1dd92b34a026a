import { accounts } from '../emulator/seed/accounts.mts';
import type { Emulator } from '../emulator/types.mts';

export const SERVICE = 'serviceNowPlatformServiceOAuth2Api';
export const API = 'serviceNowPlatformApi';
export const OAUTH2 = 'serviceNowPlatformOAuth2Api';

type Fields = Record<string, string | number | boolean>;

const client = (name: string) => {
	const found = accounts.oauth.find((candidate) => candidate.name === name);
	if (found === undefined) throw new Error(`The seed has no OAuth client "${name}"`);
	return { clientId: found.client_id, clientSecret: found.client_secret };
};

/** The data of a credential for the seeded instance, one for each way of signing in; the first is n8n's own OAuth2. */
export const credentialData = {
	clientCredentials: ({ url }: Emulator): Fields => ({
		instance: url,
		grantType: 'clientCredentials',
		...client('Client credentials'),
	}),
	ownClientCredentials: ({ url }: Emulator): Fields => ({
		instance: url,
		grant: 'clientCredentials',
		...client('Client credentials'),
	}),
	password: ({ url }: Emulator): Fields => ({
		instance: url,
		grant: 'password',
		...client('Password'),
		username: 'integration.user',
		password: 'integration-demo',
	}),
	jwtBearer: ({ url }: Emulator, algorithm: 'RS256' | 'ES256' = 'RS256'): Fields => {
		const signer = accounts.jwt.find((candidate) => candidate.algorithm === algorithm);
		if (signer === undefined) throw new Error(`The seed has no JWT client for ${algorithm}`);
		const { client_id, client_secret, private_key, key_id, sub } = signer;
		return {
			instance: url,
			grant: 'jwtBearer',
			clientId: client_id,
			clientSecret: client_secret,
			algorithm,
			privateKey: private_key,
			keyId: key_id,
			subject: sub,
		};
	},
	apiKey: ({ url }: Emulator): Fields => ({ instance: url, method: 'apiKey', apiKey: 'demo-integration-api-key' }),
	basic: ({ url }: Emulator): Fields => ({
		instance: url,
		method: 'basic',
		username: 'integration.user',
		password: 'integration-demo',
	}),
};

export type SignInWay = keyof typeof credentialData;

/** The credential type of each way. */
export const typeOf: Record<SignInWay, string> = {
	clientCredentials: OAUTH2,
	ownClientCredentials: SERVICE,
	password: SERVICE,
	jwtBearer: SERVICE,
	apiKey: API,
	basic: API,
};

export const WAYS = Object.keys(credentialData) as SignInWay[];
/** Those that have tokens. */
export const TOKEN_WAYS: SignInWay[] = ['clientCredentials', 'ownClientCredentials', 'password', 'jwtBearer'];
