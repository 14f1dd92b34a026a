import type { ApiFailure } from '../../domain/failure/failure';
import type { ApiRequest, Outcome, Steps } from '../../domain/api/request';

/** Steps that are under way: those of an item, or a strand of theirs. */
export interface Task {
	steps: Steps<unknown>;
	/** When they were begun, in milliseconds since the epoch. */
	begun: number;
	end(outcome: Outcome<unknown>): void;
}

/** A request that waits to be sent or answered, for one item or for several that ask the very same. */
export interface Pending {
	request: ApiRequest;
	tasks: Task[];
	/** Failure of an earlier attempt: it may or may not have been done. Such a request travels alone. */
	doubt?: ApiFailure;
}

/** The doubt is about the call; a read is just asked again, by itself. */
export function inDoubt(pending: Pending, doubt: ApiFailure): Pending {
	if (pending.request.method === 'GET') return { ...pending, request: { ...pending.request, alone: true } };
	return { ...pending, doubt };
}

/** Requests of the same key have the same answer. */
export function readKey({ method, path, query, headers, fresh }: ApiRequest): string | undefined {
	return method === 'GET' && fresh !== true ? JSON.stringify([path, query, headers]) : undefined;
}

/** Failures of a single request inside a Batch call that the sender of single requests knows how to overcome. */
export function isWorthAnother({ kind }: ApiFailure): boolean {
	return (
		kind === 'rate-limited' || kind === 'server' || kind === 'lost' || kind === 'not-processed' || kind === 'not-json'
	);
}
