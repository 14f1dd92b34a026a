/** Free time for a change or on a configuration item, and moving a change to the first of it. */
import { displayDateTime, fromMillis, toMillis, userFormat } from '../../data/time.mts';
import type { UserFormat } from '../../data/time.mts';
import { noRecord, ServiceNowError } from '../../errors.mts';
import type { ApiRequest, ApiResponse, Context, Row, Store } from '../../types.mts';
import { bodyValues } from '../table/input.mts';
import { demandReader, demandWriter } from './access.mts';
import { changeOf } from './changes.mts';
import { bookings, freeSpans, windowOf } from './windows.mts';
import type { Span } from './windows.mts';
import { startWorker } from './workers.mts';
import type { Messages } from './workers.mts';

const DAY = 86_400_000;
const DAYS_AHEAD = 'change.conflict.next_available.schedule_window';
const DEFAULT_DAYS = 90;

const invalid = (detail: string) => new ServiceNowError(400, 'Invalid request', detail);

const formatOf = ({ session }: ApiRequest, store: Store): UserFormat =>
	userFormat(session.user, (name) => store.property(name));

function durationOf(text: string | undefined): number {
	if (!/^[1-9]\d*$/.test(text ?? '')) throw invalid('duration_in_seconds is missing or not a positive number');
	return Number(text);
}

function startOf(store: Store, text: string | undefined): number {
	if (!text) return store.clock.now();
	const start = toMillis(text);
	if (start === undefined) throw invalid('planned_start_time is not a date and time');
	return start;
}

function itemOf({ cmdb_ci = '' }: Row): string {
	if (cmdb_ci === '') throw invalid('The change request has no configuration item');
	return cmdb_ci;
}

interface Search {
	item: string;
	/** The change whose own window does not count. */
	except: string;
	start: number;
	/** Seconds. */
	duration: number;
}

const daysAhead = (store: Store): number => Number(store.property(DAYS_AHEAD)) || DEFAULT_DAYS;

function search(store: Store, { item, except, start, duration }: Search): Span[] {
	// Free time begins on a whole second, as everything that is stored does.
	const from = Math.ceil(start / 1000) * 1000;
	const within = { start: from, end: from + daysAhead(store) * DAY };
	return freeSpans(bookings(store, item, except), within, duration * 1000);
}

const noneFound = (store: Store): string => `No slots found for ${daysAhead(store)} days from now`;

function spansPayload(store: Store, wanted: Search, format: UserFormat, messages: Messages): object {
	const found = search(store, wanted);
	if (found.length === 0) {
		messages.infoMessages.push(noneFound(store));
		return {};
	}
	const moment = (milliseconds: number) => {
		const value = fromMillis(milliseconds);
		return { value, display_value: displayDateTime(value, format) };
	};
	return { payload: { spans: found.map(({ start, end }) => ({ start: moment(start), end: moment(end) })) } };
}

export function changeSchedule(request: ApiRequest, context: Context): ApiResponse {
	demandWriter(request);
	const { store } = context;
	const change = changeOf(request, context, '', 'change_sys_id');
	const item = itemOf(change);
	const window = windowOf(change);
	if (!window) throw invalid('The change request has no planned start and end');
	const format = formatOf(request, store);
	const except = change.sys_id ?? '';
	const start = Math.max(window.start, store.clock.now());
	const wanted = { item, except, start, duration: (window.end - window.start) / 1000 };
	return startWorker(request, context, 202, {
		type: 'schedule',
		request: { change_sys_id: except, timezone: format.zone },
		work: (messages) => spansPayload(store, wanted, format, messages),
	});
}

export function itemSchedule(request: ApiRequest, context: Context): ApiResponse {
	demandReader(request);
	const { store } = context;
	const item = request.params.cmdb_ci_sys_id ?? '';
	if (!store.one('cmdb_ci', { sys_id: item })) throw noRecord();
	const planned = request.query.get('planned_start_time') ?? '';
	const duration = durationOf(request.query.get('duration_in_seconds') ?? undefined);
	const format = formatOf(request, store);
	const wanted = { item, except: '', start: startOf(store, planned), duration };
	return startWorker(request, context, 202, {
		type: 'schedule',
		request: {
			cmdb_ci_sys_id: item,
			planned_start_time: planned,
			duration_in_seconds: duration,
			timezone: format.zone,
		},
		work: (messages) => spansPayload(store, wanted, format, messages),
	});
}

export function firstAvailable(request: ApiRequest, context: Context): ApiResponse {
	demandWriter(request);
	const { store } = context;
	const change = changeOf(request, context, '', 'change_sys_id');
	const item = itemOf(change);
	const { duration_in_seconds, planned_start_time = '' } = bodyValues(request);
	const duration = durationOf(duration_in_seconds);
	const except = change.sys_id ?? '';
	const wanted = { item, except, start: startOf(store, planned_start_time), duration };
	return startWorker(request, context, 202, {
		type: 'schedule',
		request: {
			change_sys_id: except,
			...(planned_start_time && { planned_start_time }),
			duration_in_seconds: duration,
			timezone: formatOf(request, store).zone,
		},
		work(messages) {
			const [slot] = search(store, wanted);
			if (!slot) {
				messages.infoMessages.push(noneFound(store));
				return {};
			}
			const end_date = fromMillis(slot.start + duration * 1000);
			store.update(request.session, 'change_request', except, { start_date: fromMillis(slot.start), end_date });
			messages.infoMessages.push('Change has been updated');
			return {};
		},
	});
}
