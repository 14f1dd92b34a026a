import { randomBytes } from 'node:crypto';
import { momentOf, timestampOf } from '../../clock.mts';
import { createSigner } from './signing.mts';
import type { EmulatorOptions, Row, Store } from '../../types.mts';

export type TokenType = 'access_token' | 'refresh_token' | 'code' | 'jti';

export interface TokenStore {
	/** The row of a living access token. */
	accessToken(token: string): Row | undefined;
	/** The row of a living token of another kind. */
	living(type: TokenType, token: string): Row | undefined;
	/** The living token that a client holds for a user, if any. */
	current(type: TokenType, client: Row, user: string, scope: string): Row | undefined;
	issue(type: TokenType, client: Row, values: Row, lifetime: number): Row;
	/** The expiry starts anew, unless the token itself says when it ends. */
	extend(row: Row, lifetime: number): Row;
	end(row: Row): void;
	/** Marks the token expired, whichever kind it is. False where there is none. */
	revoke(token: string): boolean;
	lifetime(type: Lasting, client: Row): number;
	/** The keys of tokens that are JWTs. */
	jwks(): object;
	/** Whole seconds left, rounded down: a fresh token of 1800 s says 1799, as recorded. */
	secondsLeft(row: Row): number;
}

const DEFAULT_LIFETIME = { access_token: 1800, refresh_token: 8_640_000 } as const;

/** 64 random bytes: 86 characters, as the documentation's samples have. */
const newToken = () => randomBytes(64).toString('base64url');

const expiry = ({ expires }: Row): number => momentOf(expires) ?? 0;

const isJwt = ({ token = '' }: Row): boolean => token.includes('.');

type Lasting = keyof typeof DEFAULT_LIFETIME;

function lifetimeOf(options: EmulatorOptions, type: Lasting, client: Row): number {
	const override = type === 'access_token' ? options.tokenLifetime : options.refreshLifetime;
	const own = Number(client[`${type}_lifespan`] ?? '');
	return override || own || DEFAULT_LIFETIME[type];
}

/** Issued tokens are rows of `oauth_credential`, so that an administrator can see and end them. */
export function createTokenStore(store: () => Store, options: EmulatorOptions): TokenStore {
	const lives = (row: Row | undefined): row is Row => row !== undefined && expiry(row) > store().clock.now();
	const signer = createSigner();
	const until = (seconds: number) => timestampOf(store().clock.now() + seconds * 1000);

	function living(type: TokenType, token: string): Row | undefined {
		const row = token === '' ? undefined : store().one('oauth_credential', { token });
		// SQLite columns may compare without regard to case; a token never does.
		return lives(row) && row.type === type && row.token === token ? row : undefined;
	}

	const signed = (client: Row, { user = '', scope = '' }: Row, lifetime: number): string =>
		signer.sign({
			sub: store().one('sys_user', { sys_id: user })?.user_name ?? '',
			aud: client.client_id ?? '',
			scope,
			now: store().clock.now(),
			lifetime,
		});

	const end = (row: Row) => {
		store().put('oauth_credential', { ...row, expires: until(-1) });
	};

	return {
		accessToken: (token) => living('access_token', token),
		living,
		current(type, client, user, scope) {
			return store()
				.find('oauth_credential', { type, peer: client.sys_id ?? '', user })
				.find((row) => lives(row) && row.scope === scope);
		},
		issue(type, client, values, lifetime) {
			return store().put('oauth_credential', {
				token: type === 'access_token' && client.token_format === 'jwt' ? signed(client, values, lifetime) : newToken(),
				...values,
				type,
				name: client.name ?? '',
				peer: client.sys_id ?? '',
				expires: until(lifetime),
			});
		},
		extend: (row, lifetime) =>
			isJwt(row) ? row : store().put('oauth_credential', { ...row, expires: until(lifetime) }),
		end,
		revoke(token) {
			const row = living('access_token', token) ?? living('refresh_token', token);
			if (row) end(row);
			return row !== undefined;
		},
		lifetime: (type, client) => lifetimeOf(options, type, client),
		jwks: () => signer.jwks(),
		secondsLeft: (row) => Math.max(0, Math.floor((expiry(row) - store().clock.now() - 1) / 1000)),
	};
}
