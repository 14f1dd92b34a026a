import type { Counters } from '../../http/limits/counters.mts';
import type { Row, Session, Store } from '../../types.mts';
import { invalidRequest } from './failure.mts';
import { clientById, required, scopeOf } from './grant.mts';
import { tokenAnswer } from './token.mts';
import type { TokenStore } from './tokens.mts';

/** The documentation gives a code no lifetime; a minute is what OAuth itself recommends at most ten of. */
const CODE_LIFETIME = 60;

/** A checked request to the authorization page. */
export interface Authorization {
	client: Row;
	redirectUri: string;
	responseType: 'code' | 'token';
	scope: string;
	state: string;
	codeChallenge: string;
}

/** Where no registered address fits, the platform silently takes the first one. */
function redirectUriOf(client: Row, asked: string | null): string {
	const registered = (client.redirect_url ?? '').split(/[\s,]+/).filter(Boolean);
	const first = registered[0];
	if (first === undefined) throw invalidRequest('the client has no redirect URL');
	return asked !== null && registered.includes(asked) ? asked : first;
}

function stateOf(store: Store, parameters: URLSearchParams): string {
	const state = parameters.get('state') ?? '';
	if (state === '' && store.property('glide.oauth.state.parameter.required') === 'true') {
		throw invalidRequest('Missing State parameter in request.');
	}
	return state;
}

function challengeOf(client: Row, parameters: URLSearchParams): string {
	const challenge = parameters.get('code_challenge') ?? '';
	if (challenge !== '' && parameters.get('code_challenge_method') !== 'S256') {
		throw invalidRequest('code_challenge_method has to be S256');
	}
	if (challenge === '' && client.public_client === 'true') throw invalidRequest('a public client has to use PKCE');
	return challenge;
}

export function checkAuthorization(store: Store, parameters: URLSearchParams): Authorization {
	const client = clientById(store, required(parameters, 'client_id'));
	const responseType = required(parameters, 'response_type');
	if (responseType !== 'code' && responseType !== 'token') throw invalidRequest(`response_type '${responseType}'`);
	return {
		client,
		responseType,
		redirectUri: redirectUriOf(client, parameters.get('redirect_uri')),
		scope: scopeOf(client, parameters.get('scope')),
		state: stateOf(store, parameters),
		codeChallenge: responseType === 'code' ? challengeOf(client, parameters) : '',
	};
}

function withParameters(uri: string, parameters: Record<string, string>): string {
	const url = new URL(uri);
	for (const [name, value] of Object.entries(parameters)) if (value !== '') url.searchParams.set(name, value);
	return url.href;
}

/** Where the browser goes after Allow. The implicit grant puts its token into the query, not into the fragment. */
export function allowed(tokens: TokenStore, counters: Counters, authorization: Authorization, user: Session): string {
	const { client, redirectUri, scope, state, codeChallenge, responseType } = authorization;
	if (responseType === 'token') {
		const answer = tokenAnswer(tokens, counters, { client, user, scope, refresh: 'none' });
		return withParameters(redirectUri, {
			access_token: answer.access_token,
			token_type: answer.token_type,
			expires_in: String(answer.expires_in),
			scope,
			state,
		});
	}
	const owner = { user: user.user.sys_id ?? '', scope, redirect_url: redirectUri, code_challenge: codeChallenge };
	const code = tokens.issue('code', client, owner, CODE_LIFETIME);
	return withParameters(redirectUri, { code: code.token ?? '', state });
}

export const denied = ({ redirectUri, state }: Authorization): string =>
	withParameters(redirectUri, { error: 'access_denied', state });
