/** The end of a write: others see it now, or when its transaction is over. */
import { afterWrite } from '../businessRules/index.mts';
import { onItsOwn } from '../businessRules/transaction.mts';
import { tableSwitch } from '../switches.mts';
import { readRecord } from './rows.mts';
import { rowOf } from './write.mts';
import type { Write } from './write.mts';

/** Milliseconds from the stamp of a row of this table to the moment when others see it. */
const DELAY = 'commit_delay';

/** Somebody else may have deleted the record while its transaction went on. */
const isThere = (write: Write): boolean =>
	write.operation === 'insert' || readRecord(write.engine, write.table, rowOf(write).sys_id ?? '') !== undefined;

/** @returns whether the database has it now */
export function commit(write: Write, work: () => void): boolean {
	const { engine, table } = write;
	const delay = Number(tableSwitch(engine, DELAY, table)) || 0;
	const save = () => {
		work();
		afterWrite(write);
	};
	if (delay <= 0) {
		save();
		return true;
	}
	const later = () => onItsOwn(() => isThere(write) && save());
	engine.late.add({ due: engine.clock.now() + delay, sys_id: rowOf(write).sys_id ?? '', work: later });
	return false;
}
