/** The check for other changes that want the same item at the same time. */
import { displayDateTime, userFormat } from '../../data/time.mts';
import { ServiceNowError } from '../../errors.mts';
import type { ApiRequest, ApiResponse, Context, Row, Store } from '../../types.mts';
import { demandReader, demandWriter } from './access.mts';
import { changeOf } from './changes.mts';
import { later, textOf } from './later.mts';
import { createRecordRenderer } from './record.mts';
import { itemsOf } from './services.mts';
import { bookings, overlaps, windowOf } from './windows.mts';
import { isThere, showAsWorker } from './workers.mts';

const JOB = 'sys_execution_tracker';
const JOB_STATE = { pending: '0', running: '1', done: '2', failed: '3', cancelled: '4' } as const;

/** Off, as it is by default, the check is a worker of this API as well. */
const PROGRESS_WORKER = 'change.conflict.useprogressworker';
const WORKER_STATE: Record<string, string> = { '0': '1', '1': '2', '2': '3', '3': '4', '4': '4' };

function saveJob(store: Store, values: Row): Row {
	const job = store.put(JOB, values);
	const { sys_id = '', source = '', state = '', message = '' } = job;
	// What a check begins as it stays, whatever becomes of the property.
	const isWorker = values.sys_id ? isThere(store, values) : store.property(PROGRESS_WORKER) !== 'true';
	if (!isWorker) return job;
	const shown = { type: 'conflict', request: { task: source }, state: WORKER_STATE[state] ?? '4' };
	const error = state === JOB_STATE.cancelled ? 'Conflict detection has been cancelled' : message;
	showAsWorker(store, sys_id, { ...shown, ...(error && { error }) });
	return job;
}

function jobsOf(store: Store, source: string): Row[] {
	return store.find(JOB, { source_table: 'change_request', source });
}

const isUnderWay = ({ state }: Row): boolean => state === JOB_STATE.pending || state === JOB_STATE.running;

function latestJob(store: Store, change: string): Row | undefined {
	const jobs = jobsOf(store, change);
	return jobs.find(isUnderWay) ?? jobs.sort((left, right) => Number(right.sequence) - Number(left.sequence))[0];
}

function conflictRows(store: Store, change: Row, items: readonly string[]): Row[] {
	const window = windowOf(change);
	if (!window) return [];
	const checked = { change: change.sys_id ?? '', type: 'ci_already_scheduled', last_checked: store.clock.timestamp() };
	return items.flatMap((item) =>
		bookings(store, item, checked.change)
			.filter((booking) => overlaps(window, booking))
			.map(({ change: other }) => ({
				...checked,
				conflicting_change: other.sys_id ?? '',
				configuration_item: item,
			})),
	);
}

function check(store: Store, job: Row): void {
	const sys_id = job.source ?? '';
	const change = store.one('change_request', { sys_id });
	if (!change) throw new Error('The change request is gone');
	const items = itemsOf(store, change);
	for (const old of store.find('conflict', { change: sys_id })) store.remove('conflict', old.sys_id ?? '');
	const found = conflictRows(store, change, items);
	for (const row of found) store.insert(store.system, 'conflict', row);
	store.update(store.system, 'change_request', sys_id, {
		conflict_status: found.length > 0 ? 'Conflict' : 'No Conflict',
		conflict_last_run: job.sys_created_on ?? '',
	});
	saveJob(store, { ...job, state: JOB_STATE.done, record_count: String(items.length) });
}

function run(store: Store, job: Row): void {
	try {
		store.transaction(() => check(store, job));
	} catch (error) {
		saveJob(store, { ...job, state: JOB_STATE.failed, message: textOf(error) });
	}
}

/** Nothing is done for a job that was cancelled, or that a reset has taken away. */
function goOn(store: Store, { sys_id = '' }: Row): Row | undefined {
	const job = store.one(JOB, { sys_id });
	return job && isUnderWay(job) ? job : undefined;
}

/** The answer is the id of the job alone. */
export function startCheck(request: ApiRequest, context: Context): ApiResponse {
	demandWriter(request);
	const { store } = context;
	const change = changeOf(request, context);
	if (itemsOf(store, change).length === 0 || !windowOf(change)) {
		throw new ServiceNowError(400, 'Conflict check cannot start', 'A configuration item and planned dates are needed');
	}
	const source = change.sys_id ?? '';
	const job = saveJob(store, {
		name: 'Conflict Detection',
		source,
		source_table: 'change_request',
		state: JOB_STATE.pending,
		sequence: String(jobsOf(store, source).length + 1),
		record_count: '0',
	});
	later(store, () => {
		const pending = goOn(store, job);
		if (!pending) return;
		saveJob(store, { ...pending, state: JOB_STATE.running });
		later(store, () => {
			const running = goOn(store, job);
			if (running) run(store, running);
		});
	});
	return { status: 200, body: { result: job.sys_id ?? '' } };
}

/** Documented quirk: after a check the status reads Conflict even if there is none; the list is then empty. */
export function getCheck(request: ApiRequest, context: Context): ApiResponse {
	demandReader(request);
	const { store } = context;
	const { session } = request;
	const change = changeOf(request, context);
	const sys_id = change.sys_id ?? '';
	const job = latestJob(store, sys_id);
	const lastRun = job?.sys_created_on ?? change.conflict_last_run ?? '';
	const format = userFormat(session.user, (name) => store.property(name));
	const render = createRecordRenderer(store, session, 'conflict');
	const result = {
		status: lastRun === '' ? 'Not Run' : 'Conflict',
		last_run: displayDateTime(lastRun, format),
		record_count: job?.record_count ?? '0',
		job_status: job?.state ?? '',
		conflicts: store.find('conflict', { change: sys_id }).map(render),
	};
	return { status: 200, body: { result } };
}

export function cancelCheck(request: ApiRequest, context: Context): ApiResponse {
	demandWriter(request);
	const { store } = context;
	const { sys_id = '' } = changeOf(request, context);
	const running = jobsOf(store, sys_id).filter(isUnderWay);
	if (running.length === 0)
		throw new ServiceNowError(400, 'No conflict check is running for this change request', null);
	for (const job of running) saveJob(store, { ...job, state: JOB_STATE.cancelled });
	return { status: 200 };
}
