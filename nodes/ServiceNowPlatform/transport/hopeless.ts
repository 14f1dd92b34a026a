import type { ApiFailure, FailureKind } from '../domain/failure';

/** The instance cannot be used at all: no item after this one can fare better, and asking again could lock the account. */
const HOPELESS: FailureKind[] = [
	'sign-in',
	'token-unavailable',
	'not-connected',
	'unauthenticated',
	'hibernating',
	'login-page',
	'certificate',
	'redirected',
	'unreachable',
];

export function isHopeless({ kind }: ApiFailure): boolean {
	return HOPELESS.includes(kind);
}
