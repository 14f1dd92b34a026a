import type { Json } from '../api/json';
import { labelOf, valueOf } from '../values/forms';

const COMMON = ['state', 'stage', 'approval', 'active', 'opened_at', 'due_date', 'closed_at', 'short_description'];
export const REQUEST = ['sys_id', 'number', ...COMMON, 'request_state', 'requested_for', 'opened_by', 'price'];
export const ITEM = ['sys_id', 'number', ...COMMON, 'cat_item', 'quantity', 'price', 'estimated_delivery', 'request'];
export const WORK = ['assignment_group', 'assigned_to'];
export const TASK = ['sys_id', 'number', 'state', 'active', 'opened_at', 'due_date', 'closed_at', 'short_description'];

/** A request with its items and tasks; choices and references as value and label, and what is still open by itself. */
export function composed(request: Json, items: Json[], tasks: Json[], waiting: Json[]): Json {
	const isOpen = ({ active }: Json) => valueOf(active) !== 'false';
	const numbers = (rows: Json[]) => rows.filter(isOpen).map(({ number }) => valueOf(number));
	return {
		...shown(request, REQUEST),
		closed: !isOpen(request),
		items: items.map((catalogItem) => ({
			...shown(catalogItem, [...ITEM, ...WORK]),
			tasks: tasks
				.filter(({ request_item }) => valueOf(request_item) === valueOf(catalogItem.sys_id))
				.map((task) => shown(task, [...TASK, ...WORK])),
		})),
		open_items: numbers(items),
		open_tasks: numbers(tasks),
		waiting_for_approval: waiting.map(({ sysapproval, approver }) => ({
			record: labelOf(sysapproval),
			approver: valueOf(approver),
			approver_label: labelOf(approver),
		})),
	};
}

/** Columns as value, with what people see beside it where that is something else. */
function shown(row: Json, columns: string[]): Json {
	return Object.fromEntries(
		columns.flatMap((column): Array<[string, string | boolean]> => {
			if (!(column in row)) return [];
			const [value, label] = [valueOf(row[column]), labelOf(row[column])];
			if (column === 'active') return [[column, value !== 'false']];
			return isLabelled(column)
				? [
						[column, value],
						[`${column}_label`, label],
					]
				: [[column, value]];
		}),
	);
}

const PLAIN = /^(sys_id|number|short_description|quantity|price|active|\w+_at|due_date|estimated_delivery)$/;

function isLabelled(column: string): boolean {
	return !PLAIN.test(column);
}
