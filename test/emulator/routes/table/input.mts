/** The values of a request's body: plain, or wrapped as the API itself sends references and display values. */
import { parseObject } from '../../http/content/body.mts';
import type { ApiRequest, Row, WriteOptions } from '../../types.mts';
import { isTrue } from './parameters.mts';

function text(value: unknown, displayInput: boolean): string {
	if (value === null || value === undefined) return '';
	if (Array.isArray(value)) return value.map((item) => text(item, displayInput)).join(',');
	if (typeof value !== 'object') return String(value);
	const { value: raw, display_value: display, link } = value as Record<string, unknown>;
	const wanted = displayInput ? (display ?? raw) : (raw ?? display);
	if (wanted !== undefined) return text(wanted, displayInput);
	return typeof link === 'string' ? (link.split('/').at(-1) ?? '') : JSON.stringify(value);
}

export function writeOptions(request: ApiRequest): WriteOptions {
	return {
		displayInput: isTrue(request, 'sysparm_input_display_value'),
		autoSysFields: !isTrue(request, 'sysparm_suppress_auto_sys_field'),
		knownChoices: true,
	};
}

export function bodyValues(request: ApiRequest): Row {
	const displayInput = isTrue(request, 'sysparm_input_display_value');
	return Object.fromEntries(
		Object.entries(parseObject(request)).map(([element, value]) => [element, text(value, displayInput)]),
	);
}
