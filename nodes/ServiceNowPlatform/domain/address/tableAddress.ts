import { InputError } from '../failure/inputError';
import { fullyDecoded, tableName } from './record';

/** Pages around others, whose own address is inside theirs. */
const FRAMES = ['nav_to', 'navpage'];

/**
 * The table from the address of one of its lists, forms or records, or of its API: `/incident_list.do?…`, `/incident.do?sys_id=…`,
 * `/nav_to.do?uri=incident_list.do`, `/now/nav/ui/classic/params/target/incident_list.do`, `/now/sow/record/incident/…`,
 * `/api/now/table/incident`.
 *
 * @throws InputError when the address names none
 */
export function tableFromUrl(url: string, field: string): string {
	const text = fullyDecoded(url.trim());
	const path = /(?:\/(?:record|table|form)\/|[?&]table=)([a-z][a-z0-9_]*)(?=[/?&#]|$)/i.exec(text);
	const page = [...text.matchAll(/(?<=[/=])([a-z][a-z0-9_]*)\.do(?=[?&#]|$)(\?sys_id=)?/gi)].find(
		([, name = '']) => !FRAMES.includes(name.toLowerCase()),
	);
	// Behind the first one may stand what a list is filtered by.
	const first = path !== null && (page === undefined || path.index < page.index) ? path : page;
	const [, name, isForm] = first ?? [];
	const table = first === page && isForm === undefined ? name?.replace(/_list$/i, '') : name;
	if (table !== undefined) return tableName(table, field);
	throw new InputError(
		field,
		`"${url}" is not the address of a list or a record`,
		'Open a list of the table in ServiceNow and copy the address from the browser.',
	);
}
