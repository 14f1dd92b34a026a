import type { IDataObject } from 'n8n-workflow';
import { dateColumnType, dateValue, mayBeDate } from '../../domain/values/columnDates';
import { resolveReferences } from '../../domain/records/references';
import type { Steps } from '../../domain/api/request';
import { wireValue } from '../../domain/values/values';
import type { Parameters } from '../../properties/item/parameters';
import { enteredValues } from '../../properties/values/values';

/**
 * The values as their columns take them: dates by the type of the column, names of other records as what ServiceNow stores for them.
 *
 * @throws InputProblem for a date or a name that cannot be read
 */
export function* storable(
	parameters: Parameters,
	table: string,
	values: Record<string, string>,
	options: IDataObject,
): Steps<Record<string, string>> {
	const isDisplay = options.sysparm_input_display_value === true;
	const dated = yield* withDates(parameters, table, values, isDisplay);
	if (isDisplay || options.resolveNames === false) return dated;
	return yield* resolveReferences(parameters, table, dated);
}

function* withDates(
	parameters: Parameters,
	table: string,
	values: Record<string, string>,
	isDisplay: boolean,
): Steps<Record<string, string>> {
	if (!Object.values(values).some((value) => /^\s*\d{4}/.test(value))) return values;
	const { memory, timeZone } = parameters;
	const dates: Array<[string, string]> = [];
	for (const [column, content] of Object.entries(enteredValues(parameters))) {
		const wire = wireValue(content, timeZone);
		// What differs is the operation's own, or has been here before. A display value may have a form of the user's.
		if (wire !== values[column] || !mayBeDate(content) || (isDisplay && wire === content)) continue;
		const type = yield* dateColumnType(memory, table, column);
		dates.push([column, dateValue(content, { column, type, timeZone })]);
	}
	return { ...values, ...Object.fromEntries(dates) };
}
