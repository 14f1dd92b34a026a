/** Records as the Change API sends them: display value and typed value, whatever the caller asks for. */
import { isBoolean, isDate, isDateTime, isJournal, isNumeric } from '../../data/columnTypes.mts';
import { createDisplayer } from '../../data/render/display.mts';
import type { Displayer } from '../../data/render/display.mts';
import { planFields } from '../../data/render/plan.mts';
import { toWallClock, userFormat } from '../../data/time.mts';
import type { Column, Context, Row, Session, Store } from '../../types.mts';

export interface TypedValue {
	display_value: string;
	value: string | number | boolean;
	/** Dates only: the display value in the internal format. */
	display_value_internal?: string;
}

export type ChangeRecord = Record<string, TypedValue>;
export type RecordRenderer = (row: Row) => ChangeRecord;

/** The documentation's samples show these two columns of every task filled with their own placeholder. */
const POOL = 'variable_pool';

function dateValue(column: Column, value: string, shown: string, zone: string): TypedValue {
	const unknown = value === '' && column.type === 'due_date';
	const internal = isDateTime(column.type) ? toWallClock(value, zone) : value;
	return { display_value: unknown ? 'UNKNOWN' : shown, value, display_value_internal: internal };
}

/** How the caller sees the records of a table. */
interface View {
	table: string;
	displayer: Displayer;
	zone: string;
}

function typed({ table, displayer, zone }: View, column: Column, row: Row): TypedValue {
	const { type } = column;
	const value = row[column.element] ?? '';
	if (type === 'variables') return { display_value: POOL, value: POOL };
	if (isBoolean(type)) return { display_value: String(value === 'true'), value: value === 'true' };
	const display_value = displayer.display(table, column, row);
	if (isDateTime(type) || isDate(type)) return dateValue(column, value, display_value, zone);
	if (isJournal(type)) return { display_value, value: '' };
	return { display_value, value: isNumeric(type) && value !== '' ? Number(value) : value };
}

export function createRecordRenderer(store: Store, session: Session, table: string): RecordRenderer {
	const { zone } = userFormat(session.user, (name) => store.property(name));
	const view = { table, displayer: createDisplayer(store, session), zone };
	const fields = planFields(store, session, table);
	return (row) => Object.fromEntries(fields.map(({ key, column }) => [key, typed(view, column, row)]));
}

/** `emulator.sn_chg_rest.list_of_one`: single records as the older, hand-written samples of the documentation have them. */
const LIST_OF_ONE = 'emulator.sn_chg_rest.list_of_one';

export function single({ store }: Context, record: ChangeRecord, ignored: readonly string[] = []): object {
	const meta = ignored.length > 0 ? { __meta: { ignoredFields: ignored } } : {};
	if (store.property(LIST_OF_ONE) !== 'true') return { result: { ...record, ...meta } };
	return { result: [{ ...record, sys_id: record.sys_id?.value ?? '', ...meta }] };
}
