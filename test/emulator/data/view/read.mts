/** Database views as their records describe them: t_CreateADatabaseView.md, t_AddATableToTheDatabaseView.md. */
import type { Row } from '../../types.mts';
import { isName } from '../database.mts';
import type { Database } from '../database.mts';

export interface ViewPart {
	table: string;
	/** Stands before every column of the table, with an underscore. */
	prefix: string;
	where: string;
	/** Rows of the tables before it stay where this one has none. */
	leftJoin: boolean;
	/** The only columns that are shown; all where nothing is named. */
	fields: readonly string[];
}

export interface View {
	name: string;
	label: string;
	/** From left to right. */
	parts: readonly ViewPart[];
}

/** The tables whose rows describe views. */
export const VIEW_TABLES = ['sys_db_view', 'sys_db_view_table', 'sys_db_view_table_field'] as const;

function isThere(database: Database): boolean {
	const sql = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name IN (SELECT value FROM json_each(?))";
	return database.number(sql, [JSON.stringify(VIEW_TABLES)]) === VIEW_TABLES.length;
}

function partOf(row: Row, fields: readonly Row[]): ViewPart {
	return {
		table: row.table ?? '',
		prefix: row.variable_prefix ?? '',
		where: row.where_clause ?? '',
		leftJoin: row.left_join === 'true',
		fields: fields.filter(({ view_table }) => view_table === row.sys_id).map(({ field = '' }) => field),
	};
}

/** Views whose tables are not all there cannot be tried on the platform, either. */
export function readViews(database: Database, isTable: (name: string) => boolean): Map<string, View> {
	if (!isThere(database)) return new Map();
	const tables = database.all('SELECT * FROM sys_db_view_table ORDER BY CAST("order" AS REAL), sys_created_on');
	const fields = database.all('SELECT view_table, field FROM sys_db_view_table_field');
	const views = database
		.all('SELECT sys_id, name, label FROM sys_db_view')
		.map(({ sys_id, name = '', label }): View => {
			const parts = tables.filter(({ view, active }) => view === sys_id && active !== 'false');
			return { name, label: label || name, parts: parts.map((row) => partOf(row, fields)) };
		});
	const whole = ({ name, parts }: View) =>
		isName(name) && parts.length > 0 && parts.every(({ table, prefix }) => isTable(table) && isName(prefix));
	return new Map(views.filter(whole).map((view) => [view.name, view]));
}
