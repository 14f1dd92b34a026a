import type { Json } from '../api/json';

/** Enough to name them in a message. */
export const MOST_HITS = 10;

/** Records that were found where one was meant, as `lnx-01, cmdb_ci_linux_server (sys_id)`; '' where their ids are not known. */
export function hitList(rows: Json[]): string {
	const named = rows.filter(({ sys_id }) => typeof sys_id === 'string').slice(0, MOST_HITS);
	const texts = named.map(({ sys_id, number, name, sys_class_name }) => {
		const label = [number || name, sys_class_name].filter((part) => typeof part === 'string' && part !== '').join(', ');
		return label === '' ? String(sys_id) : `${label} (${String(sys_id)})`;
	});
	return `${texts.join('; ')}${rows.length > MOST_HITS && texts.length > 0 ? ' and more' : ''}`;
}
