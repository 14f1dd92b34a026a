import { SignInFailure } from './failure';

/** What the token endpoint answered, of whatever kind. */
export interface TokenAnswer {
	status: number;
	/** Lower-case names. */
	headers: Record<string, string>;
	body: unknown;
}

export type Grant = 'jwtBearer' | 'password';

/** ServiceNow has one answer for every mistake. What is wrong most often comes first. */
const CHECKS: Record<Grant, string> = {
	jwtBearer:
		'ServiceNow gives this one answer to every mistake. Check, in this order: (1) client ID and client secret are those of an active Application Registry record for JWT bearer; (2) Subject names an active user, by the column that the record matches users on; (3) the record’s JWT verifier map has this key ID and the public half of this private key; (4) Issuer and Audience are what the record expects (mostly the client ID); (5) the clocks of n8n and the instance agree; (6) the record’s scopes and token restrictions allow this client. The instance’s system log names the cause.',
	password:
		'ServiceNow gives this one answer to every mistake. Check, in this order: (1) user name and password, by logging in with them; (2) that user is active, not locked out, need not reset the password, and signs in without MFA or single sign-on; (3) client ID and client secret are those of an active Application Registry record; (4) the password grant is not switched off (glide.oauth.inbound.ropc.grant_type.disabled); (5) the record’s scopes and token restrictions allow this client. The instance’s system log names the cause.',
};

const UNAVAILABLE = 'Nothing is wrong with the credential as far as can be told. Try again later.';

const NETWORK: Array<[codes: RegExp, kind: SignInFailure['kind'], title: string, advice: string]> = [
	[
		/ENOTFOUND|EAI_AGAIN/,
		'unreachable',
		'There is no host HOST',
		'Check the instance name in the credential: it is the first part of the instance’s address (https://dev12345.service-now.com: dev12345).',
	],
	[
		/ECONNREFUSED|ENETUNREACH|EHOSTUNREACH/,
		'unreachable',
		'HOST cannot be reached',
		'Check the instance address, and that n8n can reach it (network, proxy, firewall).',
	],
	[
		/ERR_OSSL/,
		'certificate',
		'The certificates of the credential cannot be used',
		'Check Certificates in the credential: client certificate and key belong together, the passphrase opens the key, and each is whole.',
	],
	[
		/EPROTO|ERR_SSL/,
		'certificate',
		'HOST does not speak HTTPS as expected, or wants a client certificate',
		'Check the address and port of the instance; if it asks for client certificates, fill in Certificates.',
	],
	[
		/CERT|SELF_SIGNED|UNABLE_TO/,
		'certificate',
		'The certificate of HOST cannot be trusted',
		'If the instance uses a private certificate authority, fill in Certificates, or give the authority to n8n with NODE_EXTRA_CA_CERTS.',
	],
	[/ECONNABORTED|ETIMEDOUT/, 'token-unavailable', 'HOST did not answer within SECONDS s', UNAVAILABLE],
];

/** A failure that came before any answer. Nothing of the error is kept: it holds the request, secrets included. */
export function networkFailure(error: unknown, host: string, seconds: number): SignInFailure {
	const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
	const reason = String(code ?? cause?.code ?? '');
	const [, kind, title, advice] = NETWORK.find(([codes]) => codes.test(reason)) ?? [
		reason,
		'token-unavailable' as const,
		'The connection to HOST broke off while asking for a token',
		UNAVAILABLE,
	];
	const named = title.replace('HOST', host).replace('SECONDS', String(seconds));
	return new SignInFailure(kind, named, advice, reason === '' ? {} : { networkCode: reason });
}

/** Why an answer of the token endpoint holds no token. */
export function refusal(grant: Grant, { status, headers, body }: TokenAnswer): SignInFailure {
	if (status === 429) {
		const seconds = Number(headers['retry-after']);
		return new SignInFailure(
			'token-unavailable',
			'The instance limits requests to its token endpoint at the moment',
			UNAVAILABLE,
			seconds > 0 ? { retryAfter: seconds } : {},
		);
	}
	if (typeof body === 'string' && /<html|<!doctype/i.test(body)) return pageRefusal(status, body);
	if (status >= 500) {
		return new SignInFailure(
			'token-unavailable',
			`The token endpoint of the instance failed (status ${status})`,
			UNAVAILABLE,
		);
	}
	if (status >= 300 && status < 400) {
		return new SignInFailure(
			'redirected',
			`The token endpoint redirects to ${headers.location ?? 'another address'}`,
			'Enter the address to which the instance redirects, if it is yours. Secrets are never sent to another host.',
		);
	}
	const words = wordsOf(body) || `status ${status}`;
	return new SignInFailure('sign-in', `ServiceNow did not issue a token: ${words}`, CHECKS[grant]);
}

function pageRefusal(status: number, html: string): SignInFailure {
	const title = /<title[^>]*>\s*([^<]*?)\s*<\/title>/i.exec(html)?.[1] ?? '';
	if (/hibernat|instance is (currently )?offline/i.test(title + html.slice(0, 4000))) {
		return new SignInFailure(
			'hibernating',
			'The ServiceNow instance is asleep',
			'Developer instances go to sleep when nobody uses them. Wake it up on developer.servicenow.com, wait until it is online, and try again.',
		);
	}
	if (/log ?in|sign ?in|sso|saml/i.test(title)) {
		return new SignInFailure(
			'login-page',
			'The token endpoint answered with a login page',
			'Single sign-on stands in front of it: check the instance address, and the token path under Advanced.',
		);
	}
	if (status >= 500) {
		return new SignInFailure(
			'token-unavailable',
			`The token endpoint of the instance failed (status ${status})`,
			UNAVAILABLE,
		);
	}
	return new SignInFailure(
		'not-json',
		`The token endpoint answered with a web page (status ${status})${title === '' ? '' : `, titled “${title}”`}`,
		'Check that the instance address is that of ServiceNow itself, and the token path under Advanced.',
	);
}

function wordsOf(body: unknown): string {
	if (typeof body !== 'object' || body === null) return '';
	const { error, error_description } = body as Record<string, unknown>;
	return [error, error_description].filter((word) => typeof word === 'string' && word !== '').join(', ');
}
