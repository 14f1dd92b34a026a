import { invalidGrant } from './failure.mts';
import { confidentialClient, required } from './grant.mts';
import type { Grant } from './grant.mts';

/** The same refresh token comes back and keeps its expiry: who takes it for a new one fails after a hundred days. */
export const refreshTokenGrant: Grant = (request) => {
	const client = confidentialClient(request);
	const token = request.tokens.living('refresh_token', required(request.form, 'refresh_token'));
	if (!token || token.peer !== client.sys_id)
		throw invalidGrant('the refresh token is unknown, expired or of another client');
	const user = request.sessions.of(token.user ?? '', 'bearer');
	if (!user) throw invalidGrant('the user of the refresh token is inactive or locked out');
	return { client, user, scope: token.scope ?? '', refresh: token };
};
