import type { Json } from '../api/json';
import { type ApiRequest, type ApiResponse, isObject, type Joint, objectsIn, resultOf } from '../api/request';

/** ServiceNow asks for 500 items at the most, and each may bring others. */
const MOST = 100;

/** Errors of an item that those beside it may be the reason of. */
const OF_COMPANY = new Set(['ABANDONED', 'DUPLICATE_PAYLOAD_RECORDS']);

/** Where the parts of one request stand in the common payload. */
interface Places {
	items: number[];
	relations: number[];
}

/** Many payloads of the Identification and Reconciliation API as one, and the outcome of each item back to who reported it. */
export const payloadJoint: Joint = {
	most: MOST,
	join: (requests) => {
		const [{ method, path, query }] = requests as [ApiRequest];
		// Not idempotent: what fails as a whole is tried again in smaller parts instead.
		return { method, path, ...(query ? { query } : {}), body: merged(requests).body };
	},
	part: (requests, response) => {
		const result = resultOf(response);
		const { items, relations } = isObject(result) ? result : { items: [], relations: [] };
		return merged(requests).places.map((places) => {
			const own = { items: outcomesAt(items, places.items), relations: outcomesAt(relations, places.relations) };
			const isWhole = [...own.items, ...own.relations].every(isOwnOutcome);
			return isWhole ? ({ ...response, body: { result: own } } satisfies ApiResponse) : 'apart';
		});
	},
};

function merged(requests: ApiRequest[]): { body: { items: Json[]; relations: Json[] }; places: Places[] } {
	const items: Json[] = [];
	const relations: Json[] = [];
	// The same related item of several requests would be refused as a duplicate.
	const known = new Map<string, number>();
	const places = requests.map(({ body }) => {
		const own = objectsIn(body?.items).map((item, place) => {
			const key = JSON.stringify(item);
			const present = place === 0 ? undefined : known.get(key);
			if (present !== undefined) return present;
			const index = items.push(item) - 1;
			if (place > 0) known.set(key, index);
			return index;
		});
		const ofOwn = objectsIn(body?.relations).map(({ parent, child, ...relation }) => {
			return relations.push({ ...relation, parent: own[Number(parent)], child: own[Number(child)] }) - 1;
		});
		return { items: own, relations: ofOwn };
	});
	return { body: { items, relations }, places };
}

/** The outcomes that stand for these places, each numbered by its place in the request. */
function outcomesAt(outcomes: unknown, places: number[]): Array<Json | undefined> {
	return places.map((index, place) => {
		const found = outcomeAt(outcomes, index);
		return found === undefined ? undefined : { ...found, inputIndices: [place] };
	});
}

/** The outcome of the part of a payload that stands at this place. Reports of the same thing may share one. */
export function outcomeAt(outcomes: unknown, index: number): Json | undefined {
	return objectsIn(outcomes).find(
		({ inputIndices }) => Array.isArray(inputIndices) && inputIndices.some((place) => place === index),
	);
}

function isOwnOutcome(outcome: Json | undefined): boolean {
	if (outcome === undefined) return false;
	return !objectsIn(outcome.errors).some(({ error }) => typeof error === 'string' && OF_COMPANY.has(error));
}
