/** Every API takes API keys here: an administrator has made a policy for each, as the documentation asks for. */
import { record, sysId } from '../../record.mts';
import type { SeedRow } from '../../record.mts';

const PROFILES = { basic: 'Basic Auth', oauth: 'OAuth Token', api_key: 'API Key' } as const;
const APIS = [
	'Table API',
	'Aggregate API',
	'Attachment API',
	'Batch API',
	'Import Set API',
	'Service Catalog API',
	'Change Management API',
	'CMDB Instance API',
	'CMDB Meta API',
	'Identification and Reconciliation API',
	'Knowledge Management API',
	'Email API',
];

const profileRows: SeedRow[] = Object.entries(PROFILES).map(([type, name]) =>
	record('sys_inbound_auth_profile', type, { name, type, active: 'true' }),
);

function policyRows(api: string): SeedRow[] {
	return [
		record('sys_api_access_policy', api, {
			name: `API keys for the ${api}`,
			api,
			active: 'true',
			apply_to_all_methods: 'true',
			apply_to_all_resources: 'true',
			apply_to_all_versions: 'true',
		}),
		...Object.keys(PROFILES).map((type) =>
			record('sys_api_access_policy_profile', `${api}/${type}`, {
				policy: sysId('sys_api_access_policy', api),
				profile: sysId('sys_inbound_auth_profile', type),
			}),
		),
	];
}

export const accessPolicyRows: SeedRow[] = [...profileRows, ...APIS.flatMap(policyRows)];
