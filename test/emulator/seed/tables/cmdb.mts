/** Configuration items: the class tree and its relations. */
import {
	child, choice, classColumns, currency, date, dateTime, domainColumns, flag, integer, journal, ref, root, scale, text,
} from '../columns.mts';
import type { Choices } from '../columns.mts';
import { cmdbClasses } from './cmdbClasses.mts';
import type { ColumnSeed, TableSeed } from '../../types.mts';

const INSTALL_STATUS: Choices = [
	['1', 'Installed'],
	['2', 'On Order'],
	['3', 'In Maintenance'],
	['4', 'Pending Install'],
	['5', 'Pending Repair'],
	['6', 'In Stock'],
	['7', 'Retired'],
	['8', 'Stolen'],
	['100', 'Absent'],
];

const OPERATIONAL_STATUS: Choices = [
	['1', 'Operational'],
	['2', 'Non-Operational'],
	['3', 'Repair in Progress'],
	['4', 'DR Standby'],
	['5', 'Ready'],
	['6', 'Retired'],
];

/** The Instance and Identification APIs accept only these as the source of a write. */
const DISCOVERY_SOURCE: Choices = [
	['ServiceNow', 'ServiceNow'],
	['Manual Entry', 'Manual Entry'],
	['ImportSet', 'Import Set'],
	['Service-now', 'Service-now'],
	['SCCM', 'SCCM'],
	['SG-SCCM', 'SG-SCCM'],
	['Tanium', 'Tanium'],
	['Other Automated', 'Other Automated'],
	['Unknown', 'Unknown'],
];

/** What an item has because it is also something that was bought. */
const owned: ColumnSeed[] = [
	text('name', 'Name', 255, { display: true }),
	ref('asset', 'Asset', 'alm_asset'),
	text('asset_tag', 'Asset tag', 100),
	text('serial_number', 'Serial number', 255),
	ref('model_id', 'Model ID', 'cmdb_model'),
	ref('manufacturer', 'Manufacturer', 'core_company'),
	ref('vendor', 'Vendor', 'core_company'),
	ref('company', 'Company', 'core_company'),
	ref('department', 'Department', 'cmn_department'),
	ref('location', 'Location', 'cmn_location'),
	ref('assigned_to', 'Assigned to', 'sys_user'),
	ref('owned_by', 'Owned by', 'sys_user'),
	ref('managed_by', 'Managed by', 'sys_user'),
	ref('cost_center', 'Cost center', 'cmn_cost_center'),
	currency('cost', 'Cost'),
	text('cost_cc', 'Cost currency', 3, { default_value: 'USD' }),
	text('gl_account', 'GL account'),
	text('invoice_number', 'Invoice number'),
	text('po_number', 'PO number'),
	text('lease_id', 'Lease contract'),
	text('justification', 'Justification', 80),
	text('due_in', 'Due in'),
	date('purchase_date', 'Purchased'),
	date('warranty_expiration', 'Warranty expiration'),
	dateTime('order_date', 'Ordered'),
	dateTime('delivery_date', 'Order received'),
	dateTime('install_date', 'Installed'),
	dateTime('assigned', 'Assigned'),
	dateTime('checked_in', 'Checked in'),
	dateTime('checked_out', 'Checked out'),
	dateTime('due', 'Due'),
	scale('install_status', 'Status', INSTALL_STATUS, { default_value: '1' }),
	flag('skip_sync', 'Skip sync', 'false', { read_only: true }),
	flag('unverified', 'Requires verification'),
	text('life_cycle_stage', 'Life Cycle Stage', 40),
	text('life_cycle_stage_status', 'Life Cycle Stage Status', 40),
	{ element: 'sys_class_path', label: 'Sys class path', type: 'sys_class_path', max_length: 255, read_only: true },
];

const item: ColumnSeed[] = [
	text('short_description', 'Description', 1000),
	text('category', 'Category', 40),
	text('subcategory', 'Subcategory', 40),
	journal('comments', 'Comments'),
	text('attributes', 'Attributes', 65000),
	scale('operational_status', 'Operational status', OPERATIONAL_STATUS, { default_value: '1' }),
	choice('discovery_source', 'Discovery source', DISCOVERY_SOURCE, { choice: '1' }),
	dateTime('first_discovered', 'First discovered'),
	dateTime('last_discovered', 'Most recent discovery'),
	text('correlation_id', 'Correlation ID', 512),
	text('dns_domain', 'DNS Domain', 255),
	text('fqdn', 'Fully qualified domain name', 255),
	text('ip_address', 'IP Address', 255),
	text('mac_address', 'MAC Address', 18),
	text('model_number', 'Model number', 255),
	choice('environment', 'Environment', [
		['Production', 'Production'], ['Staging', 'Staging'], ['Test', 'Test'], ['Development', 'Development'],
	], { choice: '1' }),
	ref('assignment_group', 'Change Group', 'sys_user_group'),
	ref('change_control', 'Approval group', 'sys_user_group'),
	ref('support_group', 'Support group', 'sys_user_group'),
	ref('managed_by_group', 'Managed By Group', 'sys_user_group'),
	ref('supported_by', 'Supported by', 'sys_user'),
	ref('business_unit', 'Business Unit', 'cmn_department'),
	ref('duplicate_of', 'Duplicate Of', 'cmdb_ci'),
	ref('schedule', 'Schedule', 'cmn_schedule'),
	ref('maintenance_schedule', 'Maintenance schedule', 'cmn_schedule'),
	flag('attested', 'Attested'),
	ref('attested_by', 'Attested by', 'sys_user'),
	dateTime('attested_date', 'Attested date'),
	integer('attestation_score', 'Attestation score'),
	text('attestation_status', 'Attestation status', 40),
	flag('can_print', 'Can Print'),
	flag('monitor', 'Monitor'),
	integer('fault_count', 'Fault count', { default_value: '0' }),
	dateTime('start_date', 'Start date'),
];

export const cmdbTables: TableSeed[] = [
	root('cmdb', 'Base Configuration Item', [...owned, ...classColumns, ...domainColumns]),
	child('cmdb_ci', 'cmdb', 'Configuration Item', item),
	...cmdbClasses,
	root('cmdb_rel_type', 'CI Relationship Type', [
		text('name', 'Name', 100, { display: true }),
		text('parent_descriptor', 'Parent descriptor', 40),
		text('child_descriptor', 'Child descriptor', 40),
	]),
	root('cmdb_rel_ci', 'CI Relationship', [
		ref('parent', 'Parent', 'cmdb_ci', { mandatory: true }),
		ref('child', 'Child', 'cmdb_ci', { mandatory: true }),
		ref('type', 'Type', 'cmdb_rel_type'),
		choice('connection_strength', 'Connection strength', [['always', 'Always']], { choice: '1' }),
		integer('percent_outage', 'Percent outage'),
		text('port', 'Port', 40),
		...classColumns,
	]),
	root('cmdb_identifier', 'CI Identifier', [
		text('name', 'Name', 100, { display: true }),
		{ element: 'applies_to', label: 'Applies to', type: 'table_name', max_length: 80 },
		text('description', 'Description', 1000),
		flag('active', 'Active', 'true'),
		flag('independent', 'Independent', 'true'),
	]),
	root('cmdb_identifier_entry', 'Identifier Entry', [
		ref('identifier', 'Identifier', 'cmdb_identifier'),
		{ element: 'table', label: 'Search on table', type: 'table_name', max_length: 80 },
		text('attributes', 'Criterion attributes', 1000),
		integer('order', 'Priority'),
		flag('active', 'Active', 'true'),
		flag('allow_null_attribute', 'Allow null attribute'),
	]),
];
