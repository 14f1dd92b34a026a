import { ApiFailure } from '../../domain/failure/failure';
import type { ApiResponse } from '../../domain/api/request';
import { onItsOwn, type Packed } from './packing';
import { failedAgain, isOpen, type Pending, settledBy } from '../recovery/pending';

/** The requests of a call, by what is to be done about them. */
export interface Sorted {
	settled: Array<[Pending, ApiResponse | ApiFailure]>;
	/** Not begun. */
	again: Pending[];
	/** Failed, and not for good. */
	open: Pending[];
	/** Their sign-in was refused. */
	refused: Pending[];
}

export function sorted(load: Pending[], outcomes: ReturnType<Packed<Pending>['carrier']['unwrap']>): Sorted {
	const into: Sorted = { settled: [], again: [], open: [], refused: [] };
	for (const [index, pending] of load.entries()) {
		const outcome = outcomes[index];
		if (outcome === 'unserviced' || outcome === undefined) into.again.push(pending);
		else if (outcome === 'apart') into.again.push(onItsOwn(pending));
		else if (!(outcome instanceof ApiFailure)) into.settled.push([pending, outcome]);
		else sortFailure(pending, outcome, into);
	}
	return into;
}

function sortFailure(pending: Pending, failure: ApiFailure, { settled, open, refused }: Sorted): void {
	if (failure.kind === 'unauthenticated') refused.push(failedAgain(pending, failure));
	else if (isOpen(pending.request, failure)) open.push(failedAgain(pending, failure));
	else settled.push([pending, settledBy(pending, failure)]);
}
