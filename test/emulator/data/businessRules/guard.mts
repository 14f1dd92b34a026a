import type { BusinessRule } from './rule.mts';
import { syslog } from './syslog.mts';
import type { View } from './view.mts';

/** Writes inside writes; the platform's own number is not documented. */
const DEEPEST = 20;

/**
 * A rule whose own writes lead back to it is stopped, and the log says so (documented): the same rule for the same record, or
 * a chain of records without an end.
 */
export function isRecursive({ engine, trail, current, table }: View, rule: BusinessRule): boolean {
	const isSame = trail.some((step) => step.rule === rule.sys_id && step.record === current.sys_id);
	if (!isSame && trail.length < DEEPEST) return false;
	const path = [...trail.map(({ name }) => name), rule.name].join(' > ');
	syslog(engine, '2', `Recursive business rule '${rule.name}' on ${table} was stopped: ${path}`, 'Business Rule');
	return true;
}
