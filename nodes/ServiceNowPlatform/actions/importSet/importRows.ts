import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../domain/api/failure';
import { InputError } from '../../domain/api/inputError';
import type { Outcome, Steps } from '../../domain/api/request';
import { byLabel } from '../../domain/importSet/keys';
import { type Load, load } from '../../domain/importSet/load';
import { readOutcome, type Patience } from '../../domain/importSet/outcome';
import { readChainAndColumns } from '../../domain/schema/schema';
import type { ManySettings } from './properties';
import { rowOutcome, type SentRow } from './rowOutcome';

export interface ManyRow extends SentRow {
	settings: ManySettings;
}

type Outcomes = Array<Outcome<IDataObject[]>>;

/** Imports rows that have table and settings in common. What stands in the way of all of them is the outcome of each. */
export function* importRows(rows: ManyRow[]): Steps<Outcomes> {
	try {
		return yield* importAlike(rows, rows[0] as ManyRow);
	} catch (error) {
		return rows.map(() => ({ done: false, error }));
	}
}

function* importAlike(rows: ManyRow[], first: ManyRow): Steps<Outcomes> {
	const { table, settings } = first;
	const entries = settings.isByLabel ? yield* resolveLabels(rows, first) : rows.map(({ values }) => values);
	const loads = yield* load(entries, { table, ...settings });
	const patience = { left: settings.patience };
	const outcomes: Outcomes = [];
	for (const one of loads) {
		const own = rows.slice(outcomes.length, outcomes.length + one.count);
		outcomes.push(...(yield* outcomesOf(own, first, one, patience)));
	}
	return outcomes;
}

function* resolveLabels(rows: ManyRow[], { table, item }: ManyRow): Steps<Array<Record<string, string>>> {
	const found = yield* readChainAndColumns(item.cache, table);
	if (found !== undefined) return rows.map(({ values }) => byLabel(found.columns, values));
	throw new InputError(
		'Column Keys',
		`The labels of the columns of ${table} cannot be read`,
		'The user must be able to read sys_dictionary; or have the instance take column names and choose them here.',
	);
}

function* outcomesOf(
	rows: ManyRow[],
	{ table, settings }: ManyRow,
	{ outcome, count }: Load,
	patience: Patience,
): Steps<Outcomes> {
	if (outcome instanceof ApiFailure) return rows.map(() => ({ done: false, error: outcome }));
	if (!settings.isWaiting) return rows.map(() => ({ done: true, result: [{ ...outcome, staging_table: table }] }));
	const columns = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
	const found = yield* readOutcome(table, outcome, { count, columns, patience });
	return rows.map((row, index) => rowOutcome(row, outcome, found, found.rows?.[index]));
}
