/** What every task does by itself: who opened and closed it, whether it is active, how often it changed hands. */
import { changed, me, set } from './change.mts';
import type { Change, Rule } from './change.mts';
import { fromMillis, toMillis } from '../time.mts';

/** Closing states by class, out of the box; other classes follow `task`. */
const CLOSED: Readonly<Record<string, readonly string[]>> = {
	incident: ['7', '8'],
	problem: ['107', '4'],
	problem_task: ['157'],
	change_request: ['3', '4'],
	task: ['3', '4', '7'],
};

function isClosed(change: Change, state: string): boolean {
	const name = change.chain.find((table) => CLOSED[table]) ?? 'task';
	return CLOSED[name]?.includes(state) ?? false;
}

const opened: Rule = (change) => {
	if (change.before) return;
	if (!change.after.opened_at) set(change, 'opened_at', change.engine.clock.timestamp());
	if (!change.after.opened_by) set(change, 'opened_by', me(change));
	if (!change.after.task_effective_number) set(change, 'task_effective_number', change.after.number ?? '');
};

/** Seconds and duration from opening to now, as `calendar_stc` and `calendar_duration` hold them. */
export function setDurations(change: Change): void {
	const openedAt = toMillis(change.after.opened_at ?? '');
	const now = toMillis(change.engine.clock.timestamp());
	if (openedAt === undefined || now === undefined) return;
	const span = Math.max(0, now - openedAt);
	for (const kind of ['calendar', 'business']) {
		set(change, `${kind}_duration`, fromMillis(span));
		set(change, `${kind}_stc`, String(Math.floor(span / 1000)));
	}
}

function close(change: Change): void {
	const { after, engine } = change;
	set(change, 'active', 'false');
	set(change, 'closed_at', after.closed_at || engine.clock.timestamp());
	set(change, 'closed_by', after.closed_by || me(change));
	if (!after.calendar_duration) setDurations(change);
}

function reopen(change: Change): void {
	set(change, 'active', 'true');
	set(change, 'closed_at', '');
	set(change, 'closed_by', '');
}

const closed: Rule = (change) => {
	if (!changed(change, 'state')) return;
	const isNow = isClosed(change, change.after.state ?? '');
	const was = isClosed(change, change.before?.state ?? '');
	if (isNow && !was) close(change);
	if (was && !isNow) reopen(change);
};

const reassigned: Rule = (change) => {
	const before = change.before?.assignment_group ?? '';
	if (before === '' || !changed(change, 'assignment_group')) return;
	set(change, 'reassignment_count', String((Number(change.after.reassignment_count) || 0) + 1));
};

export const taskRules: readonly Rule[] = [opened, closed, reassigned];
