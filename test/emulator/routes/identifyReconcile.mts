/** `/api/now/identifyreconcile[/enhanced|/query|/queryEnhanced]`: failures of items are told inside a 200. */
import { parseObject } from '../http/body.mts';
import type { ApiRequest, ApiResponse, Context, Route } from '../types.mts';
import { demandRole } from './cmdb/access.mts';
import { viewOf } from './identifyReconcile/outcome.mts';
import { payloadOf } from './identifyReconcile/payload.mts';
import { reconcile } from './identifyReconcile/reconcile.mts';
import { summaryOf } from './identifyReconcile/summary.mts';

const BASE = '/api/now/identifyreconcile';

interface Flags {
	partialPayloads: boolean;
	partialCommits: boolean;
	deduplicate: boolean;
	summary: boolean;
}

/** `options=partial_payloads:false,generate_summary:true`. Partial payloads need the other two features, whatever is said of them. */
function flagsOf({ query }: ApiRequest): Flags {
	const pairs = (query.get('options') ?? '').split(',').map((pair) => pair.split(':').map((part) => part.trim()));
	const given = new Map(pairs.map(([name = '', value]) => [name, value === 'true']));
	const partialPayloads = given.get('partial_payloads') ?? true;
	return {
		partialPayloads,
		partialCommits: partialPayloads || (given.get('partial_commits') ?? true),
		deduplicate: partialPayloads || (given.get('deduplicate_payloads') ?? true),
		summary: given.get('generate_summary') ?? false,
	};
}

const PLAIN: Flags = { partialPayloads: false, partialCommits: false, deduplicate: false, summary: false };

const handler = (enhanced: boolean, write: boolean) =>
	function handle(request: ApiRequest, { store }: Context): ApiResponse {
		demandRole(request, 'itil', 'asset');
		const { summary, ...flags } = enhanced ? flagsOf(request) : PLAIN;
		const { outcomes, relations } = reconcile(store, request.session, payloadOf(parseObject(request)), {
			dataSource: request.query.get('sysparm_data_source') ?? '',
			write,
			...flags,
		});
		const result = {
			items: outcomes.map(viewOf),
			additionalCommittedItems: [],
			relations,
			additionalCommittedRelations: [],
			...(summary && summaryOf(outcomes)),
		};
		return { status: 200, body: { result } };
	};

const access = 'session';
const method = 'POST';

export const identifyReconcileRoutes: Route[] = [
	{ name: 'ire.commit', method, path: BASE, access, handle: handler(false, true) },
	{ name: 'ire.enhanced', method, path: `${BASE}/enhanced`, access, handle: handler(true, true) },
	{ name: 'ire.query', method, path: `${BASE}/query`, access, handle: handler(false, false) },
	{ name: 'ire.queryEnhanced', method, path: `${BASE}/queryEnhanced`, access, handle: handler(true, false) },
];
