import type { Row } from '../../types.mts';

const list = (value = ''): string[] => value.split(',').map((part) => part.trim());

function headersOf(lines = ''): Record<string, string> {
	const pairs = lines.split('\n').flatMap((line): Array<[string, string]> => {
		const colon = line.indexOf(':');
		return colon > 0 ? [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]] : [];
	});
	return Object.fromEntries(pairs);
}

/** A list without addresses holds one empty text (documented sample). */
const FIELDS: Readonly<Record<string, (row: Row) => unknown>> = {
	headers: (row) => headersOf(row.headers),
	cc: (row) => list(row.copied),
	type: (row) => row.type ?? '',
	html: (row) => row.body ?? '',
	bcc: (row) => list(row.blind_copied),
	subject: (row) => row.subject ?? '',
	to: (row) => list(row.direct || row.recipients),
	state: (row) => row.state ?? '',
	id: (row) => row.sys_id ?? '',
	importance: (row) => row.importance ?? '',
	text: (row) => row.body_text ?? '',
	error: (row) => row.error_string ?? '',
};

/** Comes only when it is asked for, as the link to the status does. */
const ON_REQUEST = new Set(['error']);

export function emailView(row: Row, wanted: readonly string[] | undefined): Record<string, unknown> {
	const names = Object.keys(FIELDS).filter((name) => (wanted ? wanted.includes(name) : !ON_REQUEST.has(name)));
	return Object.fromEntries(names.map((name) => [name, FIELDS[name]?.(row)]));
}
