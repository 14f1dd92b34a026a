/** From the texts of a staging row to the values of a target record. */
import { hasChoices, isDate, isDateTime, isReference } from '../../data/columnTypes.mts';
import { parseDate, parseDateTime, userFormat } from '../../data/time.mts';
import type { Column, Row, Session, Store } from '../../types.mts';

/** Says why a row does not become a record; told in the row's result, not by the status of the answer. */
export class RowRefused extends Error {
	readonly status: 'ignored' | 'error';

	constructor(status: 'ignored' | 'error', message: string) {
		super(message);
		this.status = status;
	}
}

/** One field of a map, for one row. */
export interface Mapping {
	store: Store;
	session: Session;
	entry: Row;
	column: Column;
}

const SYS_ID = /^[0-9a-f]{32}$/;

/** What to do about a name that nothing goes by. Nothing chosen is `create`, as in a new field map. */
function unknown<T>({ entry, column }: Mapping, value: string, create: () => T): T | undefined {
	if (entry.choice_action === 'ignore') return undefined;
	if (entry.choice_action !== 'reject') return create();
	throw new RowRefused('ignored', `Rejected value '${value}' for field ${column.element}`);
}

function referenceValue(mapping: Mapping, value: string): string | undefined {
	const { store, session, entry, column } = mapping;
	const { reference } = column;
	if (!store.schema.exists(reference)) return value;
	const key = entry.reference_value_field || store.schema.displayColumn(reference);
	const found =
		(SYS_ID.test(value) && store.one(reference, { sys_id: value })) || store.one(reference, { [key]: value });
	const { sys_id } = found || unknown(mapping, value, () => store.insert(session, reference, { [key]: value })) || {};
	return sys_id;
}

function choiceValue(mapping: Mapping, table: string, value: string): string | undefined {
	const choices = mapping.store.schema.choices(table, mapping.column.element);
	const found =
		choices.find((choice) => choice.value === value) ??
		choices.find(({ label }) => label.toLowerCase() === value.toLowerCase());
	if (found) return found.value;
	return choices.length === 0 ? value : unknown(mapping, value, () => value);
}

function dateValue({ store, entry, column }: Mapping, value: string): string {
	const standard = userFormat({}, (name) => store.property(name));
	const [date = standard.date, ...time] = (entry.date_format || '').split(' ').filter(Boolean);
	const format = { zone: standard.zone, date, time: time.join(' ') || standard.time };
	const read = isDate(column.type) ? parseDate(value, format) : parseDateTime(value, format);
	if (read === '') throw new RowRefused('error', `Unable to format ${value} using format string ${date}`);
	return read;
}

/** undefined: the field is left alone. */
export function mappedValue(mapping: Mapping, value: string): string | undefined {
	const { entry, column } = mapping;
	if (value === '') return value;
	if (isReference(column)) return referenceValue(mapping, value);
	if (hasChoices(column)) return choiceValue(mapping, entry.target_table ?? '', value);
	return isDate(column.type) || isDateTime(column.type) ? dateValue(mapping, value) : value;
}
