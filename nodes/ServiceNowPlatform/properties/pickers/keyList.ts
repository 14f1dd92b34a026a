import { isSysId, recordNumber } from '../../domain/address/record';
import type { RecordKey } from '../../domain/records/lookup';

/** Numbers and sys_ids in one text, separated by commas or blanks. @throws InputError */
export function keyList(text: string, field: string): RecordKey[] {
	const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
	return parts.map((part) =>
		isSysId(part) ? { sys_id: part.toLowerCase() } : { column: 'number', value: recordNumber(part, field) },
	);
}
