import { isObject } from '../api/request';

/** The stored value of a column, whether it was read with what people see of it or without. */
export function valueOf(content: unknown): string {
	return String((isObject(content) ? content.value : content) ?? '');
}

/** What people see of a column that was read with it. */
export function labelOf(content: unknown): string {
	return String((isObject(content) ? content.display_value : content) ?? '');
}
