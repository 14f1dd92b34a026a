import type { INode, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { ApiFailure, type FailureKind } from '../domain/failure/failure';
import { toNodeError } from '../transport/errors/nodeError';

/** Words by which n8n decides when to ask again. */
const CAUSES: Partial<Record<FailureKind, string>> = {
	'rate-limited': 'rate-limited',
	'sign-in': 'credential-invalid',
	'not-connected': 'credential-invalid',
	unauthenticated: 'credential-invalid',
	'token-unavailable': 'temporarily-unavailable',
	hibernating: 'temporarily-unavailable',
	'not-processed': 'temporarily-unavailable',
	incomplete: 'temporarily-unavailable',
	server: 'temporarily-unavailable',
	unreachable: 'temporarily-unavailable',
	lost: 'temporarily-unavailable',
	'not-json': 'temporarily-unavailable',
};

/** An error of a trigger as n8n shows it, and from which it learns when to try again. */
export function triggerError(node: INode, error: unknown): NodeApiError | NodeOperationError {
	const shown = toNodeError(node, error);
	// n8n never again starts a workflow whose error has this word in it.
	shown.message = shown.message.replaceAll('Authorization', 'authorization');
	const cause = error instanceof ApiFailure ? CAUSES[error.kind] : undefined;
	if (cause === undefined || !(error instanceof ApiFailure)) return shown;
	const { retryAfter } = error.facts;
	const failure = { cause, ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter * 1000 }) };
	return Object.assign(shown, { failure });
}
