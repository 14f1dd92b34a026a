import type { ApiRequest, Row } from '../../types.mts';

/** As in the documentation's samples, and the last three as newer releases send them (field recordings). */
const COLUMNS = [
	'table_sys_id',
	'size_bytes',
	'sys_updated_on',
	'sys_id',
	'image_height',
	'sys_created_on',
	'file_name',
	'sys_created_by',
	'compressed',
	'average_image_color',
	'sys_updated_by',
	'sys_tags',
	'table_name',
	'image_width',
	'sys_mod_count',
	'content_type',
	'size_compressed',
	'state',
	'chunk_size_bytes',
	'hash',
] as const;

/** Where the bytes are: `download_link`, and the Location of an upload. Links repeat the version of the request, as recorded. */
export const locationOf = ({ instanceUrl, version }: ApiRequest, { sys_id = '' }: Row) =>
	`${instanceUrl}/api/now/${version === '' ? '' : `${version}/`}attachment/${sys_id}/file`;

export function metadataOf(request: ApiRequest, row: Row): Row {
	const columns = Object.fromEntries(COLUMNS.map((column) => [column, row[column] ?? '']));
	return { ...columns, download_link: locationOf(request, row) };
}

/** Header values are ASCII; JSON can say every other character so. */
export function asciiJson(value: unknown): string {
	return JSON.stringify(value).replace(
		/[^\x20-\x7e]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}
