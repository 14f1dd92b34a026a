import type { ActionOf } from '../../fault.mts';
import type { ApiResponse } from '../../types.mts';
import { aNumber, aText, either, mapOf } from '../fields.mts';
import type { Check } from '../fields.mts';
import { bent, kind } from '../kind.mts';

const nothing: Check = { expected: 'null', fits: (value) => value === null };

function changed(response: ApiResponse, changes: ActionOf<'headers'>['headers']): ApiResponse {
	const names = new Set(Object.keys(changes).map((name) => name.toLowerCase()));
	const kept = Object.entries(response.headers ?? {}).filter(([name]) => !names.has(name.toLowerCase()));
	const given = Object.entries(changes).filter((entry): entry is [string, string] => entry[1] !== null);
	return { ...response, headers: Object.fromEntries([...kept, ...given]) };
}

/** A header that says something else, or is gone (null): a count that is no number, a link into the void. */
export const headers = kind<'headers'>({
	fields: { headers: mapOf(either(aText, nothing)) },
	start: (action) => bent((response) => changed(response, action.headers)),
});

/** The clock of whoever answers is wrong by so many seconds. */
export const date = kind<'date'>({
	fields: { ahead: aNumber },
	start: ({ ahead }) =>
		bent((response, { now }) => changed(response, { date: new Date(now + ahead * 1000).toUTCString() })),
});
