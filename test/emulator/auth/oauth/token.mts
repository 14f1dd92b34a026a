import type { Counters } from '../../http/limits/counters.mts';
import type { Row } from '../../types.mts';
import { authorizationCode } from './authorizationCode.mts';
import { clientCredentials } from './clientCredentials.mts';
import { OAuthFailure } from './failure.mts';
import { required } from './grant.mts';
import type { Grant, GrantOutcome, GrantRequest } from './grant.mts';
import { jwtBearer } from './jwtBearer.mts';
import { passwordGrant } from './password.mts';
import { refreshTokenGrant } from './refreshToken.mts';
import type { TokenStore } from './tokens.mts';

const GRANTS = new Map<string, Grant>([
	['client_credentials', clientCredentials],
	['password', passwordGrant],
	['refresh_token', refreshTokenGrant],
	['authorization_code', authorizationCode],
	['urn:ietf:params:oauth:grant-type:jwt-bearer', jwtBearer],
]);

export interface TokenAnswer {
	access_token: string;
	refresh_token?: string;
	scope: string;
	token_type: 'Bearer';
	expires_in: number;
}

/** A token request made while a token lives gets that same token back, its life begun anew. */
function accessTokenFor(tokens: TokenStore, outcome: GrantOutcome): { row: Row; minted: boolean } {
	const { client, user, scope } = outcome;
	const lifetime = tokens.lifetime('access_token', client);
	const owner = user.user.sys_id ?? '';
	const current = tokens.current('access_token', client, owner, scope);
	if (current) return { row: tokens.extend(current, lifetime), minted: false };
	return { row: tokens.issue('access_token', client, { user: owner, scope }, lifetime), minted: true };
}

function refreshTokenFor(tokens: TokenStore, { client, user, scope, refresh }: GrantOutcome): Row | undefined {
	if (refresh === 'none') return undefined;
	if (refresh !== 'issue') return refresh;
	const lifetime = tokens.lifetime('refresh_token', client);
	const owner = user.user.sys_id ?? '';
	const current = tokens.current('refresh_token', client, owner, scope);
	return current
		? tokens.extend(current, lifetime)
		: tokens.issue('refresh_token', client, { user: owner, scope }, lifetime);
}

/** The body of the token endpoint's success. */
export function tokenAnswer(tokens: TokenStore, counters: Counters, outcome: GrantOutcome): TokenAnswer {
	const { row, minted } = accessTokenFor(tokens, outcome);
	const refresh = refreshTokenFor(tokens, outcome);
	counters.token(minted);
	return {
		access_token: row.token ?? '',
		...(refresh && { refresh_token: refresh.token ?? '' }),
		scope: row.scope ?? '',
		token_type: 'Bearer',
		expires_in: tokens.secondsLeft(row),
	};
}

export function exchange(request: GrantRequest, counters: Counters): TokenAnswer {
	if (request.store.property('com.snc.platform.security.oauth.is.active') === 'false') {
		throw new OAuthFailure('temporarily_unavailable', 'OAuth is switched off on this instance');
	}
	const type = required(request.form, 'grant_type');
	const grant = GRANTS.get(type);
	if (!grant) throw new OAuthFailure('unsupported_grant_type', `grant type '${type}'`);
	return tokenAnswer(request.tokens, counters, grant(request));
}
