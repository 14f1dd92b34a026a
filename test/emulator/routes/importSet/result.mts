/** What became of a row, map by map, and how the API tells it. */
import { cell } from '../../row.mts';
import type { ApiRequest, Row, Store } from '../../types.mts';
import { tableBase } from '../table/parameters.mts';

export type Status = 'inserted' | 'updated' | 'ignored' | 'skipped' | 'error';

export interface Outcome {
	map: string;
	table: string;
	status: Status;
	/** The record that was written or found; '' where there is none. */
	target: string;
	message: string;
}

const isOutcome = (value: unknown): value is Outcome =>
	typeof value === 'object' && value !== null && 'map' in value && 'status' in value;

/** A row has columns for one outcome only; with several maps all of them stand in its log. */
export function keepOutcomes(store: Store, table: string, row: Row, outcomes: Outcome[]): void {
	const worst = outcomes.find(({ status }) => status === 'error') ?? outcomes.at(-1);
	if (!worst) return;
	store.put(table, {
		sys_id: row.sys_id ?? '',
		sys_import_state: worst.status,
		sys_import_state_comment: worst.message.slice(0, 1000),
		sys_transform_map: worst.map,
		sys_target_table: worst.table,
		sys_target_sys_id: worst.target,
		sys_row_error: worst.status === 'error' ? '1' : '',
		template_import_log: JSON.stringify(outcomes),
	});
}

export function outcomesOf(store: Store, row: Row): Outcome[] {
	const log = store.one('sys_import_set_row', { sys_id: row.sys_id ?? '' })?.template_import_log;
	const kept: unknown = log ? JSON.parse(log) : [];
	return Array.isArray(kept) ? kept.filter(isOutcome) : [];
}

/** Without a target the staging row stands in for it. */
export function resultView(request: ApiRequest, store: Store, row: Row, outcome: Outcome): Record<string, string> {
	const { map, table, status, target, message } = outcome;
	const staging = cell(request.params, 'table');
	const display_name = store.schema.displayColumn(table);
	const record = target ? store.one(table, { sys_id: target }) : undefined;
	const [home, sys_id] = record ? [table, target] : [staging, cell(row, 'sys_id')];
	return {
		transform_map: cell(store.one('sys_transform_map', { sys_id: map }), 'name'),
		table,
		display_name,
		display_value: cell(record, display_name),
		record_link: `${tableBase(request)}/${home}/${sys_id}`,
		status,
		sys_id,
		...(message ? { [status === 'error' ? 'error_message' : 'status_message']: message } : {}),
	};
}
