import { setImmediate } from 'node:timers/promises';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { USUAL_LIMITS } from '../../../nodes/ServiceNowPlatform/transport/sending/limits.ts';
import type { Line } from '../../../nodes/ServiceNowPlatform/transport/sending/line.ts';
import { RateLimit } from '../../../nodes/ServiceNowPlatform/transport/sending/rateLimit.ts';
import type { RequestContext } from '../../../nodes/ServiceNowPlatform/transport/signIn/context.ts';
import type { Account } from '../../../nodes/ServiceNowPlatform/transport/signIn/credentials.ts';

export interface Answer {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

export type TokenData = Record<string, unknown>;

interface Script {
	grantType?: string;
	/** One that is over if none is named; `null` where nobody has connected yet. */
	token?: TokenData | null;
	/** What the token endpoint does when asked for a first or a new token. */
	issue?: (nth: number) => TokenData | Error | Promise<TokenData | Error>;
	/** What the instance answers. */
	answer?: (options: IHttpRequestOptions, nth: number) => Answer | Error | Promise<Answer | Error>;
}

export const answered = (statusCode: number, body: unknown = { result: {} }, headers = {}): Answer => ({
	statusCode,
	headers,
	body,
});

export const notAuthenticated = answered(401, {
	error: { message: 'User Not Authenticated', detail: 'Required to provide Auth information' },
	status: 'failure',
});

/** A token as n8n keeps it: `left` seconds before its end, of a life of `lifetime` seconds. */
export function token(access_token: string, left: number, lifetime: number = left): TokenData {
	return { access_token, token_type: 'Bearer', expires_in: lifetime, n8n_expires_at: Date.now() + left * 1000 };
}

/** The error of n8n's OAuth2 client when the token endpoint refuses. */
export function accessDenied(): Error {
	const body = { error: 'server_error', error_description: 'access_denied' };
	return Object.assign(new Error('The authorization server encountered an unexpected condition'), {
		name: 'AuthError',
		code: 'EAUTH',
		body,
	});
}

export function networkError(code: string): Error {
	return Object.assign(new Error(`connect ${code}`), { code });
}

/** n8n's request helpers with a script in place of the network; counts what is asked of them. */
export class FakeContext {
	private static count = 0;
	readonly account: Account;
	readonly requests: IHttpRequestOptions[] = [];
	readonly warnings: string[] = [];
	/** How often the token endpoint was asked. */
	issues = 0;
	/** How often n8n was told to renew. */
	renewals = 0;
	token: TokenData | undefined;
	private readonly script: Script;

	constructor(script: Script = {}) {
		this.script = script;
		this.token = script.token === null ? undefined : (script.token ?? token('ended', -1));
		this.account = {
			type: 'serviceNowPlatformOAuth2Api',
			key: `serviceNowPlatformOAuth2Api:${++FakeContext.count}`,
			instanceUrl: 'https://dev12345.service-now.com',
		};
	}

	get context(): RequestContext {
		const helpers = {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => await this.request(options),
			refreshOAuth2Token: async () => {
				this.renewals++;
				await this.issue();
			},
		};
		const context = {
			helpers,
			logger: { warn: (message: string) => this.warnings.push(message) },
			getNode: () => ({ credentials: {} }),
			getCredentials: async () => {
				await setImmediate();
				return {
					instance: 'dev12345',
					grantType: this.script.grantType ?? 'authorizationCode',
					...(this.token === undefined ? {} : { oauthTokenData: this.token }),
				};
			},
		};
		return context as unknown as RequestContext;
	}

	get line(): Line {
		const { context, account } = this;
		return { context, account, rateLimit: new RateLimit(), limits: USUAL_LIMITS, cancelled: undefined };
	}

	private async request(options: IHttpRequestOptions): Promise<Answer> {
		const nth = this.requests.push(options);
		await setImmediate();
		return taken((await this.script.answer?.(options, nth)) ?? answered(200));
	}

	private async issue(): Promise<void> {
		const nth = ++this.issues;
		await setImmediate();
		this.token = taken((await this.script.issue?.(nth)) ?? token(`token-${nth}`, 1800));
	}
}

function taken<T>(value: T | Error): T {
	if (value instanceof Error) throw value;
	return value;
}
