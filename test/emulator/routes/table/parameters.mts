/** The sysparm_ parameters of the Table API as data. */
import { ServiceNowError } from '../../errors.mts';
import type { ApiRequest } from '../../types.mts';
import type { DisplayMode, RenderOptions } from '../../data/render/render.mts';

const DEFAULT_LIMIT = 10_000;
/** Beyond this a number is no integer to SQLite. No upper bound of the limit is documented. */
const MAX_INTEGER = 2 ** 31 - 1;

export function isTrue(request: ApiRequest, name: string): boolean {
	return request.query.get(name)?.toLowerCase() === 'true';
}

export function displayMode(request: ApiRequest): DisplayMode {
	const value = request.query.get('sysparm_display_value')?.toLowerCase();
	return value === 'true' || value === 'all' ? value : 'false';
}

/** A version in the request's path is repeated in every link (field recordings of v1 show it). */
export function tableBase(request: ApiRequest): string {
	return `${request.instanceUrl}/api/now/${request.version ? `${request.version}/` : ''}table`;
}

/** undefined: nothing was asked for. */
export function fieldNames(request: ApiRequest): string[] | undefined {
	const names = (request.query.get('sysparm_fields') ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter(Boolean);
	return names.length > 0 ? names : undefined;
}

export function renderOptions(request: ApiRequest, fields: readonly string[] | undefined): RenderOptions {
	return {
		display: displayMode(request),
		excludeLinks: isTrue(request, 'sysparm_exclude_reference_link'),
		linkBase: tableBase(request),
		...(fields ? { fields } : {}),
	};
}

export interface Paging {
	limit: number;
	offset: number;
}

/** Text that is no number falls back to the default. */
function wholeNumber(text: string | null, fallback: number): number {
	return text !== null && /^-?\d+$/.test(text.trim()) ? Number(text) : fallback;
}

export function paging(request: ApiRequest): Paging {
	const offset = wholeNumber(request.query.get('sysparm_offset'), 0);
	if (offset < 0) throw new ServiceNowError(400, 'Invalid sysparm_offset', `Negative offset is not allowed: ${offset}`);
	const limit = wholeNumber(request.query.get('sysparm_limit'), DEFAULT_LIMIT);
	return { limit: limit < 0 ? DEFAULT_LIMIT : Math.min(limit, MAX_INTEGER), offset: Math.min(offset, MAX_INTEGER) };
}

/** Query parameters that are neither options nor credentials are conditions, unless there is a sysparm_query. */
const NOT_FIELDS = /^(sysparm_|x-sn-apikey$|access_token$|jsonv2$|ck$)/i;

export function nameValuePairs(request: ApiRequest): Array<[string, string]> {
	if (request.query.get('sysparm_query')) return [];
	return [...request.query].filter(([name]) => !NOT_FIELDS.test(name));
}
