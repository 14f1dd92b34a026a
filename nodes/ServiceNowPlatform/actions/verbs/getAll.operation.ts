import { listOptions, listProperties, resolveList } from '../../properties/lists/listing';
import { outputFields, resolveOutput } from '../../properties/output/output';
import { readOptions } from '../../properties/output/read';
import { type Subject, tableOf, tableProperties } from '../../properties/pickers/subject';
import type { Operation } from '../operation';
import { optionsField } from '../../properties/values/write';
import { readMany } from '../steps/readMany';

export function getAll(subject: Subject): Operation {
	const { many } = subject;
	return {
		option: { name: 'Get Many', description: `Get many ${many}`, action: `Get many ${many}` },
		readOnly: true,
		properties: [
			...tableProperties(subject),
			...listProperties,
			...outputFields,
			optionsField([...readOptions, ...listOptions], 'listed'),
		],
		*run(item): ReturnType<Operation['run']> {
			const table = tableOf(subject, item);
			const listing = yield* resolveList(item, table);
			return yield* readMany(item, listing, yield* resolveOutput(item, table));
		},
	};
}
