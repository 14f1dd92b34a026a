import type { IDataObject } from 'n8n-workflow';
import { ApiFailure, expected } from '../../domain/failure/failure';
import { apiPath, type ApiRequest, type ApiResponse, recordOf, type Steps } from '../../domain/api/request';
import { type Place, findPlace, type RecordKey } from '../../domain/records/lookup';
import { entryTrace, sendTraced, type Trace } from '../../domain/records/traces';
import type { Item } from '../../properties/item/item';
import { keyList } from '../../properties/pickers/keyList';
import { recordOfSubject, recordProperties } from '../../properties/pickers/subject';
import { SUBJECTS } from '../../properties/pickers/subjects';
import { requiredText } from '../../properties/values/work';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';

const ADVICE =
	'Ask the administrator for the right to write them, or add the other type. Nothing was stored of this text.';

export const add: Operation = {
	option: {
		name: 'Add',
		description: 'Add a comment or a work note to one record or to several',
		action: 'Add comment',
	},
	properties: [
		...recordProperties(SUBJECTS.comment),
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [
				{ name: 'Comment', value: 'comments', description: 'Seen by the caller, too' },
				{ name: 'Work Note', value: 'work_notes', description: 'Seen only by those who work on the record' },
			],
			default: 'comments',
			description: 'Who gets to see the text',
		},
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			placeholder: 'e.g. We are looking into it',
			description:
				'What is added. It is not sent again when the answer gets lost: the error then says what a look has shown.',
		},
		optionsField([
			{
				displayName: 'More Records',
				name: 'more',
				type: 'string',
				default: '',
				placeholder: 'e.g. INC0010002, INC0010003',
				description: 'Numbers or sys_ids of other records of the table that get the same text',
			},
		]),
	],
	lane: (item) => {
		const { table, keys } = chosenTasks(item);
		return keys.map((key) => `${table}:${JSON.stringify(key)}`);
	},
	*run(item) {
		const { table, keys } = chosenTasks(item);
		// Nothing but a comment is taken for one: the caller would see it.
		const column = item.choice('type', 'Type', ['comments', 'work_notes']);
		const text = requiredText(item, 'text', 'Text', 'Say what is to be added.');
		const places = new Map<string, Place>();
		// All of them are looked up before the first is written; one that is named twice is written once.
		for (const named of keys) {
			const place = yield* findPlace(table, named, ['number', 'sys_mod_count']);
			places.set(place.sys_id, place);
		}
		const results: IDataObject[] = [];
		for (const place of places.values()) results.push(yield* writeEntry(place, { column, text, results }));
		return results;
	},
};

/** @throws InputError */
function chosenTasks(item: Item): { table: string; keys: RecordKey[] } {
	const { table, key } = recordOfSubject(SUBJECTS.comment, item);
	return { table, keys: [key, ...keyList(String(item.collection('options').more ?? ''), 'More Records')] };
}

interface Entry {
	column: 'comments' | 'work_notes';
	text: string;
	/** What has been written so far. */
	results: IDataObject[];
}

function* writeEntry({ table, sys_id, record }: Place, { column, text, results }: Entry): Steps<IDataObject> {
	const request: ApiRequest = {
		method: 'PATCH',
		path: apiPath`/api/now/table/${table}/${sys_id}`,
		query: {
			sysparm_fields: 'sys_id,sys_mod_count,sys_updated_on,sys_updated_by',
			sysparm_exclude_reference_link: 'true',
		},
		body: { [column]: text },
	};
	const answer = yield* sendEntry(request, entryTrace(sys_id, column, text), results);
	const { sys_mod_count, sys_updated_on, sys_updated_by } = recordOf(answer);
	// Entries read back empty and a refused one is dropped in silence; but a taken one counts as an update.
	if (record.sys_mod_count !== undefined && sys_mod_count === record.sys_mod_count) {
		const { method, path } = request;
		const detail = `${table} has no ${column}, or the user may not write them.`;
		throw told(
			new ApiFailure({ kind: 'not-stored', message: `Not stored: ${column}`, detail, advice: ADVICE, method, path }),
			results,
		);
	}
	const number = String(record.number ?? '');
	return { added: true, table, sys_id, number, type: column, text, sys_updated_on, sys_updated_by };
}

function* sendEntry(request: ApiRequest, trace: Trace, results: IDataObject[]): Steps<ApiResponse> {
	try {
		return yield* sendTraced(request, trace);
	} catch (error) {
		throw told(expected(error, ApiFailure), results);
	}
}

/** Whoever runs the item again should leave out what is written already. */
function told(failure: ApiFailure, results: IDataObject[]): ApiFailure {
	if (results.length === 0) return failure;
	const names = results.map(({ number, sys_id }) => String(number || sys_id)).join(', ');
	const detail = [failure.facts.detail, `It was added to ${names} before.`].filter(Boolean).join(' ');
	return new ApiFailure({ ...failure.facts, detail });
}
