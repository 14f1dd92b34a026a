/** The state model of changes holds for every way to write one; only the process itself moves freely. */
import { ServiceNowError } from '../../errors.mts';
import { processOf } from '../changeModel/models.mts';
import { isAvailable, transitionsFrom } from '../changeModel/states.mts';
import { metaId } from '../meta/rows.mts';
import { findRecords } from '../records/rows.mts';
import { changed } from './change.mts';
import type { Rule } from './change.mts';

/** Its name and the form of the refusal are a field recording. */
const NAME = 'Change Model: Check State Transition';

export const changeModelRule: Rule = (change) => {
	const { engine, session, table, before, after } = change;
	if (!before || session.via === 'system' || !changed(change, 'state')) return;
	const rows = {
		find: (from: string, where: Record<string, string>) => findRecords(engine, from, where),
		one: (from: string, where: Record<string, string>) => findRecords(engine, from, where)[0],
	};
	const possible = transitionsFrom(processOf(rows, before), before.state ?? '');
	const wanted = possible.filter(({ to }) => to === after.state);
	if (wanted.some((transition) => isAvailable(rows, after, transition))) return;
	const rule = `${NAME}^${metaId('sys_script', NAME)}`;
	const reason = `Operation against file '${table}' was aborted by Business Rule '${rule}'. Business Rule Stack:${NAME}`;
	throw new ServiceNowError(403, 'Operation Failed', reason);
};
