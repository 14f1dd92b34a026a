import { findSysId } from '../../domain/records/lookup';
import { bare } from '../../properties/pickers/locator';
import {
	dependsOn,
	recordLane,
	recordOfSubject,
	recordProperties,
	type Subject,
} from '../../properties/pickers/subject';
import { resolveValues, valuesMapper } from '../../properties/values/values';
import { optionsField, writeOptions } from '../../properties/values/write';
import type { Operation } from '../operation';
import { outputFields } from '../../properties/output/output';
import { write } from '../steps/write';

export function update(subject: Subject): Operation {
	return {
		option: { name: 'Update', description: `Update ${subject.kind.one}`, action: `Update ${bare(subject.kind)}` },
		properties: [
			...recordProperties(subject),
			valuesMapper('update', dependsOn(subject)),
			...outputFields,
			optionsField(writeOptions),
		],
		lane: recordLane(subject),
		*run(item) {
			const { table, key } = recordOfSubject(subject, item);
			const [values, options] = [resolveValues(item), item.collection('options')];
			const sys_id = yield* findSysId(table, key);
			return [yield* write(item, { table, sys_id, values, options })];
		},
	};
}
