import { ApiFailure } from '../../domain/failure/failure';
import { apiPath, type ApiRequest, attempt, recordOf, type Steps } from '../../domain/api/request';
import { judgedAttributes } from '../../domain/cmdb/configurationItem';
import type { PayloadItem } from '../../domain/cmdb/identification';
import type { Item } from '../../properties/item/item';
import { reportLost } from '../steps/write';

/**
 * Compares what was reported of an item with what is stored: the engine's answer does not tell which values it left out, such as those that
 * reconciliation rules give to another source, or of attributes that the class does not have.
 *
 * @throws ApiFailure when a value was not stored and the user wants an error then
 */
export function* readBack(
	item: Item,
	{ className, values }: PayloadItem,
	sys_id: string,
	isError: boolean,
): Steps<void> {
	const sent = judgedAttributes(values);
	const request: ApiRequest = {
		method: 'GET',
		path: apiPath`/api/now/table/${className}/${sys_id}`,
		query: {
			sysparm_fields: ['sys_id', ...Object.keys(sent)].join(','),
			sysparm_display_value: 'all',
			sysparm_exclude_reference_link: 'true',
		},
	};
	const answer = yield* attempt(request);
	// It is stored, whatever comes of looking at it; an item that keeps another class is not seen in this one.
	if (answer instanceof ApiFailure) {
		if (answer.kind !== 'not-found') {
			const text = `It could not be checked whether all values were stored: ${answer.message}`;
			item.notes.push({ subject: `unchecked:${answer.message}`, text });
		}
		return;
	}
	const grave = isError ? Object.keys(sent) : [];
	yield* reportLost(item, request, { table: className, sent, record: recordOf(answer), grave });
}
