import { InputProblem } from './problem';

const SYS_ID = /^[0-9a-f]{32}$/i;
/** A table's technical name. */
const TABLE = /^[a-z][a-z0-9_]{0,79}$/;
/** Prefix and digits, as `sys_number` makes them; a few instances put a dash or letters in between. */
const NUMBER = /^[A-Z][A-Z0-9_-]*\d{2,}$/i;

export function isSysId(text: string): boolean {
	return SYS_ID.test(text);
}

/** @throws InputProblem unless it is a technical table name such as `incident` or `u_my_table` */
export function tableName(text: string, field = 'Table'): string {
	const name = text.trim().toLowerCase();
	if (name === '')
		throw new InputProblem(field, 'No table is given', 'Choose a table from the list or type its name, e.g. incident.');
	if (!TABLE.test(name)) {
		throw new InputProblem(
			field,
			`"${text}" is not the name of a table`,
			'Use the technical name, e.g. incident or u_my_table.',
		);
	}
	return name;
}

/** @throws InputProblem unless it has the form of a sys_id */
export function sysId(text: string, field: string): string {
	const id = text.trim();
	if (id === '')
		throw new InputProblem(field, 'No sys_id is given', 'Enter the record’s sys_id: 32 characters, 0-9 and a-f.');
	if (!isSysId(id)) {
		throw new InputProblem(
			field,
			`"${text}" is not a sys_id`,
			'A sys_id has 32 characters, 0-9 and a-f. To find a record by its number, choose "By Number".',
		);
	}
	return id.toLowerCase();
}

/** @throws InputProblem unless it has the form of a record number such as INC0010001 */
export function recordNumber(text: string, field: string): string {
	const number = text.trim();
	if (number === '') throw new InputProblem(field, 'No number is given', 'Enter the record’s number, e.g. INC0010001.');
	if (!NUMBER.test(number))
		throw new InputProblem(field, `"${text}" is not a record number`, 'A number looks like INC0010001.');
	return number.toUpperCase();
}

/**
 * Table and sys_id from the address of a record, in any of the forms the platform shows:
 * `/incident.do?sys_id=…`, `/nav_to.do?uri=incident.do%3Fsys_id%3D…`, `/now/nav/ui/classic/params/target/incident.do%3Fsys_id%3D…`,
 * `/now/sow/record/incident/…`, `/api/now/table/incident/…`.
 *
 * @throws InputProblem when the address names no record
 */
export function recordFromUrl(url: string, field: string): { table: string; sys_id: string } {
	const text = fullyDecoded(url.trim());
	const form = /([a-z][a-z0-9_]*)\.do\?(?:(?!\.do\?)[^#])*?(?<=[?&])sys_id=([0-9a-f]{32})(?![0-9a-f])/i.exec(text);
	const path = /\/(?:record|table|form)\/([a-z][a-z0-9_]*)\/([0-9a-f]{32})(?![0-9a-f])/i.exec(text);
	const match = form ?? path;
	if (match?.[1] === undefined || match[2] === undefined) {
		throw new InputProblem(
			field,
			`"${url}" is not the address of a record`,
			'Open the record in ServiceNow and copy the address from the browser.',
		);
	}
	return { table: match[1].toLowerCase(), sys_id: match[2].toLowerCase() };
}

/** Navigation pages carry the record's address encoded once or twice inside their own. */
export function fullyDecoded(text: string): string {
	for (let round = 0, current = text; ; round++) {
		let next: string;
		try {
			next = decodeURIComponent(current);
		} catch {
			return current;
		}
		if (next === current || round === 3) return next;
		current = next;
	}
}
