/** The fields of a write: from the query string and the body, which wins. What cannot be written is named in the answer. */
import { hasChoices, isBoolean, isNumeric, isReference } from '../../data/columnTypes.mts';
import type { ApiRequest, Column, Row, Store } from '../../types.mts';
import { bodyValues } from '../table/input.mts';

export interface Fields {
	values: Row;
	/** For `__meta.ignoredFields`. */
	ignored: string[];
}

const NOT_FIELDS = /^(sysparm_.*|encrypted_fields|x-sn-apikey|access_token)$/i;
const SYSTEM = /^sys_/;
/** The documentation passes names for these, as if they were display values: `state=assess`, `chg_model=Standard`. */
const NAMED = new Set(['state', 'type', 'chg_model']);

function choiceNamed(store: Store, table: string, column: Column, value: string): string | undefined {
	const choices = store.schema.choices(table, column.element);
	const lower = value.toLowerCase();
	const found =
		choices.find((choice) => choice.value === value) ?? choices.find(({ label }) => label.toLowerCase() === lower);
	return found?.value;
}

function referenceNamed(store: Store, column: Column, value: string): string | undefined {
	if (store.one(column.reference, { sys_id: value })) return value;
	const found = store.find(column.reference, { [store.schema.displayColumn(column.reference)]: value });
	return found.length === 1 ? found[0]?.sys_id : undefined;
}

/** The stored value for a display value; undefined where nothing has that name. */
function fromDisplay(store: Store, table: string, column: Column, value: string): string | undefined {
	if (value === '') return value;
	if (isReference(column)) return referenceNamed(store, column, value);
	return hasChoices(column) ? choiceNamed(store, table, column, value) : value;
}

/** undefined: a word where a number belongs. */
function fromValue(column: Column, value: string): string | undefined {
	const isWord = isNumeric(column.type) && value !== '' && !Number.isFinite(Number(value));
	return isWord && !isBoolean(column.type) ? undefined : value;
}

const isWritable = (column: Column | undefined, locked: ReadonlySet<string>): column is Column =>
	column !== undefined && !column.read_only && !SYSTEM.test(column.element) && !locked.has(column.element);

const NOTHING: ReadonlySet<string> = new Set();

export function readFields(request: ApiRequest, store: Store, table: string, locked = NOTHING): Fields {
	const sent: Row = { ...Object.fromEntries(request.query), ...bodyValues(request) };
	// setDisplayValue() instead of setValue(), encrypted or not (documented).
	const display = new Set((sent.encrypted_fields ?? '').split(',').map((name) => name.trim()));
	const fields: Fields = { values: {}, ignored: [] };
	for (const [name, value] of Object.entries(sent)) {
		if (NOT_FIELDS.test(name)) continue;
		const column = store.schema.column(table, name);
		if (!isWritable(column, locked)) {
			fields.ignored.push(name);
			continue;
		}
		const isShown = display.has(name) || NAMED.has(name);
		const result = isShown ? fromDisplay(store, table, column, value) : fromValue(column, value);
		if (result !== undefined) fields.values[name] = result;
	}
	return fields;
}
