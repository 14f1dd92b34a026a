import { listOutputFields, listProperties, resolveList } from '../../properties/lists/listing';
import { outputOf } from '../../properties/output/output';
import { type Subject, tableOf, tableProperties } from '../../properties/pickers/subject';
import type { Operation } from '../operation';
import { readMany } from '../steps/readMany';

export function getAll(subject: Subject): Operation {
	const { many } = subject;
	return {
		option: { name: 'Get Many', description: `Get many ${many}`, action: `Get many ${many}` },
		readOnly: true,
		properties: [...tableProperties(subject), ...listProperties, ...listOutputFields],
		*run(item): ReturnType<Operation['run']> {
			const table = tableOf(subject, item);
			const listing = yield* resolveList(item, table);
			return yield* readMany(item, listing, yield* outputOf(item, table));
		},
	};
}
