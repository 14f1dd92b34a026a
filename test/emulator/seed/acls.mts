/** Who may do what. Coarser than the platform's thousands of rules, with the same outcome for the seeded users. */
import type { AclSeed } from '../types.mts';

type Operation = AclSeed['operation'];

const READERS = ['itil', 'auditor_read', 'asset', 'catalog', 'knowledge', 'change_manager', 'user_admin'];
const WRITE: Operation[] = ['create', 'write'];
const CHANGE: Operation[] = ['create', 'write', 'delete'];
const EVERY: Operation[] = ['read', 'create', 'write', 'delete'];
const ANYONE: string[] = [];

const ME = 'javascript:gs.getUserID()';

function rules(operations: Operation[], roles: string[], ...tables: string[]): AclSeed[] {
	return tables.flatMap((table) => operations.map((operation) => ({ table, operation, roles })));
}

/** `*` stands for all columns that no rule names. */
function columns(operations: Operation[], roles: string[], table: string, ...elements: string[]): AclSeed[] {
	return elements.flatMap((element) => operations.map((operation) => ({ table, element, operation, roles })));
}

/** Rows that belong to the caller are open to everybody who is signed in. */
function own(operations: Operation[], condition: string, ...tables: string[]): AclSeed[] {
	return rules(operations, ANYONE, ...tables).map((rule) => ({ ...rule, condition }));
}

const ADMIN_ONLY = [
	'oauth_entity',
	'oauth_credential',
	'oauth_jwt',
	'jwt_verifier_map',
	'api_key',
	'sys_properties',
	'sys_security_acl',
	'syslog',
	'sys_journal_field',
	'sys_audit',
	'sys_audit_delete',
	'sys_outbound_http_log',
	'sys_api_access_policy',
	'sys_inbound_auth_profile',
];

/** What a picker needs to describe tables and columns; ordinary employees are kept out. */
const METADATA = [
	'sys_db_object',
	'sys_glide_object',
	'sys_dictionary',
	'sys_dictionary_override',
	'sys_choice',
	'sys_documentation',
	'sys_number',
];

const platform: AclSeed[] = [
	...rules(['read'], READERS, '*'),
	...rules(CHANGE, ['admin'], '*'),
	...rules(EVERY, ['admin'], ...ADMIN_ONLY),
	...rules(EVERY, ['rate_limit_admin'], 'sys_rate_limit_rules', 'sys_rate_limit_count', 'sys_rate_limit_violations'),
	// Rules are for their own administrators; the role contains no other, and is enough (documented).
	...rules(EVERY, ['business_rule_admin'], 'sys_script'),
	...rules(['read'], ['itil', 'personalize_dictionary'], ...METADATA),
	...rules(CHANGE, ['personalize_dictionary'], ...METADATA),
	// Whoever may see a record may see its files: the record's own rules decide.
	...rules(EVERY, ANYONE, 'sys_attachment', 'sys_attachment_attribute'),
	...rules(['create'], ['email_api_send'], 'sys_email'),
	...rules(EVERY, ANYONE, 'label', 'label_entry'),
	...rules(CHANGE, ['import_transformer', 'import_set_loader'], 'sys_import_set', 'sys_import_set_row'),
];

const people: AclSeed[] = [
	...rules(['read'], ANYONE, 'sys_user', 'sys_user_group', 'cmn_location', 'cmn_department', 'core_company'),
	...rules(CHANGE, ['user_admin'], 'sys_user', 'sys_user_group', 'sys_user_grmember', 'cmn_location', 'core_company'),
	...rules(CHANGE, ['user_admin'], 'cmn_department', 'cmn_cost_center'),
	{ table: 'sys_user', element: 'user_password', operation: 'read', roles: ['admin'] },
	{ table: 'sys_user', element: 'failed_attempts', operation: 'read', roles: ['admin'] },
	{ table: 'sys_user', element: 'roles', operation: 'write', roles: ['admin'] },
];

const FULFILLERS = ['itil', 'sn_incident_write', 'sn_problem_write', 'sn_change_write', 'sn_request_write'];

/** Whoever reports an incident says what is wrong and answers questions; how it is dealt with is for those who work on it. */
const CALLERS_WORDS = [
	'caller_id',
	'short_description',
	'description',
	'category',
	'subcategory',
	'urgency',
	'location',
	'company',
	'cmdb_ci',
	'business_service',
	'contact_type',
	'watch_list',
	'comments',
];

const tasks: AclSeed[] = [
	...rules(WRITE, ['itil'], 'task', 'task_ci', 'task_cmdb_ci_service'),
	...rules(['delete'], ['admin'], 'task'),
	...rules(['delete'], ['itil'], 'task_ci', 'task_cmdb_ci_service'),
	...columns(['read', 'write'], FULFILLERS, 'task', 'work_notes', 'comments_and_work_notes'),
	...rules(['create'], ['itil'], 'sysapproval_approver'),
	...rules(['write'], ['itil'], 'sysapproval_approver'),
	...own(['read', 'write'], `approver=${ME}`, 'sysapproval_approver'),
	...rules(['read'], READERS, 'sysapproval_approver'),

	...rules(['read'], ['sn_incident_read', ...READERS], 'incident'),
	...own(['read'], `caller_id=${ME}^ORopened_by=${ME}^ORwatch_listLIKE${ME}`, 'incident'),
	...own(['write'], `caller_id=${ME}^ORopened_by=${ME}`, 'incident'),
	...rules(['create'], ANYONE, 'incident'),
	...rules(['write'], ['sn_incident_write'], 'incident'),
	...columns(['write'], ['sn_incident_write'], 'incident', '*'),
	...columns(['write'], ANYONE, 'incident', ...CALLERS_WORDS),
	// Out of the box those who work on incidents cannot delete them.
	...rules(['delete'], ['itil_admin'], 'incident', 'incident_task', 'problem', 'problem_task', 'u_vendor_ticket'),
	{ table: 'incident', element: 'business_impact', operation: 'write', roles: ['itil_admin'] },

	...rules(['read'], ['sn_change_read', ...READERS], 'change_request', 'change_task', 'chg_model', 'conflict'),
	...rules(['read'], ['sn_change_read', ...READERS], 'std_change_producer_version', 'chg_mgt_worker'),
	...rules(WRITE, ['sn_change_write'], 'change_request', 'change_task', 'conflict'),
	...rules(['delete'], ['change_manager', 'itil_admin'], 'change_request', 'change_task'),
	...rules(['delete'], ['sn_change_write'], 'conflict'),
];

const SHOP = [
	'sc_catalog',
	'sc_category',
	'sc_cat_item',
	'item_option_new',
	'question_choice',
	'sc_cat_item_category',
	'sc_cat_item_catalog',
	'item_option_new_set',
	'io_set_item',
];

const catalog: AclSeed[] = [
	...rules(['read'], ANYONE, ...SHOP),
	...rules(CHANGE, ['catalog'], ...SHOP),
	...rules(['create'], ANYONE, 'sc_cart', 'sc_cart_item', 'sc_item_option', 'sc_item_option_mtom'),
	...own(['read', 'write', 'delete'], `user=${ME}`, 'sc_cart'),
	...own(['read', 'write', 'delete'], `cart.user=${ME}`, 'sc_cart_item'),
	...own(['read'], `requested_for=${ME}^ORopened_by=${ME}`, 'sc_request', 'sc_req_item'),
	...rules(['read'], READERS, 'sc_request', 'sc_req_item', 'sc_cart', 'sc_cart_item'),
	// Answers may be corrected by those who work on what was ordered.
	...rules(['write'], ['itil'], 'sc_item_option'),
];

const rest: AclSeed[] = [
	...rules(WRITE, ['itil', 'asset'], 'cmdb'),
	...rules(['delete'], ['asset', 'itil_admin'], 'cmdb'),
	...rules(CHANGE, ['itil', 'asset'], 'cmdb_rel_ci'),
	...rules(CHANGE, ['asset'], 'alm_asset', 'ast_contract', 'cmdb_model', 'cmdb_serial_number'),

	...own(['read'], 'workflow_state=published', 'kb_knowledge'),
	...rules(['read'], READERS, 'kb_knowledge'),
	...rules(['read'], ANYONE, 'kb_knowledge_base', 'kb_category'),
	...rules(WRITE, ['knowledge'], 'kb_knowledge'),
	...rules(['delete'], ['knowledge_manager'], 'kb_knowledge'),

	...rules(CHANGE, ['itil'], 'u_equipment'),
	{ table: 'u_equipment', element: 'u_cost', operation: 'read', roles: ['asset'] },
	{ table: 'u_equipment', element: 'u_pin', operation: 'read', roles: ['asset'] },
];

export const acls: AclSeed[] = [...platform, ...people, ...tasks, ...catalog, ...rest];
