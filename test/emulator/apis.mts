import type { Route } from './types.mts';

/** The names under which access rules and rate limits know the APIs, by the first word of a route's name. */
const APIS: Readonly<Record<string, string>> = {
	table: 'Table API',
	aggregate: 'Aggregate API',
	attachment: 'Attachment API',
	batch: 'Batch API',
	importSet: 'Import Set API',
	catalog: 'Service Catalog API',
	change: 'Change Management API',
	cmdb: 'CMDB Instance API',
	ire: 'Identification and Reconciliation API',
	knowledge: 'Knowledge Management API',
	email: 'Email API',
};

export const isApi = ({ path }: Route): boolean => path.startsWith('/api/');

/** '' for what is no API: the token endpoint, the pages of the sign-in. */
export function apiOf({ name }: Route): string {
	if (name === 'cmdb.meta.get') return 'CMDB Meta API';
	return APIS[name.split('.')[0] ?? ''] ?? '';
}

/** Whether a rule's `GET /now/table/{tableName}` means this route; what stands in the braces differs from page to page. */
export function isResource(name: string, { method, path }: Route): boolean {
	const own = `${method} ${path.replace(/^\/api/, '').replace(/:\w+/g, '{}')}`;
	return name.replace(/\{[^}]*\}/g, '{}') === own;
}
