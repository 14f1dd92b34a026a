import { InputError } from '../failure/inputError';

const SYS_ID = /^[0-9a-f]{32}$/i;
/** A table's technical name. */
const TABLE = /^[a-z][a-z0-9_]{0,79}$/;
/** Prefix and digits, as `sys_number` makes them; a few instances put a dash or letters in between. */
const NUMBER = /^[A-Z][A-Z0-9_-]*\d\d$/i;

export function isSysId(text: string): boolean {
	return SYS_ID.test(text);
}

/** @throws InputError unless it is a technical table name such as `incident` or `u_my_table` */
export function tableName(text: string, field = 'Table'): string {
	const name = text.trim().toLowerCase();
	if (name === '')
		throw new InputError(field, 'No table is given', 'Choose a table from the list or type its name, e.g. incident.');
	if (!TABLE.test(name)) {
		throw new InputError(
			field,
			`"${text}" is not the name of a table`,
			'Use the technical name, e.g. incident or u_my_table.',
		);
	}
	return name;
}

/** @throws InputError unless it has the form of a sys_id */
export function sysId(text: string, field: string): string {
	const id = text.trim();
	if (id === '')
		throw new InputError(field, 'No sys_id is given', 'Enter the record’s sys_id: 32 characters, 0-9 and a-f.');
	if (!isSysId(id)) {
		throw new InputError(
			field,
			`"${text}" is not a sys_id`,
			'A sys_id has 32 characters, 0-9 and a-f. To find a record by its number, choose "By Number".',
		);
	}
	return id.toLowerCase();
}

/** A number with a sign in front, or with the title behind it, as people copy it: `#INC0010001`, `INC0010001: Printer`. */
const TITLED = /^#?\s*([A-Z][A-Z0-9_-]*\d\d)(?:\s*(?:[:–—]|\s-)(?:\s.*)?)?$/is;

/** @throws InputError unless it has the form of a record number such as INC0010001 */
export function recordNumber(text: string, field: string): string {
	const [, number = text.trim()] = TITLED.exec(text.trim()) ?? [];
	if (number === '') throw new InputError(field, 'No number is given', 'Enter the record’s number, e.g. INC0010001.');
	if (!NUMBER.test(number))
		throw new InputError(field, `"${text}" is not a record number`, 'A number looks like INC0010001.');
	return number.toUpperCase();
}

/** Whether it is a record number, with its title maybe. */
export function isRecordNumber(text: string): boolean {
	return TITLED.test(text.trim());
}

const TERM = /^(number|sys_id)=([A-Z0-9_-]+)/i;

/** A page of a record or of a list, and what its query says of a number or a sys_id. */
function queriedPage(address: string): { page: string; condition: string; value: string } | undefined {
	const parts = address.split('.do?');
	for (const [index, part] of parts.slice(1).entries()) {
		const page = parts[index]?.split(/\W/).at(-1) ?? '';
		const parameters = (part.split('#', 1)[0] ?? '').split(/[?&]/);
		const query = parameters.find((parameter) => /^sysparm_query=/i.test(parameter)) ?? '';
		const terms = query.slice(query.indexOf('=') + 1).split('^');
		// The last of several counts.
		const [, condition, value] = terms.map((term) => TERM.exec(term)).reduce((last, one) => one ?? last, null) ?? [];
		if (/^[a-z]/i.test(page) && condition !== undefined && value !== undefined) return { page, condition, value };
	}
	return undefined;
}

/** The record of an address: by its sys_id, or by its number in the query of a form or a list (`incident.do?sysparm_query=number=INC0010001`). @throws InputError */
export function addressedRecord(
	url: string,
	field: string,
): { table: string; key: { sys_id: string } | { column: string; value: string } } {
	const text = fullyDecoded(url.trim());
	const { page, condition, value } = queriedPage(text) ?? { page: undefined, condition: '', value: '' };
	const isKey = condition.toLowerCase() === 'number' ? NUMBER.test(value) : SYS_ID.test(value);
	if (page === undefined || !isKey || /[?&]sys_id=[0-9a-f]{32}/i.test(text)) {
		const { table, sys_id } = recordFromUrl(url, field);
		return { table, key: { sys_id } };
	}
	const table = page.toLowerCase().replace(/_list$/, '');
	const isNumber = condition.toLowerCase() === 'number';
	return { table, key: isNumber ? { column: 'number', value: value.toUpperCase() } : { sys_id: value.toLowerCase() } };
}

/**
 * Table and sys_id from the address of a record, in any of the forms the platform shows:
 * `/incident.do?sys_id=…`, `/nav_to.do?uri=incident.do%3Fsys_id%3D…`, `/now/nav/ui/classic/params/target/incident.do%3Fsys_id%3D…`,
 * `/now/sow/record/incident/…`, `/api/now/table/incident/…`, `/sp?id=ticket&table=incident&sys_id=…`, `/$m.do#/detail/incident/…`.
 *
 * @throws InputError when the address names no record
 */
export function recordFromUrl(url: string, field: string): { table: string; sys_id: string } {
	const text = fullyDecoded(url.trim());
	const form = /([a-z][a-z0-9_]*)\.do\?(?:(?!\.do\?)[^#])*?(?<=[?&])sys_id=([0-9a-f]{32})(?![0-9a-f])/i.exec(text);
	const path = /\/(?:record|table|form|detail)\/([a-z][a-z0-9_]*)\/([0-9a-f]{32})(?![0-9a-f])/i.exec(text);
	const [, table, sys_id] = form ?? path ?? portalRecord(text);
	if (table === undefined || sys_id === undefined) {
		throw new InputError(
			field,
			`"${url}" is not the address of a record`,
			'Open the record in ServiceNow and copy the address from the browser.',
		);
	}
	return { table: table.toLowerCase(), sys_id: sys_id.toLowerCase() };
}

/** A portal's page names table and record in its query, in any order; classic pages (`….do`) mean something else by these words. */
function portalRecord(text: string): string[] {
	const [, query = ''] = /\/[a-z0-9_-]+\/?\?([^#]*)/i.exec(text) ?? [];
	const [, table = ''] = /(?:^|&)table=([^&]*)/.exec(query) ?? [];
	const [, sys_id = ''] = /(?:^|&)sys_id=([^&]*)/.exec(query) ?? [];
	return TABLE.test(table.toLowerCase()) && isSysId(sys_id) ? [query, table, sys_id] : [query];
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
