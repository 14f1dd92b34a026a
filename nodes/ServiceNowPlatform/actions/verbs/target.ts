import type { INodeProperties } from 'n8n-workflow';
import type { Target } from '../../domain/attachment';
import { sysIdOf } from '../../domain/lookup';
import type { Steps } from '../../domain/request';
import { NUMBER } from '../../fields/locator';
import type { Parameters } from '../../fields/parameters';
import { recordOfSubject, recordProperties, type Subject } from './subject';

/** Files hang on records of any table. */
export const HOLDER: Subject = {
	kind: { displayName: 'Record', one: 'a record', table: '', searchListMethod: 'searchRecords', keys: [NUMBER] },
	many: 'records',
};

export const targetProperties: INodeProperties[] = recordProperties(HOLDER);

/** The chosen record; looked up where the user named it by its number. */
export function* targetOf(parameters: Parameters): Steps<Target> {
	const { table, key } = recordOfSubject(HOLDER, parameters);
	return { table, sys_id: yield* sysIdOf(table, key) };
}
