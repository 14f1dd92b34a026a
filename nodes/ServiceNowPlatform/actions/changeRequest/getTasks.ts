import type { IDataObject } from 'n8n-workflow';
import { equals, narrowed } from '../../domain/encodedQuery';
import { sysIdOf } from '../../domain/lookup';
import { pages } from '../../domain/paging';
import { limitField, queryField, returnAllField } from '../../fields/list';
import { readOptions, readQuery } from '../../fields/read';
import { optionsField } from '../../fields/write';
import type { Operation } from '../operation';
import { recordOfSubject, recordProperties, type Subject } from '../verbs/subject';

/** From the table itself: the Change API's own list has neither fields to choose nor a form of the values. */
export function getTasks(subject: Subject): Operation {
	return {
		option: {
			name: 'Get Tasks',
			description: 'Get the change tasks of a change request, by number',
			action: 'Get tasks of a change request',
		},
		readOnly: true,
		properties: [
			...recordProperties(subject),
			returnAllField,
			limitField,
			{ ...queryField, description: 'Which of the tasks to return, as ServiceNow’s encoded query. Empty returns all.' },
			optionsField(readOptions),
		],
		*run(parameters) {
			const { table, key } = recordOfSubject(subject, parameters);
			const limit = parameters.flag('returnAll') ? Number.POSITIVE_INFINITY : parameters.count('limit', 'Limit');
			const options = readQuery(parameters.collection('options'));
			const own = equals('change_request', yield* sysIdOf(table, key), 'Change Request');
			const rows = yield* pages({
				table: 'change_task',
				query: narrowed(parameters.text('sysparm_query'), own),
				orderBy: '^ORDERBYnumber',
				limit,
				options,
			});
			return rows as IDataObject[];
		},
	};
}
