import { ServiceNowError } from '../../errors.mts';
import { changed, me, set } from './change.mts';
import type { Change, Rule } from './change.mts';
import { setDurations } from './task.mts';
import { twinOfState } from './twins.mts';

const RESOLVED = '6';
const CLOSED = '7';
const DONE = [RESOLVED, CLOSED];

const MANDATORY = ['close_code', 'close_notes'];

/** The data policy of out-of-the-box instances: no resolution without its code and notes. */
const resolutionPolicy: Rule = (change) => {
	const { after, engine, table } = change;
	if (!DONE.includes(after.state ?? '') || (change.before && !changed(change, 'state'))) return;
	const missing = MANDATORY.filter((element) => engine.schema.column(table, element) && !after[element]);
	if (missing.length === 0) return;
	const labels = missing.map((element) => engine.schema.column(table, element)?.label ?? element);
	const detail = `Data Policy Exception: The following fields are mandatory: ${labels.join(', ')}`;
	throw new ServiceNowError(403, 'Operation Failed', detail);
};

const resolved: Rule = (change) => {
	if (!changed(change, 'state')) return;
	const { after, before, engine } = change;
	const isDone = DONE.includes(after.state ?? '');
	if (isDone && !after.resolved_at) {
		set(change, 'resolved_at', engine.clock.timestamp());
		set(change, 'resolved_by', me(change));
		setDurations(change);
	}
	if (isDone || !before || !DONE.includes(before.state ?? '')) return;
	set(change, 'resolved_at', '');
	set(change, 'resolved_by', '');
	set(change, 'reopened_time', engine.clock.timestamp());
	set(change, 'reopened_by', me(change));
	set(change, 'reopen_count', String((Number(before.reopen_count) || 0) + 1));
};

export const incidentRules: readonly Rule[] = [twinOfState('incident_state'), resolutionPolicy, resolved];

/** Names of people are worked out from their parts. */
export const personRule: Rule = (change: Change) => {
	if (!changed(change, 'first_name') && !changed(change, 'last_name')) return;
	const name = [change.after.first_name, change.after.last_name].filter(Boolean).join(' ');
	if (name) set(change, 'name', name);
};
