/** `GlideRecord`: queries and writes as the platform makes them for scripts. */
import { ServiceNowError } from '../../../errors.mts';
import { isObject } from '../../../http/content/body.mts';
import type { Run } from '../../../sandbox/need.mts';
import type { Row, WriteOptions } from '../../../types.mts';
import { createDisplayer } from '../../render/display.mts';
import { chosenValue } from '../../records/input/choices.mts';
import { storedValue } from '../../records/input/convert.mts';
import { userFormat } from '../../time.mts';
import { syslog } from '../syslog.mts';
import { fieldsOf } from '../world.mts';
import { untilDone, belongsToTransaction } from '../transaction.mts';
import type { Answer, Asking, Given } from './context.mts';
import { textOf } from './context.mts';

/** A script that reads more has other troubles. */
const MOST = 10_000;

const rowOf = (value: unknown): Row =>
	isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)])) : {};

export const fields: Answer = ({ view: { engine } }, given) => fieldsOf(engine, textOf(given, 'table'));

export const query: Answer = ({ view: { engine }, session }, given) => {
	const table = textOf(given, 'table');
	if (!engine.schema.exists(table)) return [];
	const limit = Number(given.limit) || MOST;
	const options = { query: textOf(given, 'query'), limit: Math.min(limit, MOST), offset: 0, noCount: true };
	return engine.store().query(session, table, options).rows;
};

export const display: Answer = ({ view: { engine }, session }, given) => {
	const table = textOf(given, 'table');
	const column = engine.schema.column(table, textOf(given, 'field') || engine.schema.displayColumn(table));
	return column ? createDisplayer(engine.store(), session).display(table, column, rowOf(given.values)) : '';
};

export const fromDisplay: Answer = ({ view: { engine }, session }, given) => {
	const table = textOf(given, 'table');
	const column = engine.schema.column(table, textOf(given, 'field'));
	const format = userFormat(session.user, engine.property);
	if (!column) return '';
	const chooser = { engine, options: { displayInput: true } };
	const chosen = chosenValue(chooser, { table, own: table }, column, textOf(given, 'value'));
	return chosen === undefined ? '' : storedValue(engine, column, chosen, format);
};

function optionsOf({ trail }: Asking, how: unknown): WriteOptions {
	const flags = isObject(how) ? how : {};
	const names = ['workflow', 'autoSysFields', 'force'] as const;
	return {
		...Object.fromEntries(names.map((name) => [name, flags[name]]).filter(([, on]) => on !== undefined)),
		trail,
	};
}

function perform(asking: Asking, given: Given): Row {
	const { view, session } = asking;
	const [table, sys_id] = [textOf(given, 'table'), textOf(given, 'sys_id')];
	const values = rowOf(given.values);
	const records = view.engine.store().writing(optionsOf(asking, given.how));
	if (given.operation === 'insert') return records.insert(session, table, values);
	if (given.operation === 'update') return records.update(session, table, sys_id, values);
	records.delete(session, table, sys_id);
	return { sys_id };
}

/** null where the write was refused: scripts are told no more. */
function attempt(asking: Asking, given: Given): Row | null {
	try {
		return perform(asking, given);
	} catch (error) {
		if (!(error instanceof ServiceNowError)) throw error;
		syslog(asking.view.engine, '2', error.detail ?? error.message, asking.rule.name);
		return null;
	}
}

/** The write, and the rules behind it, which hold up a script as they hold up a save. What fails in them is in the log. */
export function* write(asking: Asking, given: Given): Run<unknown> {
	let row: Row | null = null;
	const over = untilDone(() => {
		row = attempt(asking, given);
	}).catch(() => undefined);
	yield {
		kind: 'wait',
		work: belongsToTransaction(
			() => over,
			() => undefined,
		),
	};
	return row;
}
