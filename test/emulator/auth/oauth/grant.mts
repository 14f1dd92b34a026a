import type { Row, Session, Store } from '../../types.mts';
import type { Sessions } from '../sessions.mts';
import { sameSecret } from '../basic.mts';
import { invalidClient, invalidRequest, invalidScope } from './failure.mts';
import type { TokenStore } from './tokens.mts';

/** What a grant has to work with. */
export interface GrantRequest {
	form: URLSearchParams;
	store: Store;
	sessions: Sessions;
	tokens: TokenStore;
	/** The token endpoint's own address, one of the two audiences that an assertion may name. */
	tokenUrl: string;
}

/** Whose token it is to be. */
export interface GrantOutcome {
	client: Row;
	user: Session;
	scope: string;
	/**
	 * `issue` gives a refresh token and starts its life anew; a Row is handed back untouched, as a refresh does;
	 * `none` is for the grants that can always be repeated.
	 */
	refresh: 'issue' | 'none' | Row;
}

export type Grant = (request: GrantRequest) => GrantOutcome;

export function required(form: URLSearchParams, name: string): string {
	const value = form.get(name) ?? '';
	if (value === '') throw invalidRequest(`parameter '${name}' is missing`);
	return value;
}

/** The registered, active client of this id. */
export function clientById(store: Store, client_id: string): Row {
	const client = store.one('oauth_entity', { client_id });
	if (!client) throw invalidClient(`no client '${client_id}'`);
	if (client.active !== 'true') throw invalidClient(`client '${client_id}' is inactive`);
	return client;
}

/** Client id and secret from the body; a client without its secret is refused here. */
export function confidentialClient({ form, store }: GrantRequest): Row {
	const client = clientById(store, required(form, 'client_id'));
	if (!sameSecret(client.client_secret ?? '', required(form, 'client_secret'))) {
		throw invalidClient(`wrong secret for client '${client.client_id ?? ''}'`);
	}
	return client;
}

/** The scope of the new token: what was asked for, as far as the client is registered for it. */
export function scopeOf(client: Row, asked: string | null): string {
	const registered = (client.scope ?? '').split(/[\s,]+/).filter(Boolean);
	const allowed = registered.length > 0 ? registered : ['useraccount'];
	const wanted = (asked ?? '').split(/[\s,]+/).filter(Boolean);
	const refused = wanted.filter((scope) => !allowed.includes(scope));
	if (refused.length > 0) throw invalidScope(`scope '${refused.join(' ')}' is not granted to this client`);
	return (wanted.length > 0 ? wanted : allowed).join(' ');
}
