/** Amounts as they were entered, where that was in another currency than the instance counts in. */
import type { Row } from '../../types.mts';
import { isMoney } from '../columnTypes.mts';
import type { Engine } from '../engine.mts';
import type { Caller } from '../records/caller.mts';
import { deleteRecord, findRecords, insertRecord } from '../records/rows.mts';
import { systemColumns } from '../records/system.mts';
import type { Amount } from './read.mts';

const TABLE = 'fx_currency_instance';

export interface Entered extends Amount {
	element: string;
	/** In the currency of the instance, as the record itself holds it. */
	reference_amount: string;
	reference_currency: string;
}

export function forgetAmounts(engine: Engine, where: Row): void {
	if (!engine.schema.exists(TABLE)) return;
	for (const row of findRecords(engine, TABLE, where)) deleteRecord(engine, TABLE, row);
}

/** "When you delete a record containing a currency value, the platform deletes any associated currency records." */
export function forgetAmountsOf(engine: Engine, table: string, id: string): void {
	const hasMoney = [...engine.schema.columns(table).values()].some(({ type }) => isMoney(type));
	if (hasMoney) forgetAmounts(engine, { id });
}

export function keepAmounts({ engine, session }: Caller, table: string, id: string, list: Entered[]): void {
	for (const { element, ...amounts } of list) {
		forgetAmounts(engine, { id, field: element });
		if (amounts.currency === amounts.reference_currency) continue;
		const system = systemColumns(engine, session, TABLE, engine.newSysId());
		insertRecord(engine, TABLE, { ...system, table, id, field: element, ...amounts });
	}
}
