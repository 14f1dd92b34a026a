/** `/api/now/identifyreconcile[/enhanced|/query|/queryEnhanced]`: failures of items are told inside a 200. */
import { parseJsonObject } from '../http/content/body.mts';
import { ServiceNowError } from '../errors.mts';
import type { ApiRequest, ApiResponse, Context, Route } from '../types.mts';
import { demandRole } from './cmdb/access.mts';
import { viewOf } from './identifyReconcile/outcome.mts';
import { payloadOf } from './identifyReconcile/payload.mts';
import { reconcile } from './identifyReconcile/reconcile.mts';
import { summaryOf } from './identifyReconcile/summary.mts';

const BASE = '/api/now/identifyreconcile';

/** `options=partial_payloads:true,generate_summary:true` */
function flagsOf({ query }: ApiRequest): Map<string, boolean> {
	const chunks = (query.get('options') ?? '').split(',').filter((chunk) => chunk.trim() !== '');
	return new Map(
		chunks.map((chunk): [string, boolean] => {
			const [name = '', value, ...rest] = chunk.split(':').map((part) => part.trim());
			if (value === undefined || rest.length > 0) {
				throw new ServiceNowError(500, 'Invalid options', `Chunk [${chunk.trim()}] is not a valid entry`);
			}
			return [name, value === 'true'];
		}),
	);
}

/** Partial payloads do not work without the other two, so these are on with them whatever is asked for (documented). */
function optionsOf(flags: ReadonlyMap<string, boolean>, enhanced: boolean) {
	const partialPayloads = enhanced && (flags.get('partial_payloads') ?? true);
	const flag = (name: string) => partialPayloads || (enhanced && (flags.get(name) ?? true));
	return { partialPayloads, partialCommits: flag('partial_commits'), deduplicate: flag('deduplicate_payloads') };
}

const handler = (enhanced: boolean, write: boolean) =>
	function handle(request: ApiRequest, { store }: Context): ApiResponse {
		demandRole(request, 'itil', 'asset');
		const flags = flagsOf(request);
		const { outcomes, relations } = reconcile(store, request.session, payloadOf(parseJsonObject(request)), {
			...optionsOf(flags, enhanced),
			dataSource: request.query.get('sysparm_data_source') ?? '',
			write,
		});
		const result = {
			items: outcomes.map(viewOf),
			additionalCommittedItems: [],
			relations,
			additionalCommittedRelations: [],
			...(enhanced && flags.get('generate_summary') === true && summaryOf(outcomes)),
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
