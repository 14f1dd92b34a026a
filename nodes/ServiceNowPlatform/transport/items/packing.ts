import { type ApiFailure, type FailureKind, isHopeless } from '../../domain/failure/failure';
import type { ApiRequest, ApiResponse, Joint } from '../../domain/api/request';
import { batchOutcomes, batchRequest, fitting, isBatchRefused } from '../sending/batch';

/** A request that waits, perhaps to travel by itself. */
interface Waiting {
	request: ApiRequest;
	isApart?: boolean;
}

/** `too much`: fewer may go through. `in doubt`: nobody knows of any of them; `shared`: each has failed so; `final`: whatever is sent would. */
export type Meaning = 'refused' | 'sign-in' | 'in doubt' | 'too much' | 'shared' | 'final';

/** How several requests travel in one call. */
interface Envelope {
	wrap(requests: ApiRequest[]): ApiRequest;
	/** What became of each. `unserviced` ones were not begun; those `apart` are to travel without company. */
	unwrap(requests: ApiRequest[], response: ApiResponse): Array<ApiResponse | ApiFailure | 'unserviced' | 'apart'>;
	/** What the failure of the whole call means for its requests. */
	meaning(failure: ApiFailure): Meaning;
}

/** Requests of one call. */
export interface Packed<W extends Waiting> {
	requests: W[];
	carrier: Envelope;
}

const batch: Envelope = {
	wrap: batchRequest,
	unwrap: batchOutcomes,
	meaning: meaningOfBatch,
};

/** A sign-in that the Batch API refuses may be good for the APIs that are meant: policies differ by API. */
function meaningOfBatch(failure: ApiFailure): Meaning {
	if (isBatchRefused(failure)) return 'refused';
	if (failure.kind === 'unauthenticated') return 'sign-in';
	return isHopeless(failure) || failure.kind === 'rate-limited' ? 'final' : 'in doubt';
}

/** What each of the requests would be told, too. */
const SHARED: FailureKind[] = ['forbidden', 'not-found', 'rate-limited'];

function joint({ join, part }: Joint): Envelope {
	return {
		wrap: join,
		unwrap: part,
		// One of them may be at fault, or all of them take too long; repeating does no harm.
		meaning(failure) {
			if (isHopeless(failure)) return 'final';
			return SHARED.includes(failure.kind) ? 'shared' : 'too much';
		},
	};
}

/** Takes the requests of the next call out of those that wait. `mayBatch`: the instance has the Batch API. */
export function pack<W extends Waiting>(waiting: W[], most: number, mayBatch: boolean): Packed<W> {
	const { request: first } = waiting[0] as W;
	if (first.joint !== undefined) {
		const company = waiting.filter(({ request }) => isCompany(first, request));
		const requests = company.slice(0, sizeOf(company, Math.min(most, first.joint.most)));
		for (const one of requests) waiting.splice(waiting.indexOf(one), 1);
		return { requests, carrier: joint(first.joint) };
	}
	const loner = waiting.findIndex(({ request, isApart }) => request.alone || request.joint || isApart);
	const together = loner === -1 ? waiting : waiting.slice(0, loner);
	return { requests: waiting.splice(0, mayBatch ? sizeOf(together, most) : 1), carrier: batch };
}

function isCompany(first: ApiRequest, { joint: own, path, query }: ApiRequest): boolean {
	return own === first.joint && path === first.path && JSON.stringify(query) === JSON.stringify(first.query);
}

/** One always goes, however large it is. */
function sizeOf(together: Waiting[], most: number): number {
	const requests = together.slice(0, most).map(({ request }) => request);
	return requests.length < 2 ? 1 : fitting(requests, most);
}

/** The same request, which keeps to itself from now on. */
export function onItsOwn<W extends Waiting>(waiting: W): W {
	const request = { ...waiting.request };
	delete request.joint;
	return { ...waiting, request };
}
