import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { ApiFailure, type FailureFacts } from '../../domain/failure/failure';
import { tokenFailureOf } from '../errors/exceptions';
import type { RequestContext } from './context';
import { type Account, type CredentialType, type StoredToken, storedServiceToken, storedToken } from './credentials';
import { noteOwner, ownToken } from './ownership';

/** How the tokens of a kind of credential are read and replaced. */
export interface TokenStrategy {
	read(data: ICredentialDataDecryptedObject, account: Account): StoredToken | undefined;
	/** Has n8n fetch a token and store it with the credential. `current` is the one it has. */
	fetch(context: RequestContext, account: Account, current: StoredToken | undefined): Promise<void>;
}

const RECONNECT =
	'The refresh token has ended (after 100 days unless the Application Registry record says otherwise) or was revoked, its user is inactive or locked out, or the client has another secret. Open the credential and click Connect again.';

const UNCONNECTED: FailureFacts = {
	kind: 'not-connected',
	message: 'The credential is not connected to ServiceNow yet',
};

const CHANGED: FailureFacts = {
	kind: 'not-connected',
	message: 'The credential has been changed since somebody connected it',
};

/** n8n's own OAuth2: authorization code and PKCE, in which a person signs in. */
const oauth2: TokenStrategy = {
	read: (data, account) => ownToken(account, data),
	async fetch(context, account, current) {
		if (current === undefined) {
			const kept = await context.getCredentials<ICredentialDataDecryptedObject>(account.type);
			throw new ApiFailure(storedToken(kept) === undefined ? UNCONNECTED : CHANGED);
		}
		const { refreshOAuth2Token } = context.helpers;
		await refreshOAuth2Token
			.call(context as ThisParameterType<typeof refreshOAuth2Token>, account.type)
			.catch((error) => {
				throw disconnected(tokenFailureOf(error));
			});
		noteOwner(account, await context.getCredentials<ICredentialDataDecryptedObject>(account.type));
	},
};

/** Renewed by a refresh token, which ends too. */
function disconnected(failure: ApiFailure): ApiFailure {
	// What has an advice of its own comes from something else than ServiceNow's OAuth.
	if (failure.kind !== 'sign-in' || failure.facts.advice !== undefined) return failure;
	return new ApiFailure({ ...failure.facts, kind: 'not-connected', advice: RECONNECT });
}

/** The service credential, whose own code signs in; n8n runs that code when it finds the token blank. */
const service: TokenStrategy = {
	read: storedServiceToken,
	async fetch(context, account) {
		const { type, key } = account;
		const stored = await context.getCredentials<ICredentialDataDecryptedObject>(type);
		const data: ICredentialDataDecryptedObject = { ...stored, accessToken: '' };
		const credentialsDecrypted = { id: key, name: type, type, data };
		const { httpRequestWithAuthentication } = context.helpers;
		// Nothing is sent for such an address. An n8n whose network guard refuses it does so after it has written the new token into
		// `data` and stored it: with it there, the token has been fetched whatever came of the request.
		await httpRequestWithAuthentication
			.call(
				context as ThisParameterType<typeof httpRequestWithAuthentication>,
				type,
				{ method: 'GET', url: 'data:,' },
				{ credentialsDecrypted },
			)
			.catch((error) => {
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
