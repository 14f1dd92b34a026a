import { isRecordNumber, isSysId, recordNumber } from '../../domain/address/record';
import type { RecordKey } from '../../domain/records/lookup';

/** Numbers and sys_ids in one text, separated by commas or blanks; a number may have its title behind it. @throws InputError */
export function keyList(text: string, field: string): RecordKey[] {
	const entries = text.split(/[\r\n,;]+/).map((entry) => entry.trim());
	const parts = entries.flatMap((entry) => (isRecordNumber(entry) ? [entry] : entry.split(/\s+/)));
	return parts
		.filter((part) => part !== '')
		.map((part) =>
			isSysId(part) ? { sys_id: part.toLowerCase() } : { column: 'number', value: recordNumber(part, field) },
		);
}
