/** `/api/now/stats/{table}` */
import { createDisplayer } from '../data/render/display.mts';
import { resolvePath } from '../data/render/plan.mts';
import type {
	AggregateFunction,
	AggregateGroup,
	AggregateOptions,
	AggregateTerm,
	ApiRequest,
	ApiResponse,
	Context,
	Route,
} from '../types.mts';
import { openTable } from './openTable.mts';
import { displayMode, isTrue, nameValuePairs } from './table/parameters.mts';

const FUNCTIONS: readonly AggregateFunction[] = ['count', 'avg', 'sum', 'min', 'max'];
const OF_FIELDS = ['avg', 'sum', 'min', 'max'] as const;

function names(request: ApiRequest, parameter: string): string[] {
	return (request.query.get(parameter) ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter(Boolean);
}

function functionOf(text: string | undefined): AggregateFunction | undefined {
	return FUNCTIONS.find((name) => name === text?.toLowerCase());
}

function terms(request: ApiRequest): AggregateTerm[] {
	const count: AggregateTerm[] = isTrue(request, 'sysparm_count') ? [{ function: 'count', field: '' }] : [];
	return [
		...count,
		...OF_FIELDS.flatMap((name) =>
			names(request, `sysparm_${name}_fields`).map((field) => ({ function: name, field })),
		),
	];
}

/** `count^priority^>^3,avg^business_stc^>^100` */
function having(request: ApiRequest): AggregateOptions['having'] {
	return names(request, 'sysparm_having').flatMap((text) => {
		const [name, field = '', operator = '', value = ''] = text.split('^');
		const found = functionOf(name);
		return found ? [{ function: found, field, operator, value }] : [];
	});
}

/** `AVG^state`, `COUNT`, `state^DESC`: an aggregate with its field or a grouped field, either with a direction. */
function orderBy(request: ApiRequest): AggregateOptions['orderBy'] {
	return names(request, 'sysparm_order_by').map((text) => {
		const parts = text.split('^');
		const descending = parts.at(-1)?.toUpperCase() === 'DESC';
		const [first = '', second = ''] = parts.filter((part) => !/^(ASC|DESC)$/i.test(part));
		const name = functionOf(first);
		return name ? { function: name, field: second, descending } : { field: first, descending };
	});
}

type Stats = Record<string, string | Record<string, string>>;

/** One number for the count, for the other functions one object each with a key for every field. */
function stats({ values }: AggregateGroup): Stats {
	const result: Stats = {};
	for (const { function: name, field, value } of values) {
		if (name === 'count') {
			result.count = value;
			continue;
		}
		const known = result[name];
		result[name] = { ...(typeof known === 'object' ? known : {}), [field]: value };
	}
	return result;
}

type GroupRenderer = (group: { field: string; value: string }) => Record<string, string>;

function groupRenderer(request: ApiRequest, { store }: Context, table: string): GroupRenderer {
	const mode = displayMode(request);
	const displayer = createDisplayer(store, request.session);
	return ({ field, value }): Record<string, string> => {
		const place = mode === 'false' ? undefined : resolvePath(store.schema, table, field);
		if (!place) return { field, value };
		const shown = displayer.display(place.table, place.column, { [place.column.element]: value });
		return mode === 'true' ? { field, value: shown } : { field, value, display_value: shown };
	};
}

function handle(request: ApiRequest, context: Context): ApiResponse {
	const table = openTable(request, context);
	const found = context.store.aggregate(request.session, table, {
		query: request.query.get('sysparm_query') ?? '',
		pairs: nameValuePairs(request),
		terms: terms(request),
		groupBy: names(request, 'sysparm_group_by'),
		having: having(request),
		orderBy: orderBy(request),
	});
	const isGrouped = found.some(({ groups }) => groups.length > 0) || request.query.has('sysparm_group_by');
	const [only] = found;
	if (!isGrouped) return { status: 200, body: { result: { stats: only ? stats(only) : {} } } };
	const render = groupRenderer(request, context, table);
	const result = found.map((group) => ({ stats: stats(group), groupby_fields: group.groups.map(render) }));
	return { status: 200, body: { result } };
}

export const aggregateRoutes: Route[] = [
	{ name: 'aggregate.stats', method: 'GET', path: '/api/now/stats/:table', access: 'session', handle },
];
