import { judgedColumns, unseenColumns } from '../../domain/query/unseen';
import { readOne } from '../../domain/records/lookup';
import { outputFields, resolveOutput } from '../../properties/output/output';
import { readOptions } from '../../properties/output/read';
import { bare, waysToName } from '../../properties/pickers/locator';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { noteLost, noteUnseen } from '../steps/readMany';

export function get(subject: Subject): Operation {
	return {
		option: {
			name: 'Get',
			description: `Get ${subject.kind.one} by ${waysToName(subject.kind)}`,
			action: `Get ${bare(subject.kind)}`,
		},
		readOnly: true,
		properties: [...recordProperties(subject), ...outputFields, optionsField(readOptions)],
		*run(item) {
			const { table, key } = recordOfSubject(subject, item);
			const { query, chosen, shaped } = yield* resolveOutput(item, table, { isWhole: true });
			const record = yield* readOne(table, key, query);
			const lost = yield* noteLost(item, table, chosen);
			const missing = chosen.filter((column) => !(column in record) && !lost.includes(column));
			noteUnseen(item, table, unseenColumns([record], judgedColumns(missing)));
			return [shaped(record)];
		},
	};
}
