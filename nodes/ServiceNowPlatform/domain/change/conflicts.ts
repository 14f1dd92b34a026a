import { isSysId } from '../address/record';
import { ApiFailure } from '../failure/failure';
import type { Json } from '../api/json';
import { poll } from '../api/poll';
import { apiPath, type ApiRequest, attempt, recordOf, resultOf, type Steps } from '../api/request';
import { readOne, type RecordKey } from '../records/lookup';
import { shown } from './answer';
import { awaitJob, late, workerRequest } from './worker';

/** What a change request says of its last conflict check. */
export interface Check {
	sys_id: string;
	number: string;
	conflict_status: string;
	/** UTC. */
	conflict_last_run: string;
}

/** `sys_execution_tracker.state`; 0 is Pending, 1 Running. */
const SUCCESSFUL = '2';
const ENDS: Record<string, string> = { '3': 'The conflict check failed', '4': 'The conflict check was cancelled' };

/** Reads what is known of the last check, by whatever key the change request was named. */
export function* readLastCheck(key: RecordKey): Steps<Check> {
	const record = yield* readOne('change_request', key, {
		sysparm_fields: 'sys_id,number,conflict_status,conflict_last_run',
	});
	const text = (column: string) => String(record[column] ?? '');
	return {
		sys_id: text('sys_id'),
		number: text('number'),
		conflict_status: text('conflict_status'),
		conflict_last_run: text('conflict_last_run'),
	};
}

/** Starts a check; one that runs is cancelled by that. @returns the id of what does the work @throws ApiFailure */
export function* startCheck({ sys_id }: Check): Steps<string> {
	const request: ApiRequest = { method: 'POST', path: apiPath`/api/sn_chg_rest/change/${sys_id}/conflict` };
	const response = yield request;
	const result = resultOf(response);
	const id = typeof result === 'string' ? result.trim() : '';
	if (isSysId(id)) return id;
	// A missing right is told in place of the id, with a status of success.
	const { method, path } = request;
	throw new ApiFailure({
		kind: 'forbidden',
		message: id === '' ? 'ServiceNow did not start the conflict check' : id,
		status: response.status,
		method,
		path,
		body: response.body,
	});
}

/**
 * Waits for the end of a check. Who does it is the instance's choice (change.conflict.useprogressworker): a worker of the Change API or a
 * progress worker. Whoever may see neither still sees that the time of the last run changes.
 *
 * @throws ApiFailure when it ends without a result, or not in time
 */
export function* awaitCheck(before: Check, id: string, limit: number): Steps<void> {
	const worker = yield* attempt(workerRequest(id));
	if (!(worker instanceof ApiFailure)) {
		yield* awaitJob(id, limit);
		return;
	}
	const tracker = trackerRequest(id);
	const progress = yield* attempt(tracker);
	if (progress instanceof ApiFailure) yield* awaitNextRun(before, limit);
	else yield* awaitTracker(tracker, limit);
}

function trackerRequest(id: string): ApiRequest {
	return {
		method: 'GET',
		path: apiPath`/api/now/table/sys_execution_tracker/${id}`,
		query: { sysparm_fields: 'state,message', sysparm_display_value: 'all' },
	};
}

function* awaitTracker(request: ApiRequest, limit: number): Steps<void> {
	let latest: Json = {};
	yield* poll({
		*ask() {
			latest = recordOf(yield request);
			const { value } = shown(latest.state);
			const message = ENDS[value];
			if (message === undefined) return value === SUCCESSFUL ? true : undefined;
			const { method, path } = request;
			throw new ApiFailure({ kind: 'incomplete', message, detail: shown(latest.message).value, method, path });
		},
		limit,
		late: () => late(request, limit, shown(latest.message).value),
	});
}

/** A check that ends in the same second as the last one is not seen. */
function* awaitNextRun(before: Check, limit: number): Steps<void> {
	const request: ApiRequest = { method: 'GET', path: apiPath`/api/now/table/change_request/${before.sys_id}` };
	yield* poll({
		*ask() {
			const { conflict_last_run } = yield* readLastCheck(before);
			return conflict_last_run === before.conflict_last_run ? undefined : true;
		},
		limit,
		late: () => late(request, limit, 'The time of the last run has not changed.'),
	});
}
