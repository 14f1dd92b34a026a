import type { ActionOf } from '../../fault.mts';
import type { ApiResponse } from '../../types.mts';
import { aCount, aText, optional } from '../fields.mts';
import { bent, kind } from '../kind.mts';
import { withRecords } from './result.mts';

/** The first pages come again and again, in turn, whatever page is asked for. */
function repeating({ pages = 1, changing }: ActionOf<'repeat-pages'>): (response: ApiResponse) => ApiResponse {
	const known: ApiResponse[] = [];
	let hits = 0;
	return (response) => {
		if (known.length < pages) known.push(response);
		const page = known[hits % pages] ?? response;
		hits += 1;
		// A clock in the rows: no page equals another, and none has anything new.
		return changing === undefined ? page : withRecords(page, (record) => ({ ...record, [changing]: String(hits) }));
	};
}

export const repeatPages = kind<'repeat-pages'>({
	fields: { pages: optional(aCount), changing: optional(aText) },
	start: (action) => bent(repeating(action)),
});
