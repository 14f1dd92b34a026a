/** What the rows of all kinds of task have in common. */
import { classed } from '../../record.mts';
import type { SeedRow } from '../../record.mts';
import type { Row } from '../../../types.mts';
import { userId } from '../foundation/people.mts';

/** Priority as the platform's lookup finds it from impact and urgency. */
export function priorityOf(impact: number, urgency: number): string {
	return String(Math.min(5, impact + urgency - 1));
}

/** The n-th of a list, round and round. */
export function pick<T>(values: readonly T[], n: number): T {
	const found = values[n % values.length];
	if (found === undefined) throw new Error('An empty list has nothing to pick');
	return found;
}

/** Days go by as numbers rise, so that sorting by number and by time agree. */
export function dayOf(index: number): number {
	return index * 3;
}

export function number(prefix: string, n: number): string {
	return `${prefix}${String(n).padStart(7, '0')}`;
}

export function task(table: string, values: Row & { number: string; opened_at: string }): SeedRow {
	const by = values.opened_by ?? userId('admin');
	return classed(table, values.number, {
		active: 'true',
		approval: 'not requested',
		upon_approval: 'proceed',
		upon_reject: 'cancel',
		contact_type: 'phone',
		escalation: '0',
		impact: '3',
		urgency: '3',
		priority: '4',
		knowledge: 'false',
		made_sla: 'true',
		reassignment_count: '0',
		task_effective_number: values.number,
		opened_by: by,
		sys_created_on: values.opened_at,
		sys_created_by: 'admin',
		...values,
	});
}
