/**
 * Every mistake at the token endpoint looks the same from outside (`access_denied`, `server_error`); the cause is for
 * the instance's log alone.
 */
export class OAuthFailure extends Error {
	readonly code: string;

	constructor(code: string, cause: string) {
		super(`Exception on token flow - ${code}: ${cause}`);
		this.code = code;
	}
}

export const invalidClient = (cause: string) => new OAuthFailure('invalid_client', cause);
export const invalidGrant = (cause: string) => new OAuthFailure('invalid_grant', cause);
export const invalidScope = (cause: string) => new OAuthFailure('invalid_scope', cause);
export const invalidRequest = (cause: string) => new OAuthFailure('invalid_request', cause);
export const unauthorizedClient = (cause: string) => new OAuthFailure('unauthorized_client', cause);
