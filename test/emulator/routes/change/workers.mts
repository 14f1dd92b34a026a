/** Background jobs of the API: answered with a job to poll, done a moment later. */
import { noRecord } from '../../errors.mts';
import type { ApiRequest, ApiResponse, Context, Row, Store } from '../../types.mts';
import { demandReader } from './access.mts';
import { later, textOf } from './later.mts';

const TABLE = 'chg_mgt_worker';
/** The documentation shows 1 Waiting and 3 Complete; the other two numbers follow from the order of the labels. */
const STATES: Record<string, string> = { '1': 'Waiting', '2': 'In-Progress', '3': 'Complete', '4': 'Error' };

export interface Messages {
	errorMessages: string[];
	warningMessages: string[];
	infoMessages: string[];
}

export interface Job {
	type: string;
	/** The job's own picture of the request. */
	request: object;
	/** What the first answer shows as the request, where it differs. */
	shown?: string;
	/** Does the work and gives what the job's answer has besides the common parts. */
	work(messages: Messages): object;
}

const noMessages = (): Messages => ({ errorMessages: [], warningMessages: [], infoMessages: [] });

function view(row: Row, instanceUrl: string): object {
	const sysId = row.sys_id ?? '';
	const { messages, ...extra }: Record<string, unknown> = row.response
		? JSON.parse(row.response)
		: { messages: noMessages() };
	return {
		worker: { sysId, link: `${instanceUrl}/api/sn_chg_rest/change/worker/${sysId}` },
		request: row.request ?? '',
		state: { value: Number(row.state), display_value: STATES[row.state ?? ''] ?? '' },
		type: row.type ?? '',
		messages,
		...extra,
	};
}

function finish(store: Store, row: Row, job: Job): void {
	const messages = noMessages();
	try {
		const extra = store.transaction(() => job.work(messages));
		store.put(TABLE, { ...row, state: '3', response: JSON.stringify({ messages, ...extra }) });
	} catch (error) {
		messages.errorMessages.push(textOf(error));
		store.put(TABLE, { ...row, state: '4', response: JSON.stringify({ messages }) });
	}
}

/** Shows work that is done elsewhere as a job of this API, under the same id. */
export function showAsWorker(
	store: Store,
	sys_id: string,
	values: { type: string; request: object; state: string; error?: string },
): void {
	const { type, request, state, error } = values;
	const messages = { ...noMessages(), errorMessages: error ? [error] : [] };
	store.put(TABLE, { sys_id, type, state, request: JSON.stringify(request), response: JSON.stringify({ messages }) });
}

/** A reset of the instance takes its jobs away, too. */
export const isThere = (store: Store, { sys_id = '' }: Row): boolean => store.one(TABLE, { sys_id }) !== undefined;

export function startWorker(request: ApiRequest, { store }: Context, status: 200 | 202, job: Job): ApiResponse {
	const row = store.put(TABLE, { type: job.type, state: '1', request: JSON.stringify(job.request) });
	later(store, () => {
		if (!isThere(store, row)) return;
		store.put(TABLE, { ...row, state: '2' });
		later(store, () => {
			if (isThere(store, row)) finish(store, row, job);
		});
	});
	const result = { ...view(row, request.instanceUrl), ...(job.shown !== undefined && { request: job.shown }) };
	return { status, body: { result } };
}

export function getWorker(request: ApiRequest, { store }: Context): ApiResponse {
	demandReader(request);
	const row = store.one(TABLE, { sys_id: request.params.sys_id ?? '' });
	if (!row) throw noRecord();
	return { status: 200, body: { result: view(row, request.instanceUrl) } };
}
