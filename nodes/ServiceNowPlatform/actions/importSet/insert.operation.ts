import { ApiFailure, expected } from '../../domain/failure/failure';
import { apiPath, type ApiRequest, type Steps } from '../../domain/api/request';
import { assertTransformed, transformedIn, untransformed } from '../../domain/importSet/importSet';
import { type TableSchema, readSchema } from '../../domain/schema/schema';
import { explained } from '../../domain/values/writes';
import type { Item } from '../../properties/item/item';
import { resolveTable, stagingTableLocator } from '../../properties/pickers/table';
import { resolveStaged, valuesMapper } from '../../properties/values/values';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { alsoFailed, alsoFailedOption } from './properties';

export const insert: Operation = {
	option: {
		name: 'Insert',
		description: 'Import one row, and get what the transform maps made of it; not repeated if the answer gets lost',
		action: 'Insert row into import set',
	},
	properties: [
		stagingTableLocator,
		valuesMapper('stage', 'table'),
		optionsField(
			[
				alsoFailedOption,
				{
					displayName: 'Any Order',
					name: 'anyOrder',
					type: 'boolean',
					default: false,
					description:
						'Whether rows of several items may be imported at the same time, which is quicker. Two rows about the same new record may then both create it.',
				},
			],
			'alone',
		),
	],
	/** Transform maps look for the record that a row is about: one that is just being made they would not find. */
	lane: (item) => {
		const lane = resolveTable(item);
		return item.collection('options').anyOrder === true ? `${lane}:${item.itemIndex}` : lane;
	},
	*run(item) {
		const table = resolveTable(item);
		const values = resolveStaged(item);
		const request: ApiRequest = {
			method: 'POST',
			path: apiPath`/api/now/import/${table}`,
			body: values,
			// Transform maps take their time, and a row cannot be looked for when a Batch call ends before its answer.
			alone: true,
		};
		const answer = yield request;
		yield* noteUnknown(item, table, Object.keys(values));
		const results = transformedIn(answer);
		if (results.length === 0) {
			item.notes.push({ subject: table, text: `So far no transform map has taken rows of ${table}.` });
			return [untransformed(answer)];
		}
		assertTransformed(results, alsoFailed(item.collection('options')), request);
		return results;
	},
};

/** The staged row itself is not known: the answer tells of what the transform maps made only. */
function* noteUnknown(item: Item, table: string, columns: string[]): Steps<void> {
	const schema = yield* readOpenSchema(item, table);
	if (schema === undefined) return;
	for (const column of columns.filter((name) => !schema.columns.has(name))) {
		const sentence = explained({ column, sent: '', stored: undefined }, table, schema);
		item.notes.push({ subject: `lost:${column}`, text: `Not stored: ${sentence}` });
	}
}

/** The row is imported already: whatever keeps the columns from being read is no failure of its item. */
function* readOpenSchema(item: Item, table: string): Steps<TableSchema | undefined> {
	try {
		return yield* readSchema(item.cache, table);
	} catch (error) {
		expected(error, ApiFailure);
		return undefined;
	}
}
