/** The models that changes follow, the templates of standard changes, and the jobs of the Change API. */
import { conditions, file, flag, integer, ref, root, tableName, text } from '../../columns.mts';
import type { TableSeed } from '../../../types.mts';

export const changeModelTables: TableSeed[] = [
	file('chg_model', 'Change Model', [
		text('name', 'Name', 100, { display: true }),
		text('description', 'Description', 4000),
		text('color', 'Color', 40),
		{ element: 'table_name', label: 'Table', type: 'table_name', max_length: 80, default_value: 'change_request' },
		text('state_field', 'State field', 80, { default_value: 'state' }),
		conditions('record_preset', 'Record preset'),
		flag('active', 'Active', 'true'),
		flag('available_in_ui', 'Available in UI', 'true'),
		flag('default_change_model', 'Default change model'),
	]),
	root('std_change_producer_version', 'Standard Change Template Version', [
		text('name', 'Name', 200, { display: true }),
		integer('version', 'Version'),
		ref('std_change_producer', 'Standard change template', 'std_change_record_producer'),
		conditions('std_change_producer_copy', 'Template values'),
		flag('active', 'Active', 'true'),
		integer('closed_change_count', 'Closed changes', { default_value: '0' }),
		integer('unsuccessful_change_count', 'Unsuccessful changes', { default_value: '0' }),
	]),
	root('chg_mgt_worker', 'Change Management Worker', [
		text('type', 'Type', 40, { display: true }),
		integer('state', 'State', { default_value: '1' }),
		text('request', 'Request', 65000),
		text('response', 'Response', 65000),
	]),
	root('sys_execution_tracker', 'Execution Tracker', [
		text('name', 'Name', 100, { display: true }),
		text('source', 'Source', 32),
		tableName('source_table', 'Source table'),
		integer('state', 'State', { default_value: '0' }),
		integer('sequence', 'Sequence'),
		integer('record_count', 'Records checked', { default_value: '0' }),
		text('message', 'Message', 1000),
	]),
	root('task_service_offering', 'Impacted Service Offerings', [
		ref('task', 'Task', 'task'),
		ref('service_offering', 'Service offering', 'service_offering'),
		flag('manually_added', 'Manually added'),
	]),
];
