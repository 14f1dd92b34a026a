import type { IDataObject } from 'n8n-workflow';
import { accounts } from '../emulator/seed/accounts.mts';
import type { Emulator } from '../emulator/types.mts';

export const SERVICE = 'serviceNowPlatformServiceOAuth2Api';
export const API = 'serviceNowPlatformApi';
export const OAUTH2 = 'serviceNowPlatformOAuth2Api';

type Fields = Record<string, string | number | boolean | IDataObject>;

const client = (name: string) => {
	const found = accounts.oauth.find((candidate) => candidate.name === name);
	if (found === undefined) throw new Error(`The seed has no OAuth client "${name}"`);
	return { clientId: found.client_id, clientSecret: found.client_secret };
};

const PERSON = 'Authorization code';

/** What Connect has stored: an access token for so many seconds more, of half an hour, and a refresh token. */
export function tokensOfPerson(left = -1): IDataObject {
	const tokens = { access_token: 'connected-access-token', refresh_token: 'connected-refresh-token' };
	return { ...tokens, token_type: 'Bearer', expires_in: 1800, n8n_expires_at: String(Date.now() + left * 1000) };
}

/** The data of a credential in which a person has signed in; an instance with a store knows the tokens that are alive. */
export function connected({ url, store }: Emulator, left = -1): Fields {
	const { clientId, clientSecret } = client(PERSON);
	const oauthTokenData = tokensOfPerson(left);
	if (store !== undefined) {
		if (left > 0) remember(store, 'access_token', String(oauthTokenData.access_token));
		remember(store, 'refresh_token', String(oauthTokenData.refresh_token));
	}
	const fields = { instance: url, oauthClientId: clientId, oauthClientSecret: clientSecret };
	return { ...fields, grantType: 'authorizationCode', oauthTokenData };
}

function remember(store: Emulator['store'], type: string, token: string): void {
	const peer = String(store.one('oauth_entity', { name: PERSON })?.sys_id);
	const user = String(store.one('sys_user', { user_name: 'integration.user' })?.sys_id);
	const row = { type, token, peer, user, scope: 'useraccount', expires: '2099-01-01 00:00:00' };
	store.put('oauth_credential', { ...store.one('oauth_credential', { token }), ...row });
}

/** The data of a credential for the seeded instance, one for each way of signing in. */
export const credentialData = {
	clientCredentials: ({ url }: Emulator): Fields => ({
		instance: url,
		grant: 'clientCredentials',
		...client('Client credentials'),
	}),
	/** A person’s sign-in a while after Connect: the access token is over, the refresh token lives. */
	authorizationCode: (emulator: Emulator): Fields => connected(emulator),
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
	clientCredentials: SERVICE,
	authorizationCode: OAUTH2,
	password: SERVICE,
	jwtBearer: SERVICE,
	apiKey: API,
	basic: API,
};

export const WAYS = Object.keys(credentialData) as SignInWay[];
/** Those that have tokens. */
export const TOKEN_WAYS: SignInWay[] = ['clientCredentials', 'authorizationCode', 'password', 'jwtBearer'];
/** Those that n8n tests: in the others a person presses Connect. */
export const TESTED_WAYS: SignInWay[] = WAYS.filter((way) => typeOf[way] !== OAUTH2);
/** Those whose tokens are fetched by this package's own code. */
export const SERVICE_WAYS: SignInWay[] = WAYS.filter((way) => typeOf[way] === SERVICE);
