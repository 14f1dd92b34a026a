/** One article with its content and files. */
import { Readable } from 'node:stream';
import { noRecord, notAuthenticated } from '../../errors.mts';
import { cell, isSet } from '../../row.mts';
import type { ApiRequest, ApiResponse, Context, Row, Session, Store } from '../../types.mts';
import type { AttachmentContent } from '../attachment/content.mts';
import { isVisible, openBases } from './access.mts';
import { fieldsOf } from './parameters.mts';
import { fieldsView } from './view.mts';

const TABLE = 'kb_knowledge';

/** Translations share a number; the language picks one, and works with numbers only. */
function find(store: Store, id: string, language: string): Row | undefined {
	const versions = store.find(TABLE, { number: id }).filter(({ latest }) => latest !== 'false');
	return store.one(TABLE, { sys_id: id }) ?? versions.find((row) => row.language === language) ?? versions[0];
}

/** A stranger is asked to sign in; whoever has done so gets to know that there is nothing for them. */
function readable({ session, query }: ApiRequest, store: Store, id: string): Row {
	const row = find(store, id, query.get('language') ?? 'en');
	const isPublished = row?.workflow_state === 'published' && row.active === 'true';
	if (row && isPublished && isVisible(session, openBases(store, session), row)) return row;
	throw session.via === 'guest' ? notAuthenticated() : noRecord();
}

/** The view itself is no change of the article: its own times stay. */
function countView(store: Store, session: Session, row: Row): void {
	const { sys_id = '', sys_updated_on = '', sys_updated_by = '' } = row;
	const sys_view_count = String((Number(row.sys_view_count) || 0) + 1);
	store.put(TABLE, { sys_id, sys_view_count, sys_updated_on, sys_updated_by });
	store.insert(store.system, 'kb_use', { article: sys_id, user: session.user.sys_id ?? '', viewed: 'true' });
}

/** `update_view` counts whatever its value is; a search's id and rank count only together. */
const isView = ({ query }: ApiRequest): boolean =>
	query.has('update_view') || (query.has('search_id') && query.has('search_rank'));

const filesOf = (store: Store, article: string): Row[] =>
	store.find('sys_attachment', { table_name: TABLE, table_sys_id: article });

const attachmentView = ({ sys_id = '', file_name = '', size_bytes = '0' }: Row) => ({
	sys_id,
	file_name,
	size_bytes,
	state: 'available_conditionally',
});

function articleView(store: Store, row: Row): object {
	const display_attachments = isSet(row, 'display_attachments');
	const attachments = filesOf(store, cell(row, 'sys_id')).map(attachmentView);
	return {
		content: cell(row, row.article_type === 'wiki' ? 'wiki' : 'text'),
		template: false,
		number: cell(row, 'number'),
		sys_id: cell(row, 'sys_id'),
		short_description: cell(row, 'short_description'),
		display_attachments,
		...(display_attachments && { attachments, embedded_content: [] }),
	};
}

export function getArticle(request: ApiRequest, { store }: Context): ApiResponse {
	const { session } = request;
	const row = readable(request, store, cell(request.params, 'id'));
	if (isView(request)) countView(store, session, row);
	const names = fieldsOf(request);
	const fields = names.length > 0 ? { fields: fieldsView(store, session, row, names) } : {};
	return { status: 200, body: { result: { ...articleView(store, row), ...fields } } };
}

const fileHeaders = (file: Row): Record<string, string> => ({
	'content-type': file.content_type || 'application/octet-stream',
	'content-length': file.size_bytes ?? '0',
	'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(cell(file, 'file_name'))}`,
});

export const getFile = (content: AttachmentContent) =>
	function handle(request: ApiRequest, { store }: Context): ApiResponse {
		const { sys_id = '' } = readable(request, store, cell(request.params, 'article_sys_id'));
		const wanted = cell(request.params, 'attachment_sys_id');
		const file = filesOf(store, sys_id).find((row) => row.sys_id === wanted);
		if (!file) throw noRecord();
		const body = file.size_bytes === '0' ? Readable.from([]) : content.read(wanted);
		if (!body) throw noRecord();
		return { status: 200, headers: fileHeaders(file), body };
	};
