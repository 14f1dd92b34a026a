import type { EmulatorAccess } from './emulator.mts';
import type { Credential, N8nClient } from './rest.mts';

const OAUTH2_TYPE = 'serviceNowPlatformOAuth2Api';

interface Plan {
	type: string;
	name: string;
	data: Record<string, unknown>;
}

type OAuthClient = EmulatorAccess['oauth'][number];

function clientFor(access: EmulatorAccess, grant: string): OAuthClient {
	const client = access.oauth.find(({ grants }) => grants.includes(grant));
	if (!client) throw new Error(`The emulator has no OAuth application for the grant ${grant}.`);
	return client;
}

const oauth2 = (access: EmulatorAccess, grantType: string, { client_id, client_secret }: OAuthClient) => ({
	instance: access.url,
	grantType,
	clientId: client_id,
	clientSecret: client_secret,
});

/** The credential of the machine-to-machine grant: works at once, nobody has to sign in. */
export async function createClientCredentials(client: N8nClient, access: EmulatorAccess): Promise<Credential> {
	const data = oauth2(access, 'clientCredentials', clientFor(access, 'client_credentials'));
	return await client.createCredential(OAUTH2_TYPE, 'ServiceNow (client credentials)', data);
}

/** Credentials that a person finishes in the editor, by pressing Connect. */
function prepared(access: EmulatorAccess): Plan[] {
	const client = clientFor(access, 'authorization_code');
	return [
		{
			type: OAUTH2_TYPE,
			name: 'ServiceNow (authorization code: press Connect)',
			data: oauth2(access, 'authorizationCode', client),
		},
		{ type: OAUTH2_TYPE, name: 'ServiceNow (PKCE: press Connect)', data: oauth2(access, 'pkce', client) },
	];
}

export async function createPreparedCredentials(client: N8nClient, access: EmulatorAccess): Promise<Credential[]> {
	const created: Credential[] = [];
	for (const { type, name, data } of prepared(access)) created.push(await client.createCredential(type, name, data));
	return created;
}
