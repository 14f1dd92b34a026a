import type { INodeProperties } from 'n8n-workflow';
import type { RecordKey } from '../../domain/records/lookup';
import type { Item } from '../item/item';
import { oncePerItem } from '../item/oncePerItem';
import { type LocatorKind, locator, type RecordKind, resolveLocator } from './locator';
import { resolveTable } from './table';

/** What the verbs work on: the records of one table. */
export interface TableSubject {
	kind: LocatorKind;
	/** Inside a sentence: incidents. */
	many: string;
}

/** The same of a table that the user chooses. */
export interface OpenSubject {
	kind: RecordKind;
	many: string;
	/** The field that chooses it; its name is `table`. */
	tableField: INodeProperties;
}

export type Subject = TableSubject | OpenSubject;

/** Fields that choose the table, where there is a choice. */
export function tableProperties(subject: Subject): INodeProperties[] {
	return 'tableField' in subject ? [subject.tableField] : [];
}

/** The field without which the columns are not known. */
export function dependsOn(subject: Subject): 'table' | undefined {
	return 'tableField' in subject ? 'table' : undefined;
}

export function tableOf(subject: Subject, item: Item): string {
	return 'tableField' in subject ? resolveTable(item, subject.tableField) : subject.kind.table;
}

/** Fields that choose one record. */
export function recordProperties(subject: Subject): INodeProperties[] {
	return [...tableProperties(subject), locator(subject.kind, { name: 'record' })];
}

interface NamedRecord {
	table: string;
	key: RecordKey;
}

const readers = new WeakMap<Subject, (item: Item) => NamedRecord>();

/** The record that an item names. @throws InputError */
export function recordOfSubject(subject: Subject, item: Item): NamedRecord {
	const read = readers.get(subject) ?? oncePerItem((own) => readRecord(subject, own));
	readers.set(subject, read);
	return read(item);
}

function readRecord(subject: Subject, item: Item): NamedRecord {
	const table = tableOf(subject, item);
	return { table, key: resolveLocator(item, { ...subject.kind, table }, 'record') };
}

/** Items that name the same record go one after the other; the instance finds it in whatever case it is named. */
export function recordLane(subject: Subject): (item: Item) => string {
	return (item) => {
		const { table, key } = recordOfSubject(subject, item);
		const name = 'sys_id' in key ? key.sys_id : `${key.column}:${key.value}`;
		return `${table}:${name}`.toLowerCase();
	};
}
