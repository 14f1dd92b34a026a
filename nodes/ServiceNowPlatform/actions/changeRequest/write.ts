import type { ApiPath } from '../../domain/api/checked';
import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest, Steps } from '../../domain/api/request';
import { changeAnswer, type ChangeAnswer } from '../../domain/change/answer';
import { sendTraced, twinsQuery } from '../../domain/records/traces';
import type { Item } from '../../properties/item/item';
import { resolveStorable } from '../steps/storableValues';
import { reportLost } from '../steps/write';

const TABLE = 'change_request';

interface Creation {
	path: ApiPath;
	/** In wire form; names of other records are looked up. */
	values: Record<string, string>;
	options: IDataObject;
	shape(record: ChangeAnswer['record']): IDataObject;
}

/** Creates a change request through the Change API, and makes sure that what was sent was stored. Returns the record. */
export function* createChange(item: Item, { path, values, options, shape }: Creation): Steps<IDataObject> {
	const sent = yield* resolveStorable(item, TABLE, values, options);
	const request: ApiRequest = { method: 'POST', path, body: { ...sent, ...displayInput(sent, options) } };
	// This API chooses the sys_id itself: the record can neither be looked for by it nor safely be sent again.
	const trace = { table: TABLE, query: twinsQuery(sent), names: ['number', 'sys_created_by', 'sys_created_on'] };
	const answer = changeAnswer(request, yield* sendTraced(request, trace));
	return yield* checkStored(item, request, { sent, answer, options, shape });
}

interface Result {
	sent: Record<string, string>;
	answer: ChangeAnswer;
	options: IDataObject;
	shape(record: ChangeAnswer['record']): IDataObject;
}

/** Tells what was not stored, as the options say. Returns the record as the user wants it. */
export function* checkStored(
	item: Item,
	request: ApiRequest,
	{ sent, answer: { record, ignored }, options, shape }: Result,
): Steps<IDataObject> {
	if (options.notStored !== 'ignore') {
		const grave = options.notStored === 'error' ? Object.keys(sent) : [];
		yield* reportLost(item, request, { table: TABLE, sent, record, ignored, grave });
	}
	return shape(record);
}

/** Named here, a field takes its value as people see it. The parameter is documented for encrypted fields and for all others. */
function displayInput(sent: Record<string, string>, options: IDataObject): { encrypted_fields?: string } {
	const isDisplay = options.sysparm_input_display_value === true && Object.keys(sent).length > 0;
	return isDisplay ? { encrypted_fields: Object.keys(sent).join(',') } : {};
}
