import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../domain/failure/failure';
import { apiPath, type Outcome } from '../../domain/api/request';
import { assertTransformed, type Transformed, type Unwritten } from '../../domain/importSet/importSet';
import type { Loaded } from '../../domain/importSet/load';
import type { ImportOutcome } from '../../domain/importSet/outcome';
import type { StagedRow } from '../../domain/importSet/rows';
import { explained, suspects } from '../../domain/values/writes';
import type { Item } from '../../properties/item/item';

/** A row that an item contributes. */
export interface SentRow {
	item: Item;
	table: string;
	/** By column. */
	values: Record<string, string>;
	alsoFailed: Unwritten[];
}

type Result = Outcome<IDataObject[]>;

/** What is known of a row that the import set took. */
export function rowOutcome(
	sent: SentRow,
	loaded: Loaded,
	{ import_set, state, counts, failure }: ImportOutcome,
	row: StagedRow | undefined,
): Result {
	const { table, item } = sent;
	const about = { import_set, ...loaded, staging_table: table };
	if (row !== undefined && row.status !== 'pending') return transformed(sent, about, row);
	if (failure !== undefined) return failed(notKnown(failure, loaded));
	if (state === 'cancelled') return failed(cancelled(import_set, table));
	if (row !== undefined) {
		item.notes.push({ subject: table, text: `So far no transform map has taken rows of ${table}.` });
		return done([{ ...about, import_row: row.sys_id, status: row.status }]);
	}
	const text = `Which row of ${table} is which cannot be told, so that only the state of ${import_set} is known.`;
	item.notes.push({ subject: import_set, text });
	return done([{ ...about, status: state, rows: counts }]);
}

function transformed({ item, table, values, alsoFailed }: SentRow, about: IDataObject, row: StagedRow): Result {
	const results = row.results.map((result): Transformed => ({ ...about, import_row: row.sys_id, ...result }));
	const lost = suspects(values, row.stored, true);
	const filled = Object.values(values).filter((value) => value.trim() !== '');
	if (lost.length > 0 && lost.length === filled.length) return failed(nothingStored(table, results));
	for (const one of lost) {
		item.notes.push({ subject: `lost:${one.column}`, text: `Not stored: ${explained(one, table, undefined)}` });
	}
	try {
		assertTransformed(results, alsoFailed, requestFor(table));
	} catch (error) {
		return failed(error);
	}
	return done(results);
}

const done = (result: IDataObject[]): Result => ({ done: true, result });
const failed = (error: unknown): Result => ({ done: false, error });
const requestFor = (table: string) =>
	({ method: 'POST', path: apiPath`/api/now/import/${table}/insertMultiple` }) as const;

function notKnown({ facts, kind }: ApiFailure, { import_set_id }: Loaded): ApiFailure {
	const cure =
		kind === 'forbidden' || kind === 'not-found'
			? 'To wait, the user must be able to read sys_import_set and the staging table; else switch Wait for Completion off. '
			: '';
	return new ApiFailure({
		...facts,
		message: `It is not known what became of the row: ${facts.message}`,
		advice: `${cure}ServiceNow has the row, in the import set ${import_set_id}: look there before it is imported again.`,
	});
}

function cancelled(import_set: string, table: string): ApiFailure {
	return new ApiFailure({
		...requestFor(table),
		kind: 'not-transformed',
		message: `${import_set} was cancelled before the row was transformed`,
		advice: 'Somebody cancelled it in ServiceNow. Ask why, then import the row again.',
	});
}

function nothingStored(table: string, results: Transformed[]): ApiFailure {
	return new ApiFailure({
		...requestFor(table),
		kind: 'not-stored',
		message: 'Nothing of the row was stored in the staging table',
		detail: 'ServiceNow leaves out keys that it does not know, without a word.',
		advice:
			'It takes the columns’ labels, in the language of the signed-in user, unless a record of sys_rest_insert_multiple asks for their names. Try the other choice of the option Column Keys.',
		body: results,
	});
}
