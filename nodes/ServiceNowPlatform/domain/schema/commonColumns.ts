import type { ColumnShape } from './schema';

/** Columns of words that no table uses as references. */
const WORDS = columns(
	'sys_id name number short_description description comments work_notes correlation_id correlation_display',
);

/** Columns of these tables that are no references: most writes touch only these, and need no look into the dictionary. */
const PLAIN = columns(
	`active approval backout_plan business_impact category cause_notes city close_code close_notes contact_type due_date email
	employee_number escalation first_name fix_notes hold_reason impact implementation_plan incident_state justification last_name
	mobile_phone on_hold_reason phone priority problem_state resolution_code risk risk_impact_analysis severity state street
	subcategory test_plan title urgency user_name user_password workaround zip`,
);

const TASKS = columns(
	`task incident incident_task problem problem_task change_request change_task sc_request sc_req_item sc_task`,
);

/** References of tasks, by the table that they lead to: for users who may not read the dictionary. */
const OF_TASKS: Record<string, string> = {
	sys_user: 'assigned_to caller_id closed_by opened_by reopened_by requested_by requested_for resolved_by',
	sys_user_group: 'assignment_group',
	cmdb_ci: 'cmdb_ci',
	cmdb_ci_service: 'business_service',
	service_offering: 'service_offering',
	cmn_location: 'location',
	core_company: 'company',
	task: 'parent',
	incident: 'parent_incident incident',
	problem: 'problem_id problem',
	change_request: 'rfc caused_by change_request',
	sc_request: 'request',
	sc_req_item: 'request_item',
	sc_cat_item: 'cat_item',
};

const OTHERS: Record<string, Record<string, string>> = {
	sys_user: {
		sys_user: 'manager',
		cmn_department: 'department',
		cmn_location: 'location',
		core_company: 'company',
		cmn_cost_center: 'cost_center',
	},
	sys_user_group: { sys_user: 'manager', sys_user_group: 'parent', cmn_cost_center: 'cost_center' },
};

const LISTS: Record<string, string> = {
	sys_user: 'watch_list work_notes_list additional_assignee_list',
	sys_user_group: 'group_list',
};

/** Whether the column is known to hold no reference. */
export function isPlain(table: string, column: string): boolean {
	return WORDS.has(column) || ((TASKS.has(table) || Object.hasOwn(OTHERS, table)) && PLAIN.has(column));
}

/** What every instance has the column refer to; undefined where that is not known. */
export function commonReference(table: string, column: string): ColumnShape | undefined {
	const isTask = TASKS.has(table);
	const single = isTask ? OF_TASKS : Object.hasOwn(OTHERS, table) ? OTHERS[table] : undefined;
	return shapeIn(single, column, 'reference') ?? (isTask ? shapeIn(LISTS, column, 'glide_list') : undefined);
}

function shapeIn(tables: Record<string, string> = {}, column: string, type: string): ColumnShape | undefined {
	const reference = Object.keys(tables).find((table) => columns(tables[table] ?? '').has(column));
	return reference === undefined ? undefined : { type, reference, key: 'sys_id' };
}

function columns(words: string): Set<string> {
	return new Set(words.split(/\s+/));
}
