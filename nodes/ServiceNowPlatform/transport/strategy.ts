import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { ApiFailure } from '../domain/failure';
import type { RequestContext } from './context';
import { type Account, type CredentialType, type StoredToken, storedServiceToken, storedToken } from './credentials';

/** How the tokens of a kind of credential are read and replaced. */
export interface TokenStrategy {
	read(data: ICredentialDataDecryptedObject): StoredToken | undefined;
	/** Has n8n fetch a token and store it with the credential. `current` is the one it has. */
	fetch(context: RequestContext, account: Account, current: StoredToken | undefined): Promise<void>;
}

/** n8n's own OAuth2: client credentials, authorization code, PKCE. */
const oauth2: TokenStrategy = {
	read: storedToken,
	async fetch(context, account, current) {
		if (current === undefined) return await fetchFirst(context, account);
		const { refreshOAuth2Token } = context.helpers;
		await refreshOAuth2Token.call(context as ThisParameterType<typeof refreshOAuth2Token>, account.type);
	},
};

/** The service credential, whose own code signs in; n8n runs that code when it finds the token blank. */
const service: TokenStrategy = {
	read: storedServiceToken,
	async fetch(context, account) {
		const data: IDataObject = { ...(await context.getCredentials<IDataObject>(account.type)), accessToken: '' };
		const credentialsDecrypted = {
			id: account.key,
			name: account.type,
			type: account.type,
			data: data as ICredentialDataDecryptedObject,
		};
		// n8n writes the new token into `data`, too: with it there, the token has been fetched whatever came of the request.
		await sendNothing(context, account, { credentialsDecrypted }).catch((error) => {
			if (data.accessToken === '') throw error;
		});
	},
};

const STRATEGIES: Record<CredentialType, TokenStrategy | undefined> = {
	serviceNowPlatformOAuth2Api: oauth2,
	serviceNowPlatformServiceOAuth2Api: service,
	serviceNowPlatformApi: undefined,
};

/** Undefined for credentials that sign in without a token. */
export function strategyOf({ type }: Account): TokenStrategy | undefined {
	return STRATEGIES[type];
}

/** n8n fetches the first token inside a request, and only for client credentials; the other grants need a person. */
async function fetchFirst(context: RequestContext, account: Account): Promise<void> {
	const { grantType } = await context.getCredentials(account.type);
	if (grantType !== 'clientCredentials') {
		throw new ApiFailure({ kind: 'not-connected', message: 'The credential is not connected to ServiceNow yet' });
	}
	await sendNothing(context, account).catch(async (error) => {
		if (oauth2.read(await context.getCredentials(account.type)) === undefined) throw error;
	});
}

/**
 * n8n's helper for signed-in requests sees to the token before it sends. For a `data:` address nothing is sent; an n8n whose
 * network guard refuses such an address does so after the token is stored.
 */
async function sendNothing(
	context: RequestContext,
	account: Account,
	credential?: {
		credentialsDecrypted: { id: string; name: string; type: string; data: ICredentialDataDecryptedObject };
	},
): Promise<void> {
	const { httpRequestWithAuthentication } = context.helpers;
	const nothing: IHttpRequestOptions = { method: 'GET', url: 'data:,' };
	await httpRequestWithAuthentication.call(
		context as ThisParameterType<typeof httpRequestWithAuthentication>,
		account.type,
		nothing,
		credential,
	);
}
