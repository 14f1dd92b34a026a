/** Rules that run before the database hears of a write: they change it, or stop it. */
import { runNow } from '../../sandbox/need.mts';
import type { Row } from '../../types.mts';
import { isJournal } from '../columnTypes.mts';
import { evaluate } from '../query/script.mts';
import { storedValue } from '../records/input/convert.mts';
import type { Write } from '../records/write.mts';
import { abortedBy } from '../rules/abort.mts';
import type { BusinessRule } from './rule.mts';
import { applies, runRule } from './run.mts';
import { viewOf } from './view.mts';
import { worldOf } from './world.mts';

/** Below it come the rules before the platform's own engines, above it those behind them (documented). */
const ENGINES = 1000;

/** Takes over what a rule has made of the record. The id is the rule's to choose as long as the record is new. */
function take(write: Write, values: Row): void {
	const { engine, table, operation, after, entries } = write;
	const seen = viewOf(write).current;
	for (const [element, value] of Object.entries(values)) {
		const column = engine.schema.column(table, element);
		if (!column || value === (seen[element] ?? '')) continue;
		if (isJournal(column.type)) entries.push({ element, value });
		else if (element !== 'sys_id' || operation === 'insert') {
			after[element] = storedValue(engine, column, value);
		}
	}
}

/** `state=2^assigned_to=javascript:gs.getUserID()^EQ` */
function templateValues({ engine, session }: Write, template: string): Row {
	const pairs = template.split('^').map((part) => /^(\w+)=(.*)$/.exec(part));
	const { script } = engine.context(session);
	return Object.fromEntries(
		pairs.flatMap((pair) => (pair?.[1] ? [[pair[1], evaluate(pair[2] ?? '', script)] as const] : [])),
	);
}

/** Whether the rule wants the write to be stopped. All the others run nevertheless. */
function act(write: Write, rule: BusinessRule): boolean {
	const view = viewOf(write);
	if (!applies(view, rule)) return false;
	const isScripted = rule.script.trim() !== '' || rule.condition.trim() !== '';
	const ending = isScripted ? runNow(runRule(view, rule, worldOf(view, rule))) : {};
	if (ending.skipped) return false;
	if (write.operation !== 'delete') {
		if (rule.template) take(write, templateValues(write, rule.template));
		take(write, ending.values ?? {});
	}
	return rule.abort || ending.aborted === true;
}

export function runBefore(write: Write, rules: readonly BusinessRule[], engines: () => void): void {
	const stopped: BusinessRule[] = [];
	const run = (part: readonly BusinessRule[]) => {
		for (const rule of part) if (act(write, rule)) stopped.push(rule);
	};
	run(rules.filter(({ order }) => order < ENGINES));
	engines();
	run(rules.filter(({ order }) => order >= ENGINES));
	const [first] = stopped;
	if (!first) return;
	const outer = (write.options.trail ?? []).map(({ name }) => name).reverse();
	throw abortedBy(write.table, first, [first.name, ...outer]);
}
