/** Tables that every instance has, as far as anything of them is told here. */
export type StockName =
	| 'change_request'
	| 'change_task'
	| 'cmdb_ci'
	| 'cmdb_ci_service'
	| 'cmn_cost_center'
	| 'cmn_department'
	| 'cmn_location'
	| 'conflict'
	| 'core_company'
	| 'incident'
	| 'incident_task'
	| 'problem'
	| 'problem_task'
	| 'sc_cat_item'
	| 'sc_req_item'
	| 'sc_request'
	| 'sc_task'
	| 'service_offering'
	| 'sys_attachment'
	| 'sys_user'
	| 'sys_user_group'
	| 'sys_user_role'
	| 'task';

/** What is the same on every instance, so that nobody has to be asked, and also a user knows who may not read the dictionary. */
export interface StockTable {
	/** What people call one of its records, without an article. */
	noun: string;
	/** Parent class, or '' for none; not told where it depends on the release. What is told of the parent holds for its classes. */
	parent?: StockName | '';
	/** Its name stands for those of all classes below it, too. */
	isBase?: true;
	/** Columns by which people name its records, most telling first. */
	keys?: string[];
	/** Tables that its references lead to, by column. */
	references?: Readonly<Record<string, StockName>>;
	/** The same of its lists of records. */
	lists?: Readonly<Record<string, StockName>>;
	/** Columns that hold dates and times. */
	dates?: string[];
	/** The column that says how the work ended, where it is not close_code. */
	code?: string;
	/** Columns that people fill in for a new record, mandatory ones first. */
	form?: string[];
	/** What people look at first: true or false (`?`), number (`#`), date (`@`), text. */
	telling?: string;
}

const TASK = 'number sys_id short_description description state priority ?active assigned_to assignment_group';

const STOCK_TABLES: Readonly<Partial<Record<StockName, StockTable>>> = {
	task: {
		noun: 'task',
		form: ['short_description', 'description', 'assignment_group', 'assigned_to', 'priority'],
		parent: '',
		isBase: true,
		keys: ['number'],
		references: {
			assigned_to: 'sys_user',
			caller_id: 'sys_user',
			closed_by: 'sys_user',
			opened_by: 'sys_user',
			reopened_by: 'sys_user',
			requested_by: 'sys_user',
			requested_for: 'sys_user',
			resolved_by: 'sys_user',
			assignment_group: 'sys_user_group',
			cmdb_ci: 'cmdb_ci',
			business_service: 'cmdb_ci_service',
			service_offering: 'service_offering',
			location: 'cmn_location',
			company: 'core_company',
			parent: 'task',
			parent_incident: 'incident',
			incident: 'incident',
			problem_id: 'problem',
			problem: 'problem',
			rfc: 'change_request',
			caused_by: 'change_request',
			change_request: 'change_request',
			request: 'sc_request',
			request_item: 'sc_req_item',
			cat_item: 'sc_cat_item',
		},
		lists: {
			watch_list: 'sys_user',
			work_notes_list: 'sys_user',
			additional_assignee_list: 'sys_user',
			group_list: 'sys_user_group',
		},
		dates: ['activity_due', 'due_date', 'expected_start', 'follow_up', 'work_end', 'work_start'],
		telling: `${TASK} sys_class_name opened_by @opened_at @sys_updated_on`,
	},
	incident: {
		noun: 'incident',
		form: ['short_description', 'caller_id', 'category', 'impact', 'urgency', 'assignment_group', 'description'],
		parent: 'task',
		telling: `${TASK} caller_id category @opened_at @sys_updated_on`,
	},
	incident_task: { noun: 'incident task', parent: 'task' },
	problem: {
		noun: 'problem',
		form: ['short_description', 'category', 'impact', 'urgency', 'assignment_group', 'description'],
		parent: 'task',
		code: 'resolution_code',
		telling: `${TASK} opened_by cmdb_ci @opened_at @sys_updated_on`,
	},
	problem_task: { noun: 'problem task', parent: 'task' },
	change_request: {
		noun: 'change request',
		form: [
			'short_description',
			'category',
			'risk',
			'impact',
			'assignment_group',
			'start_date',
			'end_date',
			'description',
		],
		parent: 'task',
		telling: `${TASK} type risk @start_date @end_date`,
	},
	change_task: {
		noun: 'change task',
		form: [
			'change_request',
			'short_description',
			'assignment_group',
			'assigned_to',
			'planned_start_date',
			'planned_end_date',
		],
		parent: 'task',
	},
	sc_request: {
		noun: 'request',
		parent: 'task',
		telling: `${TASK} requested_for request_state @opened_at @sys_updated_on`,
	},
	sc_req_item: {
		noun: 'requested item',
		form: ['request', 'cat_item', 'short_description', 'assignment_group', 'due_date'],
		parent: 'task',
		telling: `${TASK} cat_item stage @opened_at @sys_updated_on`,
	},
	sc_task: {
		noun: 'catalog task',
		form: ['request_item', 'short_description', 'assignment_group', 'assigned_to', 'due_date'],
		parent: 'task',
		telling: `${TASK} request_item @opened_at @due_date @sys_updated_on`,
	},
	sys_user: {
		noun: 'user',
		form: ['user_name', 'first_name', 'last_name', 'email', 'title', 'department'],
		parent: '',
		keys: ['user_name', 'email', 'name'],
		references: {
			manager: 'sys_user',
			department: 'cmn_department',
			location: 'cmn_location',
			company: 'core_company',
			cost_center: 'cmn_cost_center',
		},
		telling: 'sys_id user_name name email title department manager location ?active @last_login_time @sys_updated_on',
	},
	sys_user_group: {
		noun: 'group',
		form: ['name', 'description', 'manager', 'email'],
		parent: '',
		keys: ['name'],
		references: { manager: 'sys_user', parent: 'sys_user_group', cost_center: 'cmn_cost_center' },
		telling: 'sys_id name description manager email ?active parent @sys_updated_on',
	},
	sys_user_role: { noun: 'role', keys: ['name'] },
	sys_attachment: {
		noun: 'attachment',
		parent: '',
		telling: 'sys_id file_name content_type #size_bytes table_name table_sys_id @sys_created_on sys_created_by',
	},
	cmdb_ci: {
		noun: 'configuration item',
		form: ['name', 'serial_number', 'ip_address', 'mac_address', 'fqdn', 'operational_status'],
		isBase: true,
		keys: ['name'],
		telling:
			'sys_id name sys_class_name operational_status install_status ip_address serial_number assigned_to location @sys_updated_on',
	},
	cmn_department: { noun: 'department', keys: ['name'] },
	cmn_location: { noun: 'location', keys: ['name'] },
	conflict: {
		noun: 'conflict',
		telling: 'sys_id type change configuration_item conflicting_change schedule impacted_service @last_checked',
	},
	core_company: { noun: 'company', keys: ['name'] },
};

/** What is told of the table itself. */
export function stockTable(name: string): StockTable | undefined {
	return isStock(name) ? STOCK_TABLES[name] : undefined;
}

/** What people call one of its records. */
export function nounOf(table: string): string {
	return stockTable(table)?.noun ?? `record of ${table}`;
}

/** The table and its parent classes, closest first; undefined where they are not told. */
export function stockChain(table: string): string[] | undefined {
	const parent = stockTable(table)?.parent;
	return parent === undefined ? undefined : [table, ...(stockChain(parent) ?? [])];
}

/** What is told of the table and of its parent classes, closest first. */
export function told<Fact extends keyof StockTable>(table: string, fact: Fact): Array<NonNullable<StockTable[Fact]>> {
	const facts = (stockChain(table) ?? [table]).map((name) => stockTable(name)?.[fact] ?? undefined);
	return facts.filter((value) => value !== undefined);
}

function isStock(name: string): name is StockName {
	return Object.hasOwn(STOCK_TABLES, name);
}
