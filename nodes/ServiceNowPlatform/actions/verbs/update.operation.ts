import { sysIdOf } from '../../domain/records/lookup';
import { resolveValues, valuesMapper } from '../../properties/values/values';
import { optionsField, writeOptions } from '../../properties/values/write';
import type { Operation } from '../operation';
import { recordLane, recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { write } from '../steps/write';

export function update(subject: Subject): Operation {
	return {
		option: { name: 'Update', description: `Update ${subject.kind.one}`, action: `Update ${subject.kind.one}` },
		properties: [...recordProperties(subject), valuesMapper('update'), optionsField(writeOptions)],
		lane: recordLane(subject),
		*run(parameters) {
			const { table, key } = recordOfSubject(subject, parameters);
			const [values, options] = [resolveValues(parameters), parameters.collection('options')];
			const sys_id = yield* sysIdOf(table, key);
			return [yield* write(parameters, { table, sys_id, values, options })];
		},
	};
}
