import type { IDataObject } from 'n8n-workflow';
import type { Outcome } from '../../domain/api/request';
import { resolveTable, stagingTableLocator } from '../../properties/pickers/table';
import { resolveStaged, valuesMapper } from '../../properties/values/values';
import { optionsField } from '../../properties/values/write';
import { ANY_ORDER, type JointOperation } from '../operation';
import { importRows, type ManyRow } from './importRows';
import { alsoFailed, manyOptions, manySettings } from './properties';

export const insertMultiple: JointOperation<ManyRow> = {
	option: {
		name: 'Insert Multiple',
		description: 'Import the rows of all items in as few calls as possible; ServiceNow works on them afterwards',
		action: 'Insert multiple rows into import set',
	},
	properties: [
		stagingTableLocator,
		valuesMapper('stage', 'table'),
		{
			displayName: 'Wait for Completion',
			name: 'wait',
			type: 'boolean',
			default: true,
			description: 'Whether to wait until the rows are transformed, and to return what became of each',
		},
		optionsField(manyOptions, 'ordered'),
	],
	lane: ANY_ORDER,
	part(item) {
		const table = resolveTable(item);
		const settings = manySettings(item);
		const failing = alsoFailed(item.collection('options'));
		return { item, table, values: resolveStaged(item), alsoFailed: failing, settings };
	},
	*together(rows) {
		const outcomes = new Map<ManyRow, Outcome<IDataObject[]>>();
		for (const group of groups(rows)) {
			const results = yield* importRows(group);
			for (const [index, row] of group.entries()) outcomes.set(row, results[index] as Outcome<IDataObject[]>);
		}
		return rows.map((row) => outcomes.get(row) as Outcome<IDataObject[]>);
	},
};

/** Table and settings may come from expressions; rows that agree in them go together. */
function groups(rows: ManyRow[]): ManyRow[][] {
	const found = new Map<string, ManyRow[]>();
	for (const row of rows) {
		const key = JSON.stringify([row.table, row.settings]);
		const group = found.get(key);
		if (group === undefined) found.set(key, [row]);
		else group.push(row);
	}
	return [...found.values()];
}
