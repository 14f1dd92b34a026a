/** What went wrong between this package and the instance, by what can be done about it. */
export type FailureKind =
	| 'sign-in'
	| 'token-unavailable'
	| 'not-connected'
	| 'unauthenticated'
	| 'forbidden'
	| 'not-found'
	| 'bad-request'
	| 'rate-limited'
	| 'hibernating'
	| 'login-page'
	| 'not-json'
	| 'incomplete'
	| 'not-processed'
	| 'not-stored'
	| 'not-transformed'
	| 'redirected'
	| 'server'
	| 'unreachable'
	| 'blocked'
	| 'lost'
	| 'certificate';

export interface FailureFacts {
	kind: FailureKind;
	/** ServiceNow's own message where it gave one. */
	message: string;
	/** ServiceNow's own detail. */
	detail?: string;
	/** HTTP status; absent when no answer arrived. */
	status?: number;
	method?: string;
	path?: string;
	/** `X-Transaction-ID`, by which an administrator finds the request in the instance's logs. */
	transaction?: string;
	/** Seconds from `Retry-After`. */
	retryAfter?: number;
	body?: unknown;
	/** What to do about it, where that is known better than by the kind. */
	advice?: string;
	/** It took all the time that it was given, as it would again. */
	isTimedOut?: boolean;
	/** An attempt before had left it open whether it was done. */
	followsDoubt?: boolean;
	/** How to see whether it was done, where nobody knows. */
	trace?: string;
	/** What had been done of the item's work before, a line each. */
	before?: string[];
	cause?: unknown;
}

/** A request that did not do what it should. */
export class ApiFailure extends Error {
	readonly facts: FailureFacts;

	constructor(facts: FailureFacts) {
		super(facts.message, facts.cause === undefined ? undefined : { cause: facts.cause });
		this.name = 'ApiFailure';
		this.facts = facts;
	}

	get kind(): FailureKind {
		return this.facts.kind;
	}
}

/** The instance cannot be used at all: nothing that is sent after this can fare better, and asking again could lock the account. */
const HOPELESS: ReadonlySet<FailureKind> = new Set<FailureKind>([
	'sign-in',
	'token-unavailable',
	'not-connected',
	'unauthenticated',
	'hibernating',
	'login-page',
	'certificate',
	'redirected',
	'unreachable',
	'blocked',
]);

/** Seconds; whoever is to be left alone for longer is. */
export const LONGEST_PAUSE = 60;

export function isHopeless(error: unknown): boolean {
	if (!(error instanceof ApiFailure)) return false;
	const { kind, retryAfter = 0 } = error.facts;
	return HOPELESS.has(kind) || (kind === 'rate-limited' && retryAfter > LONGEST_PAUSE);
}

/** ServiceNow’s words when it ends a request at its time limit. */
export const CANCELLED = /maximum execution time|transaction cancelled/i;

/** A caught error as a value, where it is of the class that the work may throw; any other goes on its way. */
export function expected<Kind extends Error>(error: unknown, kind: abstract new (...args: never[]) => Kind): Kind {
	if (error instanceof kind) return error;
	throw error;
}

/** The same for what the user lacks a right to, and one can do without. */
export function expectedForbidden(error: unknown): ApiFailure {
	const failure = expected(error, ApiFailure);
	if (failure.kind === 'forbidden') return failure;
	throw failure;
}
