import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../domain/failure';
import type { Loaded } from '../../domain/importLoad';
import { type Processed, type StagedRow, valueOf } from '../../domain/importOutcome';
import { isFailed, notTransformed, type Unwritten } from '../../domain/importSet';
import { apiPath, isObject, type Outcome } from '../../domain/request';
import { explained, suspects } from '../../domain/writes';
import type { Parameters } from '../../fields/parameters';

/** A row that an item contributes. */
export interface SentRow {
	parameters: Parameters;
	table: string;
	/** By column. */
	values: Record<string, string>;
	alsoFailed: Unwritten[];
}

type Result = Outcome<IDataObject[]>;

/** What is known of a row that the import set took, once that has ended or was waited for in vain. */
export function rowOutcome(
	sent: SentRow,
	loaded: Loaded,
	{ processed, failure }: { processed: Processed; failure: ApiFailure | undefined },
	row: StagedRow | undefined,
): Result {
	const { import_set, state, counts } = processed;
	const about = { import_set, ...loaded, staging_table: sent.table };
	const status = row === undefined ? '' : valueOf(row.sys_import_state);
	if (row !== undefined && status !== 'pending') return transformed(sent, about, row, status);
	if (failure !== undefined) return { done: false, error: unknown(failure, loaded) };
	if (state === 'cancelled') {
		const facts = {
			...place(sent.table),
			advice: 'Somebody cancelled it in ServiceNow. Ask why, then import the row again.',
		};
		return { done: false, error: notTransformed({ status, error_message: `${import_set} was cancelled` }, facts) };
	}
	if (row !== undefined) {
		note(sent, sent.table, `No active transform map takes rows of ${sent.table}.`);
		return done({ ...about, import_row: valueOf(row.sys_id), status });
	}
	note(
		sent,
		sent.table,
		`It cannot be told which row of ${sent.table} is which, so that only the import set's state is known.`,
	);
	return done({ ...about, status: state, rows: counts });
}

function transformed(sent: SentRow, about: IDataObject, row: StagedRow, status: string): Result {
	const comment = valueOf(row.sys_import_state_comment);
	const result = {
		...about,
		import_row: valueOf(row.sys_id),
		transform_map: valueOf(row['sys_transform_map.name']),
		table: valueOf(row.sys_target_table),
		display_value: displayOf(row.sys_target_sys_id),
		status,
		sys_id: valueOf(row.sys_target_sys_id),
		...(comment === '' ? {} : { [status === 'error' ? 'error_message' : 'status_message']: comment }),
	};
	const lost = suspects(sent.values, row, true);
	if (lost.length > 0 && lost.length === Object.keys(sent.values).length) {
		return { done: false, error: nothingStored(sent.table, result) };
	}
	for (const one of lost) note(sent, `lost:${one.column}`, `Not stored: ${explained(one, sent.table, undefined)}`);
	if (!isFailed(status, sent.alsoFailed)) return done(result);
	return { done: false, error: notTransformed(result, { ...place(sent.table), body: result }) };
}

const done = (result: IDataObject): Result => ({ done: true, result: [result] });

function note({ parameters }: SentRow, subject: string, text: string): void {
	parameters.notes.push({ subject, text });
}

const place = (table: string) => ({ method: 'POST', path: apiPath`/api/now/import/${table}/insertMultiple` });

function displayOf(content: unknown): string {
	const shown = isObject(content) ? content.display_value : '';
	return shown === valueOf(content) ? '' : String(shown ?? '');
}

function unknown({ facts, kind }: ApiFailure, { import_set_id }: Loaded): ApiFailure {
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

function nothingStored(table: string, result: IDataObject): ApiFailure {
	return new ApiFailure({
		...place(table),
		kind: 'not-stored',
		message: 'Nothing of the row was stored in the staging table',
		detail: 'ServiceNow leaves out keys that it does not know, without a word.',
		advice:
			'It takes the columns’ labels, in the language of the signed-in user, unless a record of sys_rest_insert_multiple asks for their names. Try the other choice of the option Column Keys.',
		body: result,
	});
}
