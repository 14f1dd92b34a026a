/** The values of a request's body: plain, or wrapped as the API itself sends references and display values. */
import { isObject, parseObject } from '../../http/content/body.mts';
import type { ApiRequest, Row, WriteOptions } from '../../types.mts';
import { isTrue } from './parameters.mts';

/** A value in the form in which the API itself sends it. */
function wrapped(wrapper: Record<string, unknown>, displayInput: boolean): string {
	const { value, display_value: display, link } = wrapper;
	const wanted = displayInput ? (display ?? value) : (value ?? display);
	if (wanted !== undefined) return text(wanted, displayInput);
	return typeof link === 'string' ? (link.split('/').at(-1) ?? '') : JSON.stringify(wrapper);
}

function text(value: unknown, displayInput: boolean): string {
	if (value === null || value === undefined) return '';
	if (Array.isArray(value)) return value.map((item) => text(item, displayInput)).join(',');
	return isObject(value) ? wrapped(value, displayInput) : String(value);
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
