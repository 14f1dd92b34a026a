/** One rule for one record: is it to run, and what does its script say? */
import { ServiceNowError } from '../../errors.mts';
import { runScript, ScriptStopped } from '../../sandbox/script.mts';
import type { Run } from '../../sandbox/need.mts';
import type { Ending, World } from '../../sandbox/protocol.mts';
import { createAnswers } from './answers/index.mts';
import { meetsFilter } from './filter.mts';
import { isRecursive } from './guard.mts';
import type { BusinessRule } from './rule.mts';
import { syslog } from './syslog.mts';
import type { View } from './view.mts';
import { worldOf } from './world.mts';

const LIMIT = 'emulator.script.time_limit';
const FIVE_SECONDS = 5000;

const SOURCE = 'Business Rule';

/** A quota rule ends what takes too long; the words are recorded. */
const cancelled = (reason: string) =>
	new ServiceNowError(500, 'Transaction cancelled: maximum execution time exceeded', reason);

function hasRole({ engine, session }: View, roles: readonly string[]): boolean {
	if (roles.length === 0 || session.roles.has('admin')) return true;
	return roles.some((sys_id) => {
		const role = engine.database.get('SELECT name FROM sys_user_role WHERE sys_id = ?', [sys_id]);
		return role !== undefined && session.roles.has(role.name ?? '');
	});
}

/** All but the condition that is a script. */
export function applies(view: View, rule: BusinessRule): boolean {
	return meetsFilter(view, rule.filter) && hasRole(view, rule.roles) && !isRecursive(view, rule);
}

/** A script that fails is logged, and the write goes on; one that has to be stopped ends the transaction. */
export function* runRule(view: View, rule: BusinessRule, world: World = worldOf(view, rule)): Run<Ending> {
	const { engine } = view;
	const limit = Number(engine.property(LIMIT)) || FIVE_SECONDS;
	try {
		const ending = yield* runScript(engine.sandboxes, world, createAnswers(view, rule), limit);
		if (ending.error !== undefined) syslog(engine, '2', `${rule.name}: ${ending.error}`, SOURCE);
		return ending;
	} catch (error) {
		if (!(error instanceof ScriptStopped)) throw error;
		syslog(engine, '2', `${rule.name} was stopped: ${error.message}`, SOURCE);
		throw cancelled(`Business rule '${rule.name}' was stopped: ${error.message}`);
	}
}
