import { Readable } from 'node:stream';
import { noRecord, ServiceNowError } from '../errors.mts';
import { parseObject } from '../http/content/body.mts';
import type { ApiRequest, ApiResponse, Context, Route, Row } from '../types.mts';
import { mayRead, visible, writable } from './attachment/access.mts';
import { attributeRoutes } from './attachment/attributes.mts';
import type { AttachmentContent } from './attachment/content.mts';
import { asciiJson, metadataOf } from './attachment/metadata.mts';
import { readForm } from './attachment/multipart.mts';
import { storeUpload } from './attachment/upload.mts';
import { pagingHeaders } from './table/links.mts';
import { nameValuePairs, paging } from './table/parameters.mts';

const BASE = '/api/now/attachment';

const missing = (name: string) => new ServiceNowError(400, 'Missing required parameter', name);

function parameter({ query }: ApiRequest, name: string): string {
	const value = query.get(name) ?? '';
	if (value === '') throw missing(name);
	return value;
}

/** The limit counts before the rows that the caller may not see are taken out, as everywhere on the platform. */
function list(request: ApiRequest, { store }: Context): ApiResponse {
	const page = paging(request);
	const { rows, total } = store.query(request.session, 'sys_attachment', {
		...page,
		query: request.query.get('sysparm_query') ?? '',
		pairs: nameValuePairs(request),
	});
	const seen = rows.filter((row) => mayRead(store, request.session, row));
	const headers = pagingHeaders(request, page, rows.length, total);
	return { status: 200, headers, body: { result: seen.map((row) => metadataOf(request, row)) } };
}

function get(request: ApiRequest, { store }: Context): ApiResponse {
	const row = visible(store, request.session, request.params.sys_id ?? '');
	return { status: 200, body: { result: metadataOf(request, row) } };
}

function rename(request: ApiRequest, { store, clock }: Context): ApiResponse {
	const row = writable(store, request.session, request.params.sys_id ?? '', 'Update');
	const { file_name } = parseObject(request);
	if (typeof file_name !== 'string' || file_name === '') throw missing('file_name');
	store.put('sys_attachment', {
		...row,
		file_name,
		sys_mod_count: String(Number(row.sys_mod_count ?? 0) + 1),
		sys_updated_on: clock.timestamp(),
		sys_updated_by: request.session.user.user_name ?? '',
	});
	return { status: 204 };
}

/** Whatever Accept says: clients that ask for JSON with every call are served, against the page's "exclusively". */
function bytesOf(request: ApiRequest, content: AttachmentContent, row: Row): ApiResponse {
	const body = row.size_bytes === '0' ? Readable.from([]) : content.read(row.sys_id ?? '');
	if (!body) throw noRecord();
	const fileName = encodeURIComponent(row.file_name ?? '');
	return {
		status: 200,
		headers: {
			'content-type': row.content_type || 'application/octet-stream',
			'content-length': row.size_bytes ?? '0',
			'content-disposition': `attachment; filename*=UTF-8''${fileName}`,
			'x-attachment-metadata': asciiJson(metadataOf(request, row)),
		},
		body,
	};
}

const download = (content: AttachmentContent) =>
	function handle(request: ApiRequest, { store }: Context): ApiResponse {
		return bytesOf(request, content, visible(store, request.session, request.params.sys_id ?? ''));
	};

/** The first file of this name that hangs on the record. */
const downloadByName = (content: AttachmentContent) =>
	function handle(request: ApiRequest, { store }: Context): ApiResponse {
		const { table_sys_id = '', file_name = '' } = request.params;
		const found = store.find('sys_attachment', { table_sys_id, file_name });
		const row = found.find((each) => mayRead(store, request.session, each));
		if (!row) throw noRecord();
		return bytesOf(request, content, row);
	};

const uploadFile = (content: AttachmentContent) =>
	async function handle(request: ApiRequest, context: Context): Promise<ApiResponse> {
		const content_type = request.headers['content-type'] ?? '';
		const target = {
			table_name: parameter(request, 'table_name'),
			table_sys_id: parameter(request, 'table_sys_id'),
			file_name: parameter(request, 'file_name'),
		};
		// Mandatory, and stored as it is: the platform does not guess from the name.
		if (content_type === '') throw missing('Content-Type');
		const sys_created_on = request.query.get('creation_time');
		const encryption_context = request.query.get('encryption_context');
		const extra = { ...(sys_created_on && { sys_created_on }), ...(encryption_context && { encryption_context }) };
		const source = request.stream ?? Readable.from([request.body]);
		return await storeUpload({ request, context, content }, { ...target, content_type, extra }, source);
	};

const uploadForm = (content: AttachmentContent) =>
	async function handle(request: ApiRequest, context: Context): Promise<ApiResponse> {
		const source = request.stream ?? Readable.from([request.body]);
		return await readForm(source, request.headers['content-type'] ?? '', async (part) => {
			const { fields, file_name, content_type, stream } = part;
			const [table_name, table_sys_id] = [fields.get('table_name'), fields.get('table_sys_id')];
			// Fields behind the file come too late: the file has to be the last part.
			if (!table_name) throw missing('table_name');
			if (!table_sys_id) throw missing('table_sys_id');
			if (!file_name) throw missing('file name of the uploaded part');
			const upload = { table_name, table_sys_id, file_name, content_type };
			return await storeUpload({ request, context, content }, upload, stream);
		});
	};

const remove = (content: AttachmentContent) =>
	function handle({ params, session }: ApiRequest, { store }: Context): ApiResponse {
		const { sys_id = '' } = writable(store, session, params.sys_id ?? '', 'Delete');
		store.remove('sys_attachment', sys_id);
		content.remove(sys_id);
		return { status: 204 };
	};

export const attachmentRoutes = (content: AttachmentContent): Route[] => [
	{ name: 'attachment.list', method: 'GET', path: BASE, access: 'session', handle: list },
	{ name: 'attachment.get', method: 'GET', path: `${BASE}/:sys_id`, access: 'session', handle: get },
	{ name: 'attachment.update', method: 'PATCH', path: `${BASE}/:sys_id`, access: 'session', handle: rename },
	{ name: 'attachment.delete', method: 'DELETE', path: `${BASE}/:sys_id`, access: 'session', handle: remove(content) },
	{
		name: 'attachment.download',
		method: 'GET',
		path: `${BASE}/:sys_id/file`,
		access: 'session',
		bytes: true,
		handle: download(content),
	},
	{
		name: 'attachment.downloadByName',
		method: 'GET',
		path: `${BASE}/:table_sys_id/:file_name/file`,
		access: 'session',
		bytes: true,
		handle: downloadByName(content),
	},
	{
		name: 'attachment.upload',
		method: 'POST',
		path: `${BASE}/file`,
		access: 'session',
		stream: true,
		handle: uploadFile(content),
	},
	{
		name: 'attachment.form',
		method: 'POST',
		path: `${BASE}/upload`,
		access: 'session',
		stream: true,
		handle: uploadForm(content),
	},
	...attributeRoutes,
];
