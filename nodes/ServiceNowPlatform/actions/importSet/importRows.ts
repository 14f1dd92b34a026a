import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../domain/failure/failure';
import { InputError } from '../../domain/failure/inputError';
import type { Outcome, Steps } from '../../domain/api/request';
import { byLabel } from '../../domain/importSet/keys';
import { type Load, load } from '../../domain/importSet/load';
import { readOutcomes } from '../../domain/importSet/outcome';
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
	const loads = sharedOut(yield* load(entries, { table, ...settings }), rows);
	const handed = loads.flatMap(({ outcome, own }) =>
		outcome instanceof ApiFailure || !settings.isWaiting
			? []
			: [{ ...outcome, count: own.length, columns: [...new Set(own.flatMap(({ values }) => Object.keys(values)))] }],
	);
	const found = yield* readOutcomes(table, handed, settings.timeLimit);
	return loads.flatMap(({ outcome, own }): Outcomes => {
		if (outcome instanceof ApiFailure) return own.map(() => ({ done: false, error: outcome }));
		const known = found.shift();
		return own.map((row, index) =>
			known === undefined
				? { done: true, result: [{ ...outcome, staging_table: table }] }
				: rowOutcome(row, outcome, known, known.rows?.[index]),
		);
	});
}

/** What became of each call, with the rows that went with it. */
function sharedOut(loads: Load[], rows: ManyRow[]): Array<Pick<Load, 'outcome'> & { own: ManyRow[] }> {
	let next = 0;
	return loads.map(({ count, outcome }) => ({ outcome, own: rows.slice(next, (next += count)) }));
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
