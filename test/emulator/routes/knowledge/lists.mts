/** `/articles`, `/articles/featured`, `/articles/most_viewed` */
import type { ApiRequest, ApiResponse, Context, Row, Store } from '../../types.mts';
import { isVisible, openBases, PUBLISHED } from './access.mts';
import { parametersOf } from './parameters.mts';
import type { ListParameters } from './parameters.mts';
import { scoreOf, wordsOf } from './text.mts';
import { articleView, fieldsView } from './view.mts';
import type { Ranking } from './view.mts';

const TABLE = 'kb_knowledge';
const EVERYTHING = 100_000;
/** The documentation shows it where nothing was searched for. */
const NO_SCORE = -1;
const FEATURED = 'homepage';

interface Hit {
	row: Row;
	score: number;
}

interface ListKind {
	/** Added to the query for published articles. */
	condition: string;
	score(row: Row, words: readonly string[]): number;
	/** Whether the answer counts as a search: ranks and an id. */
	search: boolean;
	/** What the answer repeats as the query and the filter. */
	shown: Partial<Pick<ListParameters, 'query' | 'filter'>>;
	extra: object;
}

/** Bases and roles decide, not the rules of the table: strangers have no rights on it and may read all the same. */
function articles({ session }: ApiRequest, store: Store, wanted: ListParameters, condition: string): Row[] {
	const query = [PUBLISHED, condition, wanted.filter].filter(Boolean).join('^');
	const { rows } = store.query(store.system, TABLE, { query, limit: EVERYTHING, offset: 0, noCount: true });
	const bases = openBases(store, session);
	const languages = new Set(wanted.languages);
	return rows.filter(
		(row) =>
			isVisible(session, bases, row) &&
			(wanted.kb.length === 0 || wanted.kb.includes(row.kb_knowledge_base ?? '')) &&
			(languages.has('all') || languages.has(row.language ?? '')),
	);
}

function metaOf(wanted: ListParameters, kind: ListKind, total: number, searchId: string | undefined): object {
	return {
		start: wanted.offset,
		// The end of the page that was asked for, however many articles there are on it.
		end: wanted.offset + wanted.limit,
		fields: wanted.fields.join(','),
		query: kind.shown.query ?? wanted.query,
		filter: kind.shown.filter ?? wanted.filter,
		kb: wanted.kb.join(','),
		language: wanted.languages.join(','),
		count: total,
		...(searchId !== undefined && { ts_query_id: searchId }),
		status: { code: 200 },
	};
}

const lister = (kindOf: (wanted: ListParameters) => ListKind) =>
	function handle(request: ApiRequest, { store }: Context): ApiResponse {
		const wanted = parametersOf(request);
		const kind = kindOf(wanted);
		const words = kind.search ? wordsOf(wanted.query) : [];
		const hits: Hit[] = articles(request, store, wanted, kind.condition)
			.map((row) => ({ row, score: kind.score(row, words) }))
			.filter(({ score }) => words.length === 0 || score > 0);
		if (words.length > 0) hits.sort((left, right) => right.score - left.score);
		const searchId = kind.search ? store.newSysId() : undefined;
		const page = hits.slice(wanted.offset, wanted.offset + wanted.limit).map(({ row, score }, index) => {
			const ranking: Ranking = {
				score,
				words,
				...(searchId !== undefined && { searchId, rank: wanted.offset + index + 1 }),
			};
			const fields = fieldsView(store, request.session, row, wanted.fields);
			return { ...articleView(row, ranking), ...kind.extra, ...(wanted.fields.length > 0 && { fields }) };
		});
		return { status: 200, body: { result: { meta: metaOf(wanted, kind, hits.length, searchId), articles: page } } };
	};

export const listArticles = lister(() => ({
	condition: '',
	score: (row, words) => (words.length > 0 ? scoreOf(row, words) : NO_SCORE),
	search: true,
	shown: {},
	extra: {},
}));

export const featuredArticles = lister(() => ({
	condition: `metaLIKE${FEATURED}`,
	score: () => NO_SCORE,
	search: false,
	shown: { query: FEATURED },
	extra: {},
}));

const VIEWED = 'sys_view_count>0^ORDERBYDESCsys_view_count^ORDERBYshort_description';

export const mostViewedArticles = lister(() => ({
	condition: VIEWED,
	score: (row) => Number(row.sys_view_count) || 0,
	search: false,
	shown: { query: '', filter: `${PUBLISHED}^${VIEWED}` },
	extra: { tags: [] },
}));
