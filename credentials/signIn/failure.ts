import { ExecutionBaseError } from 'n8n-workflow';
import { adviceFor } from '../../nodes/ServiceNowPlatform/domain/failure/advice';
import type { FailureKind } from '../../nodes/ServiceNowPlatform/domain/failure/failure';
import { named, networkTrouble } from '../../nodes/ServiceNowPlatform/domain/failure/network';

export interface SignInFacts {
	kind: FailureKind;
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
		kind: FailureKind,
		title: string,
		advice: string = adviceFor({ kind, message: title }),
		more: Pick<SignInFacts, 'retryAfter' | 'networkCode'> = {},
	) {
		super(`${title}. ${advice}`);
		this.facts = { kind, title, advice, ...more };
		this.context = { signIn: { ...this.facts } };
	}
}

/** A failure that came before any answer, while it was being asked for: "asking for a token". Nothing of the error is kept: it holds the request, secrets included. */
export function networkFailure(error: unknown, purpose: string, host: string, seconds: number): SignInFailure {
	const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: { code?: unknown } };
	const networkCode = String(code ?? cause?.code ?? '');
	const { kind, title, advice } = networkTrouble(networkCode, String(message)) ?? {
		kind: 'lost',
		title: `The connection to {host} broke off while ${purpose}`,
	};
	return new SignInFailure(
		// Nothing else has been sent yet, so nothing can have been lost.
		kind === 'lost' ? 'token-unavailable' : kind,
		named(title, host, seconds),
		advice && named(advice, host),
		networkCode === '' ? {} : { networkCode },
	);
}
