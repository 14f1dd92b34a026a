/** Lists of any of the API's tables: encoded query or name-value pairs, text search, order, pages. */
import { ServiceNowError } from '../../errors.mts';
import type { ApiRequest, ApiResponse, Context } from '../../types.mts';
import { createRecordRenderer } from './record.mts';

const DEFAULT_LIMIT = 500;
const NOT_CONDITIONS = /^(sysparm_.*|order|textsearch|association_type|x-sn-apikey|access_token)$/i;
const TEXT_QUERY = '123TEXTQUERY321=';

type Pair = readonly [field: string, value: string];

export interface ListPlan {
	table: string;
	/** Conditions that hold whatever the caller asks for. */
	fixed: Pair[];
	/** Sorted by this where the caller names nothing. */
	order: string;
}

function count(request: ApiRequest, name: string, otherwise: number): number {
	const text = request.query.get(name) ?? '';
	if (text === '') return otherwise;
	if (!/^\d+$/.test(text)) throw new ServiceNowError(400, `Invalid value for ${name}`, text);
	return Number(text);
}

function pairsOf({ query }: ApiRequest): Pair[] {
	if (query.get('sysparm_query')) return [];
	return [...query].filter(([name]) => !NOT_CONDITIONS.test(name));
}

function queryOf({ query }: ApiRequest, order: string): string {
	const text = query.get('textSearch') ?? '';
	const own = query.get('sysparm_query') ?? '';
	const sorted = own.includes('ORDERBY') ? '' : `ORDERBY${query.get('order') || order}`;
	return [text && `${TEXT_QUERY}${text}`, own, sorted].filter(Boolean).join('^');
}

export function list(request: ApiRequest, { store }: Context, { table, fixed, order }: ListPlan): ApiResponse {
	const { rows } = store.query(request.session, table, {
		query: queryOf(request, order),
		pairs: [...fixed, ...pairsOf(request)],
		limit: count(request, 'sysparm_limit', DEFAULT_LIMIT),
		offset: count(request, 'sysparm_offset', 0),
		noCount: true,
	});
	const render = createRecordRenderer(store, request.session, table);
	return { status: 200, body: { result: rows.map(render) } };
}
