import { isMadeBefore } from '../../domain/api/doubt';
import { ApiFailure } from '../../domain/failure/failure';
import { sysIdIn } from '../../domain/api/expectation';
import { tableRequest } from '../../domain/api/listRequest';
import { type ApiRequest, type ApiResponse, recordsOf } from '../../domain/api/request';
import { encoded } from '../../domain/encodedQuery';
import type { Connection } from '../sending/connection';
import type { Pending } from './pending';

/** Ids in one request; the address stays well below what servers take. */
const MOST = 100;

/** What a look for what an insert was to make has shown: the record, or why that could not be seen; nothing where it is not there. */
export type Found = Map<Pending, ApiResponse | ApiFailure>;

/** Looks for the records of inserts of which it is not known whether they were done, many at a time. */
export async function findCreated(connection: Connection, load: Pending[]): Promise<Found> {
	const found: Found = new Map();
	for (const group of grouped(load)) {
		const answer = await connection.attempt(lookFor(group));
		const rows = answer instanceof ApiFailure ? new Map() : rowsBySysId(answer);
		for (const pending of group) {
			const row = rows.get(idOf(pending));
			if (row !== undefined) found.set(pending, { status: 200, headers: {}, body: { result: row } });
			else if (answer instanceof ApiFailure && answer.kind !== 'forbidden') found.set(pending, answer);
		}
	}
	for (const pending of load) if (!found.has(pending) && isProven(pending)) found.set(pending, unseen(pending));
	return found;
}

/** Those that one request can look for: of the same table, and with the same form of the answer. */
function grouped(load: Pending[]): Pending[][] {
	const groups = new Map<string, Pending[]>();
	for (const pending of load) {
		const { creates, query } = pending.request;
		const key = JSON.stringify([creates?.table, query]);
		groups.set(key, [...(groups.get(key) ?? []), pending]);
	}
	return [...groups.values()].flatMap((group) =>
		Array.from({ length: Math.ceil(group.length / MOST) }, (_, nth) => group.slice(nth * MOST, (nth + 1) * MOST)),
	);
}

function lookFor(group: Pending[]): ApiRequest {
	const { creates, query = {} } = (group[0] as Pending).request;
	const { sysparm_fields: asked, ...options } = query;
	delete options.sysparm_input_display_value;
	const request = tableRequest(creates?.table ?? '', encoded`sys_idIN${group.map(idOf).join(',')}`, {
		...options,
		...(asked === undefined ? {} : { sysparm_fields: [...new Set([...asked.split(','), 'sys_id'])].join(',') }),
		sysparm_limit: String(group.length),
		sysparm_no_count: 'true',
	});
	return { ...request, alone: true };
}

function rowsBySysId(answer: ApiResponse): Map<string, unknown> {
	return new Map(recordsOf(answer).map((row) => [(sysIdIn(row) ?? '').toLowerCase(), row]));
}

function idOf({ request }: Pending): string {
	return (request.creates?.sys_id ?? '').toLowerCase();
}

function isProven({ request, last }: Pending): boolean {
	return last !== undefined && isMadeBefore(request, last);
}

/** Refused as a second one of the same sys_id, it is there, although the user may not see it. */
function unseen({ request }: Pending): ApiResponse {
	return { status: 200, headers: {}, body: { result: { sys_id: request.creates?.sys_id } }, isUnseen: true };
}
