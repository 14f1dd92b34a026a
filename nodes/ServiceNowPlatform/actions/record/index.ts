import { NUMBER } from '../../properties/pickers/locator';
import type { Subject } from '../../properties/pickers/subject';
import type { Operations, Resource } from '../operation';
import { tableVerbs } from '../verbs/tableVerbs';
import { count } from './count.operation';
import { summarize } from './summarize.operation';
import { updateMany } from './updateMany.operation';

const subject: Subject = {
	kind: { displayName: 'Record', one: 'a record', table: '', searchListMethod: 'searchRecords', keys: [NUMBER] },
	many: 'records',
};

export const record: Resource<Operations['record']> = {
	option: { name: 'Record', description: 'A record of any table' },
	operations: { ...tableVerbs(subject), count, summarize, updateMany },
};
