import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../domain/failure';
import { readOne, type RecordKey } from '../../domain/lookup';
import { apiPath, recordOf, type Steps } from '../../domain/request';
import { keyList, resolveTask, taskProperties } from '../../fields/taskRecord';
import { requiredText } from '../../fields/work';
import { optionsField } from '../../fields/write';
import type { Operation } from '../operation';

export const add: Operation = {
	option: {
		name: 'Add',
		description: 'Add a comment or a work note to one record or to several',
		action: 'Add a comment',
	},
	properties: [
		...taskProperties,
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [
				{ name: 'Comment', value: 'comments', description: 'Seen by the caller, too' },
				{ name: 'Work Note', value: 'work_notes', description: 'Seen only by those who work on the record' },
			],
			default: 'comments',
		},
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			placeholder: 'e.g. We are looking into it',
			description: 'What is added',
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
	lane: (parameters) => {
		const { table, key } = resolveTask(parameters);
		return `${table}:${JSON.stringify(key)}`;
	},
	*run(parameters) {
		const { table, key } = resolveTask(parameters);
		const more = keyList(String(parameters.collection('options').more ?? ''), 'More Records');
		const column = parameters.text('type') === 'work_notes' ? 'work_notes' : 'comments';
		const text = requiredText(parameters, 'text', 'Text', 'Say what is to be added.');
		const places: Place[] = [];
		// All of them are looked up before the first is written.
		for (const named of [key, ...more]) places.push(yield* placeOf(table, named));
		const results: IDataObject[] = [];
		for (const place of places) results.push(yield* written(place, column, text));
		return results;
	},
};

interface Place {
	/** The record's own class: rules and mails for it may not run when it is written as a task. */
	table: string;
	sys_id: string;
	number: string;
	updates: string;
}

function* placeOf(table: string, key: RecordKey): Steps<Place> {
	const query = {
		sysparm_fields: 'sys_id,number,sys_class_name,sys_mod_count',
		sysparm_exclude_reference_link: 'true',
	};
	const record = yield* readOne(table, key, query);
	return {
		table: String(record.sys_class_name || table),
		sys_id: String(record.sys_id),
		number: String(record.number ?? ''),
		updates: String(record.sys_mod_count ?? ''),
	};
}

function* written({ table, sys_id, number, updates }: Place, column: string, text: string): Steps<IDataObject> {
	const path = apiPath`/api/now/table/${table}/${sys_id}`;
	const answer = yield {
		method: 'PATCH',
		path,
		query: {
			sysparm_fields: 'sys_id,sys_mod_count,sys_updated_on,sys_updated_by',
			sysparm_exclude_reference_link: 'true',
		},
		body: { [column]: text },
	};
	const { sys_mod_count, sys_updated_on, sys_updated_by } = recordOf(answer);
	// Entries read back empty and a refused one is dropped in silence; but a taken one counts as an update.
	if (updates !== '' && sys_mod_count === updates) {
		throw new ApiFailure({
			kind: 'not-stored',
			message: `Not stored: ${column}`,
			detail: `${table} has no ${column}, or the user may not write them.`,
			method: 'PATCH',
			path,
		});
	}
	return { added: true, table, sys_id, number, type: column, text, sys_updated_on, sys_updated_by } as IDataObject;
}
