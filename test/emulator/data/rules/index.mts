/** Which rules run for a class, in order. */
import { abortRule } from './abort.mts';
import { changeModelRule } from './changeModel.mts';
import type { Change, Rule } from './change.mts';
import { fileRule } from './files.mts';
import { incidentRules, personRule } from './incident.mts';
import { priorityRule } from './priority.mts';
import { problemRules } from './problem.mts';
import { taskRules } from './task.mts';

const BY_TABLE: ReadonlyArray<readonly [table: string, rules: readonly Rule[]]> = [
	['change_request', [changeModelRule]],
	['incident', incidentRules],
	['problem', problemRules],
	['task', [...taskRules, priorityRule]],
	['sys_user', [personRule]],
	['sys_metadata', [fileRule]],
];

export function applyRules(change: Change): void {
	abortRule(change);
	for (const [table, rules] of BY_TABLE) {
		if (!change.chain.includes(table)) continue;
		for (const rule of rules) rule(change);
	}
}
