/** `/api/now/identifyreconcile[/enhanced|/query|/queryEnhanced]`: failures of items are told inside a 200. */
import { parseJsonObject } from '../http/body.mts';
import type { ApiRequest, ApiResponse, Context, Route } from '../types.mts';
import { demandRole } from './cmdb/access.mts';
import { viewOf } from './identifyReconcile/outcome.mts';
import { payloadOf } from './identifyReconcile/payload.mts';
import { reconcile } from './identifyReconcile/reconcile.mts';

const BASE = '/api/now/identifyreconcile';

/** `options=partial_payloads:true,deduplicate_payloads:true` */
function flagsOf({ query }: ApiRequest): Map<string, boolean> {
	const pairs = (query.get('options') ?? '').split(',').map((pair) => pair.split(':').map((part) => part.trim()));
	return new Map(pairs.map(([name = '', value]) => [name, value === 'true']));
}

const handler = (enhanced: boolean, write: boolean) =>
	function handle(request: ApiRequest, { store }: Context): ApiResponse {
		demandRole(request, 'itil', 'asset');
		const flags = flagsOf(request);
		const flag = (name: string, otherwise: boolean) => enhanced && (flags.get(name) ?? otherwise);
		const { outcomes, relations } = reconcile(store, request.session, payloadOf(parseJsonObject(request)), {
			dataSource: request.query.get('sysparm_data_source') ?? '',
			write,
			partialPayloads: flag('partial_payloads', true),
			partialCommits: flag('partial_commits', true),
			deduplicate: flag('deduplicate_payloads', false),
		});
		const result = {
			items: outcomes.map(viewOf),
			additionalCommittedItems: [],
			relations,
			additionalCommittedRelations: [],
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
