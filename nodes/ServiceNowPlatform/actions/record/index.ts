import { SUBJECTS } from '../../properties/pickers/subjects';
import type { Operations, Resource } from '../operation';
import { tableVerbs } from '../verbs/tableVerbs';
import { count } from './count.operation';
import { summarize } from './summarize.operation';
import { updateMany } from './updateMany.operation';

const subject = SUBJECTS.record;

export const record: Resource<Operations['record']> = {
	option: { name: 'Record', description: 'A record of any table' },
	operations: { ...tableVerbs(subject), count, summarize, updateMany },
};
