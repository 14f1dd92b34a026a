import type { EncodedQuery } from '../api/checked';
import { ApiFailure } from '../failure/failure';
import type { Json, JsonValue } from '../api/json';
import { filtered } from '../api/listRequest';
import { apiPath, type ApiRequest, type ApiResponse, isObject, objectsIn, resultOf, type Steps } from '../api/request';

/** One figure of the Aggregate API. `count` counts records and needs no column. */
export interface Measure {
	kind: 'avg' | 'count' | 'max' | 'min' | 'sum';
	/** '' for the count of records. */
	column: string;
}

export interface Summary {
	table: string;
	query: EncodedQuery;
	measures: Measure[];
	groupBy: string[];
	having: Array<Measure & { operator: string; value: string }>;
	orderBy: Array<{ measure?: Measure; column?: string; descending: boolean }>;
	/** `sysparm_display_value` */
	display: string;
}

const WITH_COLUMN = ['avg', 'max', 'min', 'sum'] as const;

/** Asks for figures of all records of a query, or of each group of them. */
export function summaryRequest(summary: Summary): ApiRequest {
	const { table, query, measures, groupBy, having, orderBy, display } = summary;
	const columns = WITH_COLUMN.map((kind): [string, string] => [
		`sysparm_${kind}_fields`,
		[...new Set(measures.filter((measure) => measure.kind === kind).map(({ column }) => column))].join(','),
	]);
	const parameters: Array<[string, string]> = [
		['sysparm_count', measures.some(({ kind }) => kind === 'count') ? 'true' : ''],
		...columns,
		['sysparm_group_by', groupBy.join(',')],
		[
			'sysparm_having',
			having.map(({ kind, column, operator, value }) => [kind, column, operator, value].join('^')).join(','),
		],
		['sysparm_order_by', orderBy.map(orderTerm).join(',')],
		['sysparm_display_value', groupBy.length > 0 ? display : ''],
	];
	const asked = Object.fromEntries(parameters.filter(([, value]) => value !== ''));
	return {
		method: 'GET',
		path: apiPath`/api/now/stats/${table}`,
		query: query === '' ? asked : filtered(query, asked),
	};
}

function orderTerm({ measure, column = '', descending }: Summary['orderBy'][number]): string {
	const term = measure === undefined ? [column] : [measure.kind.toUpperCase(), measure.column].filter(Boolean);
	return [...term, ...(descending ? ['DESC'] : [])].join('^');
}

/** Key of a figure in the output: `count`, `avg_reassignment_count`. */
function measureName({ kind, column }: Measure): string {
	return kind === 'count' ? 'count' : `${kind}_${column}`;
}

/**
 * One flat record for each group, or one for all: what it is grouped by, then the figures, as numbers where they are.
 *
 * @throws ApiFailure where a figure or a group is missing: the API drops columns that are not there without a word
 */
export function summaryOf(request: ApiRequest, response: ApiResponse, summary: Summary): Json[] {
	const result = resultOf(response);
	const groups = isObject(result) ? [result] : objectsIn(result);
	return groups.map((group) => {
		const keys = objectsIn(group.groupby_fields);
		const grouped = summary.groupBy.map((column): [string, JsonValue] => {
			const key = keys.find(({ field }) => field === column);
			if (key === undefined) throw missing(request, summary.table, column);
			const { value, display_value } = key;
			return [column, display_value === undefined ? value : { value, display_value }];
		});
		const figures = summary.measures.map((measure): [string, JsonValue] => {
			const figure = figureOf(group.stats, measure);
			if (figure === undefined) throw missing(request, summary.table, measure.column || 'count');
			return [measureName(measure), numeric(figure)];
		});
		return Object.fromEntries([...grouped, ...figures]);
	});
}

function figureOf(stats: unknown, { kind, column }: Measure): JsonValue {
	if (!isObject(stats)) return undefined;
	if (kind === 'count') return stats.count;
	const figures = stats[kind];
	return isObject(figures) ? figures[column] : undefined;
}

/** Times and durations stay text; no value at all is null. */
function numeric(figure: JsonValue): JsonValue {
	const text = String(figure);
	if (text === '') return null;
	return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : figure;
}

function missing({ method, path }: ApiRequest, table: string, column: string): ApiFailure {
	return new ApiFailure({
		kind: 'bad-request',
		message: `ServiceNow gave no figure for ${column} of ${table}`,
		detail: 'It leaves out columns that do not exist or that the user may not read.',
		method,
		path,
	});
}

/** How many records match a query; ones that are hidden from the user may be among them. */
export function* readCount(table: string, query: EncodedQuery): Steps<number> {
	const measures: Measure[] = [{ kind: 'count', column: '' }];
	const summary: Summary = { table, query, measures, groupBy: [], having: [], orderBy: [], display: 'false' };
	const request = summaryRequest(summary);
	const [figures] = summaryOf(request, yield request, summary);
	return Number(figures?.count ?? 0);
}
