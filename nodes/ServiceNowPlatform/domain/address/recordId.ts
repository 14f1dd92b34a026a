import { sysId } from './record';

/** The sys_id of the application to which whatever belongs to no other is counted; it has another form than all others. */
const GLOBAL = 'global';
/** The tables that have a record of this id. */
const APPLICATIONS = ['sys_scope', 'sys_package'];

/** The id of a record of a table. @throws InputError for what can be none */
export function recordId(text: string, field: string, table: string): string {
	return APPLICATIONS.includes(table) && text.trim().toLowerCase() === GLOBAL ? GLOBAL : sysId(text, field);
}
