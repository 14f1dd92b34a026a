import { type StockName, stockChain, told } from './stockTables';

/** Columns that people can fill in on every instance, besides those of the form; a class has those of its parents, too. */
const OTHERS: Readonly<Partial<Record<StockName, string>>> = {
	task: `action_status active activity_due additional_assignee_list approval approval_history approval_set assigned_to
		assignment_group business_duration business_service calendar_duration close_notes closed_at closed_by cmdb_ci comments
		comments_and_work_notes company contact_type contract correlation_display correlation_id delivery_plan delivery_task
		description due_date escalation expected_start follow_up group_list impact knowledge location made_sla number opened_at
		opened_by order parent priority rejection_goto route_reason service_offering short_description skills state time_worked
		universal_request upon_approval upon_reject urgency user_input variables watch_list wf_activity work_end work_notes
		work_notes_list work_start`,
	incident: `business_impact business_stc calendar_stc category cause caused_by child_incidents close_code hold_reason
		incident_state notify origin_id origin_table parent_incident problem_id reopened_by reopened_time resolved_at
		resolved_by rfc severity subcategory`,
	problem: `cause_notes confirmed_at confirmed_by duplicate_of first_reported_by_task fix_communicated_at
		fix_communicated_by fix_notes known_error major_problem problem_state related_incidents reopen_count reopened_at
		reopened_by resolution_code resolved_at resolved_by review_outcome rfc subcategory workaround workaround_applied
		workaround_communicated_at workaround_communicated_by`,
	change_request: `backout_plan cab_date cab_delegate cab_recommendation cab_required change_plan chg_model ci_class
		close_code conflict_last_run conflict_status implementation_plan is_bulk justification on_hold on_hold_reason
		on_hold_task outside_maintenance_schedule phase phase_state production_system proposed_change reason requested_by
		requested_by_date review_comments review_date review_status risk_impact_analysis risk_value scope
		std_change_producer_version test_plan type unauthorized`,
	change_task: 'change_task_type close_code created_from on_hold on_hold_reason',
	sc_req_item: `backordered billable configuration_item estimated_delivery flow_context_done order_guide price quantity
		recurring_frequency recurring_price requested_for sc_catalog stage`,
	sc_task: 'request sc_catalog',
	sys_user: `active avatar building calendar_integration city company correlation_id cost_center country date_format
		default_perspective employee_number enable_multifactor_authn failed_attempts federated_id gender home_phone
		internal_integration_user introduction ldap_server location locked_out manager middle_name mobile_phone name
		notification password_needs_reset phone photo preferred_language roles schedule source state street time_format
		time_zone user_password vip web_service_access_only zip`,
	sys_user_group: `active average_daily_fte cost_center default_assignee exclude_manager hourly_rate include_members
		parent points roles source type`,
};

/** What people fill in of a known table, and what they can fill in besides; nothing of another table. */
export function stockColumns(table: string): { usual: string[]; others: string[] } {
	const [usual] = told(table, 'form');
	if (usual === undefined) return { usual: [], others: [] };
	const all = (stockChain(table) ?? [table]).flatMap((name) => OTHERS[name as StockName]?.split(/\s+/) ?? []);
	return { usual, others: [...new Set(all)].filter((element) => !usual.includes(element)).sort() };
}
