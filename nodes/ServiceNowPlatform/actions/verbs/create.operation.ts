import { resolveValues, valuesMapper } from '../../properties/values/values';
import { optionsField, writeOptions } from '../../properties/values/write';
import type { Operation } from '../operation';
import { type Subject, tableOf, tableProperties } from '../../properties/pickers/subject';
import { write } from '../steps/write';

export function create(subject: Subject): Operation {
	return {
		option: { name: 'Create', description: `Create ${subject.kind.one}`, action: `Create ${subject.kind.one}` },
		properties: [...tableProperties(subject), valuesMapper('create'), optionsField(writeOptions)],
		*run(parameters) {
			const table = tableOf(subject, parameters);
			const [values, options] = [resolveValues(parameters), parameters.collection('options')];
			return [yield* write(parameters, { table, values, options })];
		},
	};
}
