/** The parameters of this API carry no `sysparm_`. */
import { ServiceNowError } from '../../errors.mts';
import type { ApiRequest } from '../../types.mts';

const DEFAULT_LIMIT = 30;

export interface ListParameters {
	query: string;
	filter: string;
	fields: string[];
	kb: string[];
	/** `all`, or languages. */
	languages: string[];
	limit: number;
	offset: number;
}

/** Lists may be written with commas or by naming the parameter again. */
function namesIn({ query }: ApiRequest, name: string): string[] {
	return query
		.getAll(name)
		.flatMap((text) => text.split(','))
		.map((text) => text.trim())
		.filter(Boolean);
}

function count({ query }: ApiRequest, name: string, otherwise: number): number {
	const text = query.get(name) ?? '';
	if (text === '') return otherwise;
	if (!/^\d+$/.test(text)) throw new ServiceNowError(400, `Invalid value for ${name}`, text);
	return Number(text);
}

export const fieldsOf = (request: ApiRequest): string[] => namesIn(request, 'fields');

export function parametersOf(request: ApiRequest): ListParameters {
	const languages = namesIn(request, 'language');
	return {
		query: request.query.get('query') ?? '',
		filter: request.query.get('filter') ?? '',
		fields: fieldsOf(request),
		kb: namesIn(request, 'kb'),
		languages: languages.length > 0 ? languages : [request.session.user.preferred_language || 'en'],
		limit: count(request, 'limit', DEFAULT_LIMIT),
		offset: count(request, 'offset', 0),
	};
}
