/** `sys_number` gives prefix and digits, `sys_number_counter` the last number used; the closest class that has one. */
import type { Row } from '../../../types.mts';
import type { Engine } from '../../engine.mts';

interface Numbering {
	table: string;
	prefix: string;
	digits: number;
	base: number;
}

export function numberingOf(engine: Engine, table: string): Numbering | undefined {
	for (const name of engine.schema.chain(table)) {
		const row = engine.database.get('SELECT prefix, number, maximum_digits FROM sys_number WHERE category = ?', [name]);
		if (!row) continue;
		return {
			table: name,
			prefix: row.prefix ?? '',
			digits: Number(row.maximum_digits) || 7,
			base: Number(row.number) || 1000,
		};
	}
	return undefined;
}

function counter(engine: Engine, table: string): Row | undefined {
	return engine.database.get('SELECT sys_id, number FROM sys_number_counter WHERE "table" = ?', [table]);
}

/** Takes `count` numbers at once and says which was the last one used before. */
export function takeNumbers(engine: Engine, { table, base }: Numbering, count: number): number {
	const row = counter(engine, table);
	const last = Number(row?.number ?? base) || base;
	if (row) {
		engine.database.run('UPDATE sys_number_counter SET number = ? WHERE sys_id = ?', [
			String(last + count),
			row.sys_id ?? '',
		]);
	} else {
		const sql = 'INSERT INTO sys_number_counter (sys_id, "table", number) VALUES (?, ?, ?)';
		engine.database.run(sql, [engine.newSysId(), table, String(last + count)]);
	}
	return last;
}

export function formatNumber({ prefix, digits }: Numbering, value: number): string {
	return `${prefix}${String(value).padStart(digits, '0')}`;
}

/** What the dictionary has as the default of columns that are numbered, whatever they are called. */
const NEXT_NUMBER = /^javascript:\s*(?:global\.)?getNextObjNumberPadded\(\)/;

/** Columns of a new record that nobody has numbered. */
export function giveNumbers(engine: Engine, table: string, row: Row): void {
	for (const { element, default_value } of engine.schema.columns(table).values()) {
		const isNumbered = element === 'number' || NEXT_NUMBER.test(default_value);
		if (!isNumbered || row[element]) continue;
		const numbering = numberingOf(engine, table);
		row[element] = numbering ? formatNumber(numbering, takeNumbers(engine, numbering, 1) + 1) : '';
	}
}
