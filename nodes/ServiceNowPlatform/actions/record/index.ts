import { NUMBER } from '../../fields/locator';
import type { Operations, Resource } from '../operation';
import type { Subject } from '../verbs/subject';
import { tableVerbs } from '../verbs/tableVerbs';

const subject: Subject = {
	kind: { displayName: 'Record', one: 'a record', table: '', searchListMethod: 'searchRecords', keys: [NUMBER] },
	many: 'records',
};

export const record: Resource<Operations['record']> = {
	option: { name: 'Record', description: 'A record of any table' },
	operations: tableVerbs(subject),
};
