import { readOne } from '../../domain/records/lookup';
import { outputFields, outputOf } from '../../properties/output/output';
import type { Operation } from '../operation';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';

export function get(subject: Subject): Operation {
	return {
		option: {
			name: 'Get',
			description: `Get ${subject.kind.one} by its number, sys_id or address`,
			action: `Get ${subject.kind.one}`,
		},
		readOnly: true,
		properties: [...recordProperties(subject), ...outputFields],
		*run(parameters) {
			const { table, key } = recordOfSubject(subject, parameters);
			const { query, shaped } = yield* outputOf(parameters, table);
			return [shaped(yield* readOne(table, key, query))];
		},
	};
}
