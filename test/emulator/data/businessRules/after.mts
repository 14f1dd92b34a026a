/** Rules that run when the database has the write, one behind the other; whoever saved waits for them. */
import { ServiceNowError } from '../../errors.mts';
import { runMeanwhile } from '../../sandbox/need.mts';
import { ScriptAbandoned } from '../../sandbox/script.mts';
import type { Write } from '../records/write.mts';
import type { BusinessRule } from './rule.mts';
import { applies, runRule } from './run.mts';
import { syslog } from './syslog.mts';
import { belongsToTransaction } from './transaction.mts';
import { viewOf } from './view.mts';
import type { View } from './view.mts';

async function runAll(view: View, rules: readonly BusinessRule[]): Promise<void> {
	for (const rule of rules) if (applies(view, rule)) await runMeanwhile(runRule(view, rule));
}

export function runAfter(write: Write, rules: readonly BusinessRule[]): void {
	if (rules.length === 0) return;
	const { engine } = write;
	const view = viewOf(write);
	engine.database.afterCommit(() => {
		const fail = (error: unknown) => {
			// What the instance made of a rule is in the log already.
			const isKnown = error instanceof ServiceNowError || error instanceof ScriptAbandoned;
			if (!isKnown) syslog(engine, '2', String(error), 'Business Rule');
		};
		engine.tasks.add(belongsToTransaction(() => runAll(view, rules), fail));
	});
}
