import type { INodeProperties } from 'n8n-workflow';
import type { RecordKey } from '../../domain/records/lookup';
import type { Item } from '../item/item';
import { type LocatorKind, locator, resolveLocator } from './locator';
import { resolveTable, tableLocator } from './table';

/** What the verbs work on: the records of one table, or of a table that the user chooses. */
export interface Subject {
	kind: LocatorKind;
	/** Inside a sentence: incidents. */
	many: string;
	/** The field that chooses the table, where it is not the usual one; its name is `table`, too. */
	tableField?: INodeProperties;
}

/** Fields that choose the table, where there is a choice. */
export function tableProperties({ kind, tableField = tableLocator }: Subject): INodeProperties[] {
	return kind.table === '' ? [tableField] : [];
}

export function tableOf({ kind, tableField }: Subject, item: Item): string {
	return kind.table === '' ? resolveTable(item, tableField) : kind.table;
}

/** Fields that choose one record. */
export function recordProperties(subject: Subject): INodeProperties[] {
	return [...tableProperties(subject), locator(subject.kind, { name: 'record' })];
}

export function recordOfSubject(subject: Subject, item: Item): { table: string; key: RecordKey } {
	const table = tableOf(subject, item);
	return { table, key: resolveLocator(item, subject.kind, 'record', table) };
}

/** Items that name the same record go one after the other; the instance finds it in whatever case it is named. */
export function recordLane(subject: Subject): (item: Item) => string {
	return (item) => {
		const { table, key } = recordOfSubject(subject, item);
		const name = 'sys_id' in key ? key.sys_id : `${key.column}:${key.value}`;
		return `${table}:${name}`.toLowerCase();
	};
}
