/** Database views, and the tables that the views out of the box are made of beside those of tasks. */
import { choice, dateTime, duration, file, flag, integer, ref, root, script, tableName, text } from '../../columns.mts';
import type { ColumnSeed, TableSeed } from '../../../types.mts';

const clock: ColumnSeed[] = [
	dateTime('start_time', 'Start time'),
	dateTime('end_time', 'Stop time'),
	dateTime('planned_end_time', 'Breach time'),
	duration('duration', 'Actual elapsed time'),
	duration('business_duration', 'Business elapsed time'),
	{ element: 'percentage', label: 'Actual elapsed percentage', type: 'decimal', max_length: 15 },
	{ element: 'business_percentage', label: 'Business elapsed percentage', type: 'decimal', max_length: 15 },
];

export const viewTables: TableSeed[] = [
	file('sys_db_view', 'Database View', [
		text('name', 'Name', 80, { display: true, mandatory: true, unique: true }),
		text('label', 'Label', 80),
		text('plural', 'Plural', 80),
		text('description', 'Description', 4000),
	]),
	file('sys_db_view_table', 'View Table', [
		ref('view', 'View', 'sys_db_view', { cascade: 'delete' }),
		tableName('table', 'Table', { display: true }),
		text('variable_prefix', 'Variable prefix', 40, { mandatory: true }),
		text('where_clause', 'Where clause', 4000),
		flag('left_join', 'Left join'),
		integer('order', 'Order', { default_value: '100' }),
		flag('active', 'Active', 'true'),
	]),
	file('sys_db_view_table_field', 'View Field', [
		ref('view_table', 'View table', 'sys_db_view_table', { cascade: 'delete' }),
		text('field', 'Field', 80, { display: true }),
	]),
	root('contract_sla', 'SLA Definition', [
		text('name', 'Name', 100, { display: true }),
		tableName('collection', 'Table'),
		choice('type', 'Type', [
			['SLA', 'SLA'],
			['OLA', 'OLA'],
			['Underpinning contract', 'Underpinning contract'],
		]),
		choice('target', 'Target', [
			['response', 'Response'],
			['resolution', 'Resolution'],
		]),
		duration('duration', 'Duration'),
		flag('active', 'Active', 'true'),
	]),
	root('task_sla', 'Task SLA', [
		ref('task', 'Task', 'task', { cascade: 'delete' }),
		ref('sla', 'SLA definition', 'contract_sla'),
		choice('stage', 'Stage', [
			['in_progress', 'In progress'],
			['paused', 'Paused'],
			['completed', 'Completed'],
			['cancelled', 'Cancelled'],
			['breached', 'Breached'],
		]),
		flag('has_breached', 'Has breached'),
		flag('active', 'Active', 'true'),
		...clock,
	]),
	root('metric_definition', 'Metric Definition', [
		text('name', 'Name', 100, { display: true }),
		tableName('table', 'Table'),
		text('field', 'Field', 80),
		choice('type', 'Type', [
			['field_value_duration', 'Field value duration'],
			['script_calculation', 'Script calculation'],
		]),
		script('script', 'Script'),
		flag('active', 'Active', 'true'),
	]),
	root('metric_instance', 'Metric Instance', [
		ref('definition', 'Definition', 'metric_definition'),
		tableName('table', 'Table'),
		{ element: 'id', label: 'ID', type: 'document_id', max_length: 32, dependent: 'table' },
		text('field', 'Field', 80),
		text('field_value', 'Field value', 255),
		text('value', 'Value', 255, { display: true }),
		dateTime('start', 'Start'),
		dateTime('end', 'End'),
		duration('duration', 'Duration'),
		flag('calculation_complete', 'Calculation complete'),
	]),
];
