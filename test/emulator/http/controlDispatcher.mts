import { envelope, noResource, ServiceNowError } from '../errors.mts';
import type { ApiResponse, Context, Route } from '../types.mts';
import { readBody } from './content/incoming.mts';
import type { Incoming } from './content/incoming.mts';
import { createRouter } from './router.mts';

const MAX_BODY = 10_485_760;

/** The side entrance: no faults, no waiting, no counting. Bodies are JSON, whatever a hurried `curl -d` calls them. */
export function createControlDispatcher(
	routes: Route[],
	context: Context,
): (incoming: Incoming) => Promise<ApiResponse> {
	const route = createRouter(routes);
	return async (incoming) => {
		const { method, path, query } = incoming;
		const headers = { ...incoming.headers, 'content-type': 'application/json' };
		try {
			const match = route(method, path);
			if (match.kind !== 'route') throw noResource();
			const body = await readBody(incoming, MAX_BODY);
			const session = context.store.system;
			const { params, version } = match;
			return await match.route.handle(
				{ method, path, query, headers, params, version, body, session, instanceUrl: '' },
				context,
			);
		} catch (error) {
			if (!(error instanceof ServiceNowError)) throw error;
			return { status: error.status, body: envelope(error) };
		}
	};
}
