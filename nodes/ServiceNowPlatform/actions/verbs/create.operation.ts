import { bare } from '../../properties/pickers/locator';
import { dependsOn, type Subject, tableOf, tableProperties } from '../../properties/pickers/subject';
import { resolveValues, valuesMapper } from '../../properties/values/values';
import { optionsField, writeOptions } from '../../properties/values/write';
import { outputFields } from '../../properties/output/output';
import { ANY_ORDER, type Operation } from '../operation';
import { write } from '../steps/write';

export function create(subject: Subject): Operation {
	return {
		option: { name: 'Create', description: `Create ${subject.kind.one}`, action: `Create ${bare(subject.kind)}` },
		properties: [
			...tableProperties(subject),
			valuesMapper('create', dependsOn(subject)),
			...outputFields,
			optionsField(writeOptions),
		],
		lane: ANY_ORDER,
		*run(item) {
			const table = tableOf(subject, item);
			const [values, options] = [resolveValues(item), item.collection('options')];
			return [yield* write(item, { table, values, options })];
		},
	};
}
