import { WITH_TEXT } from '../../nodes/ServiceNowPlatform/properties/lists/operators.ts';

/** A line of the filter builder, its value in the field that the editor shows for the operator. */
export function condition(field: unknown, operator: string, value: unknown, mode = 'text') {
	return {
		field,
		operator,
		...(WITH_TEXT.includes(operator) ? { text: value } : { value: { __rl: true, mode, value } }),
	};
}
