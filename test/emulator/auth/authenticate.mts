import { momentOf } from '../clock.mts';
import { notAuthenticated, ServiceNowError } from '../errors.mts';
import type { Route, Session, Store } from '../types.mts';
import { basicSession } from './basic.mts';
import type { AuthServices } from './services.mts';

export interface Credentials {
	headers: Record<string, string | undefined>;
	query: URLSearchParams;
}

export interface Authenticator {
	/** The caller's session; throws 401 where the credentials are missing or wrong. An inherited session needs none. */
	authenticate(asked: Asked, credentials: Credentials, inherited?: Session): Session;
}

export interface Asked {
	route: Route;
	version: string;
}

const scopesOf = (scope: string | undefined) => (scope ?? '').split(/[\s,]+/).filter(Boolean);

/**
 * A token for `useraccount` may do what its user may. Any other scope opens only the APIs that it was made for; which
 * scope opens an API is told by the property `emulator.rest_api_auth_scope.<first word of the route's name>`.
 */
function demandScope(store: Store, route: Route, { scopes }: Session): void {
	if (!scopes || scopes.length === 0 || scopes.includes('useraccount')) return;
	const needed = store.property(`emulator.rest_api_auth_scope.${route.name.split('.')[0] ?? ''}`);
	if (needed && scopes.includes(needed)) return;
	throw new ServiceNowError(403, 'User Not Authorized', 'Missing required api access scope');
}

/** Sign-in by cookie works only with the token that the pages of the instance carry; the refusal hands it out. */
function cookieSession({ sessions, browser }: AuthServices, { headers }: Credentials): Session | undefined {
	const person = browser.find(headers.cookie);
	const session = person && sessions.of(person.user, 'cookie');
	if (!session || headers['x-usertoken'] === person.userToken) return session;
	throw notAuthenticated('', { 'x-is-logged-in': 'true', 'x-usertoken-response': person.userToken });
}

export function createAuthenticator(store: () => Store, services: AuthServices): Authenticator {
	const { sessions, tokens } = services;

	function bearer(token: string): Session | undefined {
		const found = tokens.accessToken(token);
		return found && sessions.of(found.user ?? '', 'bearer', scopesOf(found.scope));
	}

	function apiKey(key: string): Session | undefined {
		const row = key === '' ? undefined : store().one('api_key', { token: key });
		const expires = momentOf(row?.expires);
		if (!row || row.active !== 'true' || (expires !== undefined && expires <= store().clock.now())) return undefined;
		return sessions.of(row.user ?? '', 'apikey', scopesOf(row.scope));
	}

	/** What stands in for the header: a key, the token in the query, or the cookie of a browser. */
	function withoutHeader(credentials: Credentials): Session | undefined {
		const { headers, query } = credentials;
		const key = headers['x-sn-apikey'] ?? query.get('x-sn-apikey');
		if (key !== null) return apiKey(key);
		const token = query.get('access_token');
		return token === null ? cookieSession(services, credentials) : bearer(token);
	}

	function identify(credentials: Credentials): Session | undefined {
		const { authorization } = credentials.headers;
		if (authorization === undefined) return withoutHeader(credentials);
		const [, scheme = '', value = ''] = /^(\S+)\s+(.*)$/.exec(authorization) ?? [];
		if (/^basic$/i.test(scheme)) return basicSession(store(), sessions, value.trim());
		return /^bearer$/i.test(scheme) ? bearer(value.trim()) : undefined;
	}

	const anonymous = ({ headers, query }: Credentials) =>
		headers.authorization === undefined &&
		!services.browser.find(headers.cookie) &&
		!headers['x-sn-apikey'] &&
		!query.has('x-sn-apikey') &&
		!query.has('access_token');

	return {
		authenticate({ route, version }, credentials, inherited) {
			// The token endpoint's clients are not users; whoever reads a public article may still be one.
			const isApi = route.path.startsWith('/api/');
			if (!inherited && route.access === 'public' && (!isApi || anonymous(credentials))) return sessions.guest();
			const session = inherited ?? identify(credentials);
			if (!session) throw notAuthenticated();
			demandScope(store(), route, session);
			if (!inherited) services.policies.demand(route, version, session);
			return session;
		},
	};
}
