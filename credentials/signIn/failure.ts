import { ExecutionBaseError } from 'n8n-workflow';

/** What kind of failure this is, in the words that the node knows too. */
export type SignInFailureKind =
	| 'sign-in'
	| 'token-unavailable'
	| 'hibernating'
	| 'login-page'
	| 'not-json'
	| 'redirected'
	| 'unreachable'
	| 'blocked'
	| 'certificate';

export interface SignInFacts {
	kind: SignInFailureKind;
	title: string;
	advice: string;
	/** Seconds from `Retry-After`. */
	retryAfter?: number;
	/** What went wrong on the network, by Node's name: ENOTFOUND, CERT_HAS_EXPIRED, … */
	networkCode?: string;
}

/**
 * Why no token was issued. n8n shows its message in the credential test; the node reads the facts from the context, the one thing that
 * every n8n hands on when it wraps an error. It carries neither status, code, response nor cause: by the first three n8n would take it
 * for an HTTP error and put a canned text in place of the message, and a response of 401 would make it sign in a second time; a cause
 * would carry the request with its secrets.
 */
export class SignInFailure extends ExecutionBaseError {
	readonly facts: SignInFacts;

	constructor(
		kind: SignInFailureKind,
		title: string,
		advice: string,
		more: Pick<SignInFacts, 'retryAfter' | 'networkCode'> = {},
	) {
		super(`${title}. ${advice}`);
		this.facts = { kind, title, advice, ...more };
		this.context = { signIn: { ...this.facts } };
	}
}
