import jwt from 'jsonwebtoken';
import type { Algorithm, JwtPayload } from 'jsonwebtoken';
import type { Row, Session, Store } from '../../types.mts';
import { invalidClient, invalidGrant } from './failure.mts';
import { clientById, confidentialClient, required, scopeOf } from './grant.mts';
import type { Grant, GrantRequest } from './grant.mts';

const DEFAULT_SKEW = 300;

const ALGORITHMS: Record<string, Algorithm[]> = {
	RS: ['RS256', 'RS384', 'RS512'],
	ES: ['ES256', 'ES384', 'ES512'],
	HS: ['HS256', 'HS384', 'HS512'],
};

/** A public client sends no id; its assertion's issuer tells who it is. */
function issuerOf(assertion: string): string {
	const decoded = jwt.decode(assertion);
	if (decoded === null || typeof decoded === 'string' || !decoded.iss)
		throw invalidGrant('the assertion names no issuer');
	return decoded.iss;
}

function clientOf(request: GrantRequest, assertion: string): Row {
	if (request.form.has('client_id') || request.form.has('client_secret')) return confidentialClient(request);
	const client = clientById(request.store, issuerOf(assertion));
	if (client.public_client !== 'true') throw invalidClient('only a public client may leave out its secret');
	return client;
}

function keyOf(store: Store, endpoint: Row, assertion: string): { key: string; algorithms: Algorithm[] } {
	const kid = jwt.decode(assertion, { complete: true })?.header.kid;
	const keys = store.find('jwt_verifier_map', { oauth_jwt: endpoint.sys_id ?? '', active: 'true' });
	const row = keys.find((candidate) => kid === undefined || candidate.kid === kid);
	if (!row) throw invalidGrant(`no verifier for key id '${kid ?? ''}'`);
	const algorithms = ALGORITHMS[row.algorithm ?? ''] ?? [];
	return { key: row.public_key || row.shared_key || '', algorithms };
}

function verify(request: GrantRequest, client: Row, endpoint: Row, assertion: string): JwtPayload {
	const client_id = client.client_id ?? '';
	const { key, algorithms } = keyOf(request.store, endpoint, assertion);
	try {
		const payload = jwt.verify(assertion, key, {
			algorithms,
			// Two pages of the documentation disagree on the audience; an instance takes either.
			audience: [client_id, request.tokenUrl],
			issuer: client_id,
			clockTolerance: endpoint.clock_skew ? Number(endpoint.clock_skew) : DEFAULT_SKEW,
			clockTimestamp: Math.floor(request.store.clock.now() / 1000),
		});
		if (typeof payload === 'string') throw invalidGrant('the assertion holds no claims');
		return payload;
	} catch (error) {
		throw invalidGrant(`the assertion is refused: ${error instanceof Error ? error.message : String(error)}`);
	}
}

/** One assertion, one exchange: a second use within its life is refused. */
function spend(request: GrantRequest, client: Row, endpoint: Row, { jti, exp }: JwtPayload): void {
	if (endpoint.enable_jti_verification === 'false') return;
	if (!jti) throw invalidGrant('the assertion has no jti');
	if (request.tokens.living('jti', jti)) throw invalidGrant(`the assertion '${jti}' was used before`);
	const left = (exp ?? 0) - request.store.clock.now() / 1000 + DEFAULT_SKEW;
	request.tokens.issue('jti', client, { token: jti }, Math.max(1, Math.ceil(left)));
}

/** The subject is looked up in the column that the administrator has chosen. */
function userOf({ store, sessions }: GrantRequest, endpoint: Row, sub = ''): Session {
	const column = endpoint.user_field || 'user_name';
	const found = sub === '' ? undefined : store.one('sys_user', { [column]: sub });
	const user = found && sessions.of(found.sys_id ?? '', 'bearer');
	if (!user) throw invalidGrant(`no active user with ${column} '${sub}'`);
	return user;
}

export const jwtBearer: Grant = (request) => {
	const assertion = required(request.form, 'assertion');
	const client = clientOf(request, assertion);
	const endpoint = request.store.one('oauth_jwt', { oauth_entity: client.sys_id ?? '', active: 'true' });
	if (!endpoint) throw invalidClient(`client '${client.name ?? ''}' has no JWT endpoint`);
	const payload = verify(request, client, endpoint, assertion);
	if (payload.exp === undefined) throw invalidGrant('the assertion has no exp');
	const user = userOf(request, endpoint, payload.sub);
	spend(request, client, endpoint, payload);
	return { client, user, scope: scopeOf(client, request.form.get('scope')), refresh: 'none' };
};
