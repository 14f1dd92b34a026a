import { randomBytes } from 'node:crypto';
import { aText, optional } from '../fields.mts';
import { bent, kind } from '../kind.mts';
import { withRecords } from './result.mts';

/** With `sysparm_display_value=all` an id is an object, too. */
const replaced = (value: unknown, sys_id: string): unknown =>
	typeof value === 'object' && value !== null ? { display_value: sys_id, value: sys_id } : sys_id;

/** The answer to somebody else's question: right in form, with another record's sys_id. */
export const otherRecord = kind<'other-record'>({
	fields: { sys_id: optional(aText) },
	start: (action) =>
		bent((response) => {
			const id = () => action.sys_id ?? randomBytes(16).toString('hex');
			return withRecords(response, (record) =>
				'sys_id' in record ? { ...record, sys_id: replaced(record.sys_id, id()) } : record,
			);
		}),
});
