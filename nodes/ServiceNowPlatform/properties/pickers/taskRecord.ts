import type { INodeProperties } from 'n8n-workflow';
import { isSysId, recordNumber } from '../../domain/address/record';
import type { RecordKey } from '../../domain/records/lookup';
import type { Item } from '../item/item';
import { type LocatorKind, locator, NUMBER, resolveLocator } from './locator';
import { resolveTable, tableLocator } from './table';

const RECORD: LocatorKind = {
	displayName: 'Record',
	one: 'a record',
	table: '',
	searchListMethod: 'searchRecords',
	keys: [NUMBER],
};

/** Every kind of work is a task, so that a number alone says enough. */
export const taskProperties: INodeProperties[] = [
	{
		...tableLocator,
		default: { mode: 'list', value: 'task', cachedResultName: 'Task' },
		description:
			'The table that holds the record; Task stands for incidents, problems, changes, requests and all other work',
	},
	locator(RECORD, { name: 'record' }),
];

/** @throws InputError */
export function resolveTask(item: Item): { table: string; key: RecordKey } {
	const table = resolveTable(item);
	return { table, key: resolveLocator(item, RECORD, 'record', table) };
}

/** Numbers and sys_ids in one text, separated by commas or blanks. @throws InputError */
export function keyList(text: string, field: string): RecordKey[] {
	const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
	return parts.map((part) =>
		isSysId(part) ? { sys_id: part.toLowerCase() } : { column: 'number', value: recordNumber(part, field) },
	);
}
