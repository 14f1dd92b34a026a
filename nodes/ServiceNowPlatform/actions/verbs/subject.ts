import type { INodeProperties } from 'n8n-workflow';
import { ApiFailure } from '../../domain/failure';
import { equals } from '../../domain/encodedQuery';
import { apiPath, recordsOf, type Steps } from '../../domain/request';
import { type RecordKey, recordLocator, resolveRecord } from '../../fields/record';
import { resolveTable, tableLocator } from '../../fields/table';
import type { Parameters } from '../../fields/parameters';

/** What the verbs work on: the records of one table, or of a table that the user chooses. */
export interface Subject {
	/** As the user interface calls one of them: Incident. */
	singular: string;
	plural: string;
	/** With its article, inside a sentence: an incident. */
	one: string;
	/** Undefined: the user chooses. */
	table?: string;
	/** What its numbers begin with. */
	numberPrefix: string;
}

/** Fields that choose the table, where there is a choice. */
export function tableProperties({ table }: Subject): INodeProperties[] {
	return table === undefined ? [tableLocator] : [];
}

export function tableOf({ table }: Subject, parameters: Parameters): string {
	return table ?? resolveTable(parameters);
}

/** Fields that choose one record. */
export function recordProperties(subject: Subject): INodeProperties[] {
	return [...tableProperties(subject), recordLocator(subject.singular, subject.numberPrefix)];
}

export function recordOfSubject(subject: Subject, parameters: Parameters): { table: string; key: RecordKey } {
	const table = tableOf(subject, parameters);
	return { table, key: resolveRecord(parameters, table, subject.singular) };
}

/** Items that name the same record go one after the other. */
export function recordLane(subject: Subject): (parameters: Parameters) => string {
	return (parameters) => {
		const { table, key } = recordOfSubject(subject, parameters);
		return `${table}:${key.by === 'sys_id' ? key.sys_id : key.number}`;
	};
}

/** The sys_id of the record, looked up where the user gave its number. */
export function* sysIdOf(table: string, key: RecordKey): Steps<string> {
	if (key.by === 'sys_id') return key.sys_id;
	const request = byNumber(table, key.number, { sysparm_fields: 'sys_id', sysparm_exclude_reference_link: 'true' });
	return String(theOnly(table, key.number, recordsOf(yield request)).sys_id);
}

/** A request for the records with this number; two are enough to see that it is not unique. */
export function byNumber(table: string, number: string, query: Record<string, string>) {
	return {
		method: 'GET' as const,
		path: apiPath`/api/now/table/${table}`,
		query: {
			...query,
			sysparm_query: equals('number', number, 'Number'),
			sysparm_limit: '2',
			sysparm_no_count: 'true',
		},
	};
}

/** @throws ApiFailure when there is none, or when the number is not unique */
export function theOnly(
	table: string,
	number: string,
	records: Array<Record<string, unknown>>,
): Record<string, unknown> {
	const [first, second] = records;
	const place = { method: 'GET', path: `/api/now/table/${table}` };
	if (first === undefined) {
		throw new ApiFailure({ ...place, kind: 'not-found', message: `No record of ${table} has the number ${number}` });
	}
	if (second !== undefined) {
		throw new ApiFailure({
			...place,
			kind: 'bad-request',
			message: `More than one record of ${table} has the number ${number}`,
			detail: 'Numbers need not be unique in ServiceNow. Use the sys_id.',
		});
	}
	return first;
}
