import type { ApiResponse, Outcome } from '../../domain/api/request';

/** The answer to a fork or a pause. */
export const NOTHING: ApiResponse = { status: 204, headers: {}, body: undefined };

/** To be called with the outcome of each of so many strands: `end` is told when the last has ended, and of the first failure. */
export function joining(
	count: number,
	end: (failure: { error: unknown } | undefined) => void,
): (outcome: Outcome<unknown>) => void {
	let open = count;
	let failed: { error: unknown } | undefined;
	return (outcome) => {
		open--;
		if (!outcome.done) failed ??= { error: outcome.error };
		if (open === 0) end(failed);
	};
}
