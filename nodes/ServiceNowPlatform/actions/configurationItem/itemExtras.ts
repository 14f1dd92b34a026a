import type { IDataObject } from 'n8n-workflow';
import { tableName } from '../../domain/address/record';
import { InputError } from '../../domain/failure/inputError';
import { parsedJson } from '../../domain/api/json';
import { isObject } from '../../domain/api/request';
import type { PayloadItem } from '../../domain/cmdb/identification';
import { wireValue } from '../../domain/values/values';
import { filled } from '../../properties/values/work';

/** What the options say of the item itself. @throws InputError */
export function itemExtras(options: IDataObject, source: string, timeZone: string): Partial<PayloadItem> {
	const settings = Array.isArray(options.settings) ? options.settings.map(String) : [];
	const lookup = lookupItems(options.lookup, timeZone);
	const origin = sourceInfo(options, source, timeZone);
	return {
		...(lookup.length > 0 ? { lookup } : {}),
		...(settings.length > 0 ? { settings: Object.fromEntries(settings.map((name) => [name, true])) } : {}),
		...(origin === undefined ? {} : { sys_object_source_info: origin }),
	};
}

function sourceInfo(options: IDataObject, source_name: string, timeZone: string): Record<string, string> | undefined {
	const scanned = wireValue(options.source_recency_timestamp, timeZone);
	const given = filled({ ...options, source_recency_timestamp: scanned }, [
		'source_native_key',
		'source_feed',
		'source_recency_timestamp',
	]);
	if (Object.keys(given).length === 0) return undefined;
	if (given.source_native_key !== undefined) return { source_name, ...given };
	throw new InputError(
		'Native Key',
		'It is empty',
		'Feed and time of the scan only say something of an item with a native key: enter it, or remove them.',
	);
}

function lookupItems(option: unknown, timeZone: string): NonNullable<PayloadItem['lookup']> {
	const list = option === undefined || option === '' ? [] : parsedJson(option, 'Lookup Items');
	if (!Array.isArray(list)) throw notLookups();
	return list.map((entry) => {
		if (!isObject(entry) || !isObject(entry.values)) throw notLookups();
		const values = Object.entries(entry.values).map(([name, value]) => [name, wireValue(value, timeZone)]);
		return { className: tableName(String(entry.className ?? ''), 'Lookup Items'), values: Object.fromEntries(values) };
	});
}

function notLookups(): InputError {
	return new InputError(
		'Lookup Items',
		'This is no list of lookup items',
		'Enter a JSON list such as [{"className": "cmdb_serial_number", "values": {"serial_number": "X1"}}].',
	);
}
