import type { Json } from './api/json';
import { apiPath, type ApiRequest, type ApiResponse, isObject, objectsIn, resultOf, type Steps } from './api/request';
import { readByOffset } from './paging/apiPaging';

const ARTICLES = apiPath`/api/sn_km_api/knowledge/articles`;
/** The API's own default is 30; large pages are slow, so its documentation says. */
const PAGE = 100;

/** How the values of an article's fields are shown: as `sysparm_display_value` says elsewhere. */
export type ValueForm = 'true' | 'all';

/** Articles of a list, in the order of the API. */
export function* readArticles(
	list: '' | 'featured' | 'most_viewed',
	query: Record<string, string>,
	limit: number,
): Steps<Json[]> {
	const found = yield* readByOffset({
		limit,
		listAt: 'result.articles',
		pageSize: Math.min(PAGE, limit),
		// Unlike elsewhere, no parameter has "sysparm_" in front.
		page: (offset, size): ApiRequest => ({
			method: 'GET',
			path: list === '' ? ARTICLES : apiPath`/api/sn_km_api/knowledge/articles/${list}`,
			query: { ...query, limit: String(size), offset: String(offset) },
			alone: true,
		}),
		total: countOf,
	});
	return found.filter(isObject);
}

/** Asks for one article, by its sys_id or its number. */
export function articleRequest(id: string, query: Record<string, string> = {}): ApiRequest {
	return { method: 'GET', path: apiPath`/api/sn_km_api/knowledge/articles/${id}`, query };
}

function countOf(response: ApiResponse): number | undefined {
	const result = resultOf(response);
	const meta = isObject(result) ? result.meta : undefined;
	return isObject(meta) && typeof meta.count === 'number' ? meta.count : undefined;
}

/** An article of a list with its sys_id, which the API gives as `kb_knowledge:…`. */
export function listed(article: Json, form: ValueForm): Json {
	const sys_id = String(article.id ?? '')
		.split(':')
		.at(-1);
	return { sys_id, ...withColumns(article, form) };
}

/** The article with the values of its fields in the wanted form; `all` leaves everything that the API tells of a field. */
export function withColumns(article: Json, form: ValueForm): Json {
	if (form === 'all' || !isObject(article.fields)) return article;
	const columns = Object.entries(article.fields).map(([name, column]) => [
		name,
		isObject(column) ? column.display_value : column,
	]);
	return { ...article, fields: Object.fromEntries(columns) };
}

/** The files of an article; those shown inside its text are marked. */
export function filesOf({ attachments, embedded_content }: Json): Json[] {
	const own = (list: unknown, embedded: boolean) => objectsIn(list).map((file): Json => ({ ...file, embedded }));
	const files = [...own(attachments, false), ...own(embedded_content, true)];
	return files.filter(({ sys_id }, index) => files.findIndex((file) => file.sys_id === sys_id) === index);
}
