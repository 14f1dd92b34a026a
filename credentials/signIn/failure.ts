/** What kind of failure this is, in the words that the node knows too. */
export type SignInFailureKind =
	| 'sign-in'
	| 'token-unavailable'
	| 'hibernating'
	| 'login-page'
	| 'not-json'
	| 'redirected'
	| 'unreachable'
	| 'certificate';

/**
 * Why no token was issued. n8n shows its message in the credential test; the node reads the parts. It carries neither status, code,
 * response nor cause: by the first three n8n would take it for an HTTP error and put a canned text in place of the message, and a
 * response of 401 would make it sign in a second time; a cause would carry the request with its secrets.
 */
export class SignInFailure extends Error {
	readonly kind: SignInFailureKind;
	readonly title: string;
	readonly advice: string;
	/** Seconds from `Retry-After`. */
	readonly retryAfter: number | undefined;
	/** What went wrong on the network, by Node's name: ENOTFOUND, CERT_HAS_EXPIRED, … */
	readonly networkCode: string | undefined;

	constructor(
		kind: SignInFailureKind,
		title: string,
		advice: string,
		more: { retryAfter?: number; networkCode?: string } = {},
	) {
		super(`${title}. ${advice}`);
		this.name = 'ServiceNowSignInFailure';
		this.kind = kind;
		this.title = title;
		this.advice = advice;
		this.retryAfter = more.retryAfter;
		this.networkCode = more.networkCode;
	}
}
