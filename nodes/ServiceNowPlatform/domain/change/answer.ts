import { ApiFailure } from '../failure/failure';
import { type Json, type JsonValue, text } from '../api/json';
import { type ApiRequest, type ApiResponse, isObject, resultOf } from '../api/request';

/** A column's content in both forms. */
export interface Shown {
	value: string;
	display_value: string;
}

/** What the Change API answers when it has made or changed a record. */
export interface ChangeAnswer {
	record: Record<string, Shown>;
	/** What was sent and not taken: no columns, or ones that the user may not write. */
	ignored: string[];
}

/**
 * The record of an answer of the Change API, whose values are typed, unlike those of the Table API. Some of its documented samples wrap the
 * record in a list and show plain values.
 *
 * @throws ApiFailure when the answer has none
 */
export function changeAnswer({ method, path }: ApiRequest, response: ApiResponse): ChangeAnswer {
	const result = resultOf(response);
	const content: unknown = Array.isArray(result) ? result[0] : result;
	const { __meta: meta, ...columns } = isObject(content) ? content : {};
	if (columns.sys_id === undefined) {
		throw new ApiFailure({
			kind: 'incomplete',
			message: 'ServiceNow answered without the record',
			status: response.status,
			method,
			path,
			body: response.body,
		});
	}
	return {
		record: Object.fromEntries(Object.entries(columns).map(([column, each]) => [column, shown(each)])),
		ignored: isObject(meta) && Array.isArray(meta.ignoredFields) ? meta.ignoredFields.map(String) : [],
	};
}

/** The record as the Table API would show it: in one form or in both. No columns are all columns. */
export function inForm(record: Record<string, Shown>, form: string, chosen: string[] = []): Json {
	const columns = chosen.length === 0 ? Object.keys(record) : chosen.filter((column) => Object.hasOwn(record, column));
	return Object.fromEntries(columns.map((column) => [column, formOf(record[column], form)]));
}

function formOf(content: Shown | undefined, form: string): JsonValue {
	if (form === 'all') return content;
	return form === 'true' ? content?.display_value : content?.value;
}

/** @returns both forms of a value, as text: that is how the Table API has it */
export function shown(content: unknown): Shown {
	if (!isObject(content)) return { value: text(content), display_value: text(content) };
	const value = text(content.value ?? content.display_value);
	// An empty date reads UNKNOWN in this API.
	if (value === '' && 'display_value_internal' in content) return { value, display_value: '' };
	return { value, display_value: text(content.display_value ?? content.value) };
}
