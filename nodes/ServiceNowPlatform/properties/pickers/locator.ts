import type { INodeProperties } from 'n8n-workflow';
import { addressedRecord, isRecordNumber, isSysId, recordNumber } from '../../domain/address/record';
import { recordId } from '../../domain/address/recordId';
import { InputError } from '../../domain/failure/inputError';
import { queryValue } from '../../domain/encodedQuery';
import type { RecordKey } from '../../domain/records/lookup';
import { stockTable } from '../../domain/schema/stockTables';
import type { Item } from '../item/item';

/** A column besides the sys_id by which users know a record. */
export interface KeyColumn {
	/** Column, and name of the locator's mode. */
	column: string;
	/** Of the mode: By Number. */
	displayName: string;
	placeholder: string;
	/** What can hardly be anything else, and is taken for such a key where a sys_id or an address is wanted. */
	form?: RegExp;
}

/** A kind of record that can be chosen: from the instance's list, by a key of its own, by sys_id or by the address of its page. */
export interface RecordKind {
	/** As the user interface calls one of them: Incident. */
	displayName: string;
	/** With its article, inside a sentence: an incident. */
	one: string;
	/** Name of the list search method. */
	searchListMethod: string;
	keys: KeyColumn[];
	/** Other tables under whose name such a record's page may be opened: parent and child classes. */
	pages?: RegExp;
	/** Where such a record is shown by pages of its own, beside its form. */
	address?: { example: string; read(url: string, field: string): string };
}

/** Records of one table. A kind without a table is of the one that the user chooses, without which no record of it can be named. */
export interface LocatorKind extends RecordKind {
	table: string;
}

/** Without its article: incident. */
export function bare({ one }: RecordKind): string {
	return one.replace(/^an? /, '');
}

/** By what such a record can be named: its number, sys_id or address. */
export function waysToName({ keys }: RecordKind): string {
	const names = keys.map(({ displayName }) => displayName.replace(/^By /, '').toLowerCase());
	return `its ${[...names, 'sys_id'].join(', ')} or address`;
}

export const NUMBER: KeyColumn = { column: 'number', displayName: 'By Number', placeholder: 'e.g. INC0010001' };

const RECORD_ADDRESS = 'https://dev12345.service-now.com/incident.do?sys_id=46f67787a9fe198101e06dfcf3a78e99';

/** The field that chooses one record of a kind. */
export function locator(
	kind: RecordKind,
	field: Pick<INodeProperties, 'name'> & Partial<INodeProperties>,
): INodeProperties {
	return {
		displayName: kind.displayName,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: `${capitalized(kind.one)} of the instance`,
		...field,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Choose ${kind.one}`,
				typeOptions: { searchListMethod: kind.searchListMethod, searchable: true },
			},
			...kind.keys.map(({ column, displayName, placeholder }) => ({
				displayName,
				name: column,
				type: 'string' as const,
				placeholder,
			})),
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 46f67787a9fe198101e06dfcf3a78e99',
				hint: 'The sys_id: 32 characters, 0-9 and a-f',
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: `e.g. ${kind.address?.example ?? RECORD_ADDRESS}`,
				hint: 'The address of the record as the browser shows it',
			},
		],
	};
}

/** @throws InputError when what was entered cannot name a record of this table */
export function resolveLocator(item: Item, kind: LocatorKind, name: string): RecordKey {
	const { mode, value } = item.located(name, kind.displayName);
	const key = kind.keys.find(({ column }) => column === mode);
	const isWord = key !== undefined && mode !== 'number';
	if (isWord && !isForeign(key, value)) return { column: key.column, value: keyValue(key, value, kind.displayName) };
	return unmistakable(kind, value) ?? asEntered(kind, mode, value);
}

/** An e-mail address is known by its form: what has another is no e-mail address. */
function isForeign({ column, form }: KeyColumn, value: string): boolean {
	return column === 'email' && form?.test(value) === false;
}

/** A number, a sys_id, an address, a user name are what they are, in whatever mode they are given. */
function unmistakable(kind: LocatorKind, value: string): RecordKey | undefined {
	if (isSysId(value)) return { sys_id: value.toLowerCase() };
	if (/^https?:\/\//i.test(value)) return addressed(kind, value);
	if (isNumbered(kind) && isRecordNumber(value))
		return { column: 'number', value: recordNumber(value, kind.displayName) };
	const key = CUT_ID.test(value) ? undefined : kind.keys.find(({ form }) => form?.test(value) === true);
	return key && { column: key.column, value: keyValue(key, value, kind.displayName) };
}

/** A sys_id that lost a piece. */
const CUT_ID = /^[0-9a-f]{20,}$/i;

function asEntered(kind: LocatorKind, mode: string, value: string): RecordKey {
	if (mode === 'number') return { column: 'number', value: recordNumber(value, kind.displayName) };
	return mode === 'url' ? addressed(kind, value) : { sys_id: recordId(value, kind.displayName, kind.table) };
}

function isNumbered({ keys }: LocatorKind): boolean {
	return keys.some(({ column }) => column === 'number');
}

function addressed(kind: LocatorKind, address: string): RecordKey {
	const { table, displayName: field } = kind;
	if (kind.address !== undefined) return { sys_id: kind.address.read(address, field) };
	const named = addressedRecord(address, field);
	// A record's page may be opened under the name of a parent class (task.do shows an incident), and a parent class has its children's.
	const isKin = isBase(named.table) || (isBase(table) && kind.pages === undefined);
	if (named.table !== table && !isKin && kind.pages?.test(named.table) !== true) {
		throw new InputError(
			field,
			`The address leads to a record of ${named.table}, not of ${table}`,
			'Paste the address of a record of the chosen table.',
		);
	}
	if ('sys_id' in named.key || isNumbered(kind)) return named.key;
	throw new InputError(
		field,
		`The address names ${kind.one} by a number, which it does not have`,
		'Open the record itself and copy the address from the browser.',
	);
}

/** Whether its name stands for all classes below it. */
function isBase(table: string): boolean {
	return stockTable(table)?.isBase === true;
}

/** @throws InputError when no condition can hold it, before anything is sent */
function keyValue({ column }: KeyColumn, value: string, field: string): string {
	return column === 'number' ? recordNumber(value, field) : queryValue(value, field);
}

function capitalized(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
