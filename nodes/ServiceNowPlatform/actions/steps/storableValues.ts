import type { IDataObject } from 'n8n-workflow';
import type { Steps } from '../../domain/api/request';
import { resolveReferences } from '../../domain/records/references';
import { readDateType, dateValue, mayBeDate } from '../../domain/values/columnDates';
import { wireValue } from '../../domain/values/values';
import type { Item } from '../../properties/item/item';
import { enteredValues } from '../../properties/values/values';

/**
 * The values as their columns take them: dates by the type of the column, names of other records as what ServiceNow stores for them.
 *
 * @throws InputError for a date or a name that cannot be read
 */
export function* resolveStorable(
	item: Item,
	table: string,
	values: Record<string, string>,
	options: IDataObject,
): Steps<Record<string, string>> {
	const isDisplay = options.sysparm_input_display_value === true;
	const dated = yield* resolveDates(item, table, values, isDisplay);
	if (isDisplay || options.resolveNames === false) return dated;
	return yield* resolveReferences(item, table, dated);
}

function* resolveDates(
	item: Item,
	table: string,
	values: Record<string, string>,
	isDisplay: boolean,
): Steps<Record<string, string>> {
	if (!Object.values(values).some((value) => /^\s*\d{4}/.test(value))) return values;
	const { cache, timeZone } = item;
	const dates: Array<[string, string]> = [];
	for (const [column, content] of Object.entries(enteredValues(item))) {
		const wire = wireValue(content, timeZone);
		// What differs is the operation's own, or has been here before. A display value may have a form of the user's.
		if (wire !== values[column] || !mayBeDate(content) || (isDisplay && wire === content)) continue;
		const type = yield* readDateType(cache, table, column);
		dates.push([column, dateValue(content, { column, type, timeZone })]);
	}
	return { ...values, ...Object.fromEntries(dates) };
}
