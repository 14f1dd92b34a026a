/** Makes a generated incident agree with itself: priority with impact and urgency, dates and notes with the state. */
import { fromMillis } from '../time.mts';
import type { Draft, Finisher } from './finisher.mts';
import { sentence } from './words.mts';

/** Most incidents of a living instance are closed. */
const STATES = ['1', '2', '2', '3', '6', '7', '7', '7', '7', '7', '7', '8'];
const PRIORITY = ['1', '2', '3', '4', '5'];
const HOUR = 3_600_000;
const DONE = ['6', '7'];
const CLOSING = [
	'close_code',
	'close_notes',
	'resolved_at',
	'resolved_by',
	'closed_at',
	'closed_by',
	'reopened_time',
	'reopened_by',
];
const SPANS = ['calendar_stc', 'business_stc', 'calendar_duration', 'business_duration'];

function resolve({ random, row, created, now }: Draft): void {
	const resolved = Math.min(now, created + random.below(400) * HOUR + 60_000);
	const seconds = Math.floor((resolved - created) / 1000);
	row.close_code = row.close_code || 'Solution provided';
	row.close_notes = `Solved: ${sentence(random)}`;
	row.resolved_at = fromMillis(resolved);
	row.resolved_by = row.assigned_to ?? '';
	row.calendar_stc = String(seconds);
	row.business_stc = String(Math.floor(seconds / 3));
	row.calendar_duration = fromMillis(seconds * 1000);
	row.business_duration = fromMillis(Math.floor(seconds / 3) * 1000);
	row.sys_updated_on = row.resolved_at;
	if (row.state !== '7') return;
	row.closed_at = fromMillis(Math.min(now, resolved + 120 * HOUR));
	row.closed_by = row.resolved_by;
	row.sys_updated_on = row.closed_at;
}

function finish(draft: Draft): void {
	const { random, row } = draft;
	const state = random.pick(STATES) ?? '1';
	row.state = state;
	row.incident_state = state;
	row.priority = PRIORITY[Number(row.impact || 3) + Number(row.urgency || 3) - 2] ?? '5';
	row.active = state === '7' || state === '8' ? 'false' : 'true';
	if (state !== '3') row.hold_reason = '';
	if (DONE.includes(state)) resolve(draft);
	else for (const element of CLOSING) row[element] = '';
}

export const incidentFinisher: Finisher = {
	columns: ['state', 'incident_state', 'priority', 'active', 'hold_reason', ...CLOSING, ...SPANS],
	finish,
};
