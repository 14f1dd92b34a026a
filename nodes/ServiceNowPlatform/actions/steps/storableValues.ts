import type { IDataObject } from 'n8n-workflow';
import type { Steps } from '../../domain/api/request';
import { resolveColumns } from '../../domain/records/stored';
import { assertGiven, momentOf, wireValue } from '../../domain/values/values';
import type { Item } from '../../properties/item/item';
import { enteredValues } from '../../properties/values/values';

/**
 * The values as their columns take them: dates, durations, numbers and amounts by the type of the column, labels and names of other
 * records as what ServiceNow stores for them.
 *
 * @throws InputError for a value that cannot be read, or that names nothing
 */
export function* resolveStorable(
	item: Item,
	table: string,
	values: Record<string, string>,
	options: IDataObject,
): Steps<Record<string, string>> {
	const entered = enteredValues(item);
	const own = Object.fromEntries(
		Object.entries(values).map(([column, wire]) => {
			const content = entered[column];
			// What differs is the operation's own, or has been here before.
			return [column, content !== undefined && wireValue(content, item.timeZone) === wire ? content : wire];
		}),
	);
	if (options.sysparm_input_display_value !== true) {
		return yield* resolveColumns(item, table, own, options.resolveNames !== false);
	}
	assertGiven(own);
	// Display values have forms of the user's: ServiceNow reads them. Times with a zone and moments have none.
	const times = Object.entries(own).filter(([column, content]) => content !== values[column] && isTime(content));
	return { ...values, ...(yield* resolveColumns(item, table, Object.fromEntries(times), false)) };
}

function isTime(content: unknown): boolean {
	return typeof content === 'string' || momentOf(content) !== undefined;
}
