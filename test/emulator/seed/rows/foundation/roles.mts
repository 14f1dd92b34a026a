/** Roles, and which contain which. */
import { record } from '../../record.mts';
import type { SeedRow } from '../../record.mts';

/** Role → what it is for, and the roles it contains. */
const ROLES: Record<string, { description: string; contains?: string[] }> = {
	admin: { description: 'May do everything; passes every access rule.' },
	itil: {
		description: 'Fulfils incidents, problems, changes and requests.',
		contains: [
			'sn_incident_write',
			'sn_problem_write',
			'sn_change_write',
			'sn_request_write',
			'template_editor',
			'view_changer',
		],
	},
	itil_admin: { description: 'May delete what itil may only write.', contains: ['itil'] },
	sn_incident_read: { description: 'Reads incidents.' },
	sn_incident_write: { description: 'Writes incidents.', contains: ['sn_incident_read'] },
	sn_problem_read: { description: 'Reads problems.' },
	sn_problem_write: { description: 'Writes problems.', contains: ['sn_problem_read'] },
	sn_change_read: { description: 'Reads changes.' },
	sn_change_write: { description: 'Writes changes.', contains: ['sn_change_read'] },
	sn_request_read: { description: 'Reads requests.' },
	sn_request_write: { description: 'Writes requests.', contains: ['sn_request_read'] },
	change_manager: {
		description: 'Runs the change process; may delete changes.',
		contains: ['sn_change_write', 'itil'],
	},
	problem_manager: { description: 'Runs the problem process.', contains: ['sn_problem_write'] },
	approver_user: { description: 'Approves or rejects what is put before them.' },
	catalog: { description: 'Builds catalog items.', contains: ['catalog_item_designer'] },
	catalog_admin: { description: 'Runs the catalog.', contains: ['catalog'] },
	catalog_item_designer: { description: 'Drafts catalog items.' },
	knowledge: { description: 'Writes articles.' },
	knowledge_admin: { description: 'Runs knowledge bases.', contains: ['knowledge', 'knowledge_manager'] },
	knowledge_manager: { description: 'Publishes and retires articles.' },
	asset: { description: 'Keeps assets, contracts and configuration items.', contains: ['model_manager'] },
	model_manager: { description: 'Keeps product models.' },
	user_admin: { description: 'Keeps users, groups, locations and companies.', contains: ['role_delegator'] },
	role_delegator: { description: 'Hands out delegated roles.' },
	email_api_send: { description: 'Sends mail through the Email API.' },
	rest_service: { description: 'Calls REST services.' },
	web_service_admin: { description: 'Builds web services.', contains: ['rest_service', 'import_admin'] },
	snc_basic_auth_api_access: { description: 'Keeps Basic sign-in for APIs once the platform restricts it.' },
	personalize_dictionary: { description: 'Changes tables, columns and choices.' },
	import_admin: { description: 'Runs imports.', contains: ['import_transformer', 'import_set_loader'] },
	import_transformer: { description: 'Transforms import sets.' },
	import_set_loader: { description: 'Loads rows into staging tables.' },
	query_no_domain_table_api: { description: 'Queries across domains.' },
	template_editor: { description: 'Makes templates.' },
	view_changer: { description: 'Switches views.' },
	business_rule_admin: { description: 'Creates, changes and deletes business rules.' },
	personalize_rules: { description: 'Configures rules and scripts.', contains: ['business_rule_admin'] },
	rate_limit_admin: { description: 'Limits how often the APIs may be called.' },
	snc_platform_rest_api_access: { description: 'Calls the APIs whose access rules are switched on.' },
	snc_internal: { description: 'Every internal user.' },
	snc_external: { description: 'Every external user.' },
	auditor_read: { description: 'Reads business records and changes nothing.' },
	employee_self_service: { description: 'Sees only their own records.' },
};

/** Well known on every instance. */
const KNOWN: Record<string, string> = {
	admin: '2831a114c611228501d4ea6c309d626d',
	itil: '282bf1fac6112285017366cb5f867469',
};

const ids = new Map(
	Object.keys(ROLES).map((name) => [name, KNOWN[name] ?? record('sys_user_role', name, {}).row.sys_id ?? '']),
);

export function roleId(name: string): string {
	const found = ids.get(name);
	if (!found) throw new Error(`No role '${name}' in the seed`);
	return found;
}

export const roleRows: SeedRow[] = [
	...Object.entries(ROLES).map(([name, { description }]) =>
		record('sys_user_role', name, {
			sys_id: roleId(name),
			name,
			description,
			elevated_privilege: 'false',
			grantable: 'true',
			can_delegate: 'true',
			requires_subscription: 'false',
		}),
	),
	...Object.entries(ROLES).flatMap(([name, { contains = [] }]) =>
		contains.map((inner) =>
			record('sys_user_role_contains', `${name}>${inner}`, { role: roleId(name), contains: roleId(inner) }),
		),
	),
];
