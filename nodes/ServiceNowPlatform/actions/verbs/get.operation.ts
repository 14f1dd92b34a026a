import { readOne } from '../../domain/records/lookup';
import { outputFields, outputOf } from '../../properties/output/output';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import type { Operation } from '../operation';

export function get(subject: Subject): Operation {
	return {
		option: {
			name: 'Get',
			description: `Get ${subject.kind.one} by its number, sys_id or address`,
			action: `Get ${subject.kind.one}`,
		},
		readOnly: true,
		properties: [...recordProperties(subject), ...outputFields],
		*run(item) {
			const { table, key } = recordOfSubject(subject, item);
			const { query, shaped } = yield* outputOf(item, table);
			return [shaped(yield* readOne(table, key, query))];
		},
	};
}
