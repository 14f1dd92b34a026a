/** `/api/now/tinyurl`: what pages of the platform do with addresses that are too long for a browser. Described nowhere. */
import { noRecord, ServiceNowError } from '../errors.mts';
import { parseObject } from '../http/content/body.mts';
import type { ApiRequest, ApiResponse, Context, Route } from '../types.mts';

const PATH = '/api/now/tinyurl';
const TABLE = 'sys_tiny_url';

function shorten(request: ApiRequest, { store }: Context): ApiResponse {
	const { url } = parseObject(request);
	if (typeof url !== 'string' || url === '') throw new ServiceNowError(400, 'Missing required parameter', 'url');
	const [page = '', ...rest] = url.split('?');
	const id = store.newSysId();
	store.put(TABLE, { tiny_url: id, parameters: rest.join('?') });
	return { status: 200, body: { result: `${page}?sysparm_tiny=${id}` } };
}

function expand({ params }: ApiRequest, { store }: Context): ApiResponse {
	const row = store.one(TABLE, { tiny_url: params.id ?? '' });
	if (!row) throw noRecord();
	return { status: 200, body: { result: Object.fromEntries(new URLSearchParams(row.parameters)) } };
}

export const tinyUrlRoutes: Route[] = [
	{ name: 'tinyurl.create', method: 'POST', path: PATH, access: 'session', handle: shorten },
	{ name: 'tinyurl.get', method: 'GET', path: `${PATH}/:id`, access: 'session', handle: expand },
];
