import { ROOT_CLASS } from '../../domain/cmdb/configurationItem';
import type { StockName } from '../../domain/schema/stockTables';
import { CONFIGURATION_ITEM, GROUP, RECORD, USER } from './kinds';
import { NUMBER } from './locator';
import type { OpenSubject, Subject, TableSubject } from './subject';
import { classLocator, tableLocator } from './table';

/** Work that people know by its number. */
function numbered(displayName: string, table: StockName, example: string): TableSubject {
	const name = displayName.toLowerCase();
	return {
		kind: {
			displayName,
			one: `${name.startsWith('i') ? 'an' : 'a'} ${name}`,
			table,
			searchListMethod: 'searchRecords',
			keys: [{ ...NUMBER, placeholder: `e.g. ${example}` }],
		},
		many: `${name}s`,
	};
}

const RECORDS: OpenSubject = { kind: RECORD, many: 'records', tableField: tableLocator };

/** Every kind of work is a task, so that a number alone says enough. */
const OF_WORK: OpenSubject = {
	...RECORDS,
	tableField: {
		...tableLocator,
		default: { mode: 'list', value: 'task', cachedResultName: 'Task' },
		description:
			'The table that holds the record; Task stands for incidents, problems, changes, requests and all other work',
	},
};

/** What each resource works on that stands for records: pickers and forms are told no more than the resource. */
export const SUBJECTS = {
	attachment: OF_WORK,
	catalogTask: numbered('Catalog Task', 'sc_task', 'SCTASK0010001'),
	changeRequest: numbered('Change Request', 'change_request', 'CHG0030001'),
	changeTask: numbered('Change Task', 'change_task', 'CTASK0010001'),
	comment: OF_WORK,
	configurationItem: {
		kind: CONFIGURATION_ITEM,
		many: 'configuration items',
		/** A class whose items are all that are looked at, those of the classes below it included. */
		tableField: {
			...classLocator,
			default: { mode: 'list', value: ROOT_CLASS, cachedResultName: 'Configuration Item' },
			description: 'The class to look in, with all classes below it; Configuration Item stands for all of them',
		},
	},
	group: { kind: GROUP, many: 'groups' },
	incident: numbered('Incident', 'incident', 'INC0010001'),
	problem: numbered('Problem', 'problem', 'PRB0040001'),
	record: RECORDS,
	requestedItem: numbered('Requested Item', 'sc_req_item', 'RITM0010001'),
	user: { kind: USER, many: 'users' },
} satisfies Record<string, Subject>;

/** The table of a resource that stands for one; undefined where the user chooses it. */
export function tableOfResource(resource: string): string | undefined {
	const subjects: Record<string, Subject> = SUBJECTS;
	const subject = Object.hasOwn(subjects, resource) ? subjects[resource] : undefined;
	return subject === undefined || 'tableField' in subject ? undefined : subject.kind.table;
}
