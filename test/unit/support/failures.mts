import {
	ApiFailure,
	type FailureFacts,
	type FailureKind,
} from '../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';

export function failure(kind: FailureKind, facts: Partial<FailureFacts> = {}): ApiFailure {
	return new ApiFailure({ kind, message: kind, ...facts });
}

/** What a promise was rejected with; fails when it was not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
	return await promise.then(
		(value) => {
			throw new Error(`Nothing was thrown, but ${JSON.stringify(value)} returned`);
		},
		(error: unknown) => error,
	);
}

/** What a function throws; fails when it throws nothing. */
export function thrown(work: () => unknown): unknown {
	let value: unknown;
	try {
		value = work();
	} catch (error) {
		return error;
	}
	throw new Error(`Nothing was thrown, but ${JSON.stringify(value)} returned`);
}

export const KINDS: FailureKind[] = [
	'sign-in',
	'token-unavailable',
	'not-connected',
	'unauthenticated',
	'forbidden',
	'not-found',
	'bad-request',
	'rate-limited',
	'hibernating',
	'login-page',
	'not-json',
	'incomplete',
	'not-processed',
	'not-stored',
	'not-transformed',
	'redirected',
	'server',
	'unreachable',
	'blocked',
	'lost',
	'certificate',
];
