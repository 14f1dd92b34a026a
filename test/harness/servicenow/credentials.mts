import { JWT_CLIENTS } from '../../emulator/seed/rows/platform/oauthClients.mts';
import type { EmulatorAccess } from './emulator.mts';
import type { N8nClient } from '../n8n/client.mts';
import type { Credential } from '../n8n/workflow.mts';

const OAUTH2 = 'serviceNowPlatformOAuth2Api';
const SERVICE = 'serviceNowPlatformServiceOAuth2Api';
const OTHER = 'serviceNowPlatformApi';

/** The account that workflows act as where nobody signs in. */
const SERVICE_ACCOUNT = 'integration.user';
/** Who signs in when Connect is pressed: somebody of the service desk, not the administrator. */
const AGENT = 'itil';

interface Plan {
	name: string;
	type: string;
	/** Whether a person has to press Connect before it works. */
	connect?: boolean;
	data(access: EmulatorAccess): Record<string, unknown>;
}

function found<T>(list: readonly T[], what: string, isWanted: (entry: T) => boolean): T {
	const entry = list.find(isWanted);
	if (entry === undefined) throw new Error(`The emulator has no ${what}.`);
	return entry;
}

function client({ oauth }: EmulatorAccess, name: string) {
	const { client_id, client_secret } = found(oauth, `OAuth client "${name}"`, (each) => each.name === name);
	return { clientId: client_id, clientSecret: client_secret };
}

/** As the credential in which a person signs in has them. */
const person = ({ clientId, clientSecret }: ReturnType<typeof client>) => ({
	oauthClientId: clientId,
	oauthClientSecret: clientSecret,
});

const user = ({ users }: EmulatorAccess, name: string) =>
	found(users, `user ${name}`, ({ user_name }) => user_name === name);

export const adminOf = ({ users }: EmulatorAccess) =>
	found(users, 'administrator', ({ roles }) => roles.includes('admin'));

/** The person for the ways to sign in that need one. */
export const agentOf = (access: EmulatorAccess) => user(access, AGENT);

function account(access: EmulatorAccess) {
	const { user_name, password } = user(access, SERVICE_ACCOUNT);
	return { username: user_name, password };
}

function jwt() {
	const key = found(JWT_CLIENTS, 'JWT client for RS256', ({ algorithm }) => algorithm === 'RS256');
	return {
		clientId: key.client_id,
		clientSecret: key.client_secret,
		algorithm: key.algorithm,
		privateKey: key.private_key,
		keyId: key.key_id,
		subject: key.sub,
	};
}

/** One credential for each way to sign in. */
const PLANS = {
	clientCredentials: {
		name: 'ServiceNow (client credentials)',
		type: SERVICE,
		data: (access) => ({ grant: 'clientCredentials', ...client(access, 'Client credentials') }),
	},
	authorizationCode: {
		name: 'ServiceNow (authorization code)',
		type: OAUTH2,
		connect: true,
		data: (access) => ({ grantType: 'authorizationCode', ...person(client(access, 'Authorization code')) }),
	},
	pkce: {
		name: 'ServiceNow (PKCE)',
		type: OAUTH2,
		connect: true,
		data: (access) => ({ grantType: 'pkce', ...person(client(access, 'Public client with PKCE')) }),
	},
	jwtBearer: {
		name: 'ServiceNow (JWT bearer)',
		type: SERVICE,
		data: () => ({ grant: 'jwtBearer', ...jwt() }),
	},
	password: {
		name: 'ServiceNow (password)',
		type: SERVICE,
		data: (access) => ({ grant: 'password', ...client(access, 'Password'), ...account(access) }),
	},
	apiKey: {
		name: 'ServiceNow (API key)',
		type: OTHER,
		data: ({ apiKeys }) => ({
			method: 'apiKey',
			apiKey: found(apiKeys, `API key of ${SERVICE_ACCOUNT}`, ({ user_name }) => user_name === SERVICE_ACCOUNT).key,
		}),
	},
	basic: {
		name: 'ServiceNow (Basic)',
		type: OTHER,
		data: (access) => ({ method: 'basic', ...account(access) }),
	},
} satisfies Record<string, Plan>;

export type SignIn = keyof typeof PLANS;

const plan = (signIn: SignIn): Plan => PLANS[signIn];

/** All ways to sign in, in the order in which the demo shows them. */
export const SIGN_INS = Object.keys(PLANS) as SignIn[];
/** Those that work without a person. */
export const HEADLESS_SIGN_INS = SIGN_INS.filter((signIn) => plan(signIn).connect !== true);
/** Those that somebody has to press Connect for. */
export const CONNECTED_SIGN_INS = SIGN_INS.filter((signIn) => plan(signIn).connect === true);

/** What is entered into the credential. */
export function credentialData(access: EmulatorAccess, signIn: SignIn): Record<string, unknown> {
	return { instance: access.url, ...plan(signIn).data(access) };
}

export async function createCredential(api: N8nClient, access: EmulatorAccess, signIn: SignIn): Promise<Credential> {
	const { type, name } = plan(signIn);
	return await api.createCredential(type, name, credentialData(access, signIn));
}
