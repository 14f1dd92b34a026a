/** What administrators add to the operators of list filters. */
import { file, flag, integer, ref, script, tableName, text } from '../../columns.mts';
import type { TableSeed } from '../../../types.mts';

export const filterTables: TableSeed[] = [
	file('sys_filter_option_dynamic', 'Dynamic Filter Options', [
		text('label', 'Label', 80, { display: true, mandatory: true }),
		script('script', 'Script'),
		ref('field_type', 'Field type', 'sys_glide_object'),
		tableName('table', 'Reference Table'),
		flag('active', 'Active', 'true'),
		flag('available_for_filter', 'Available for filter'),
		flag('available_for_default', 'Available for default'),
		flag('available_for_ref_qual', 'Available for ref qual'),
		integer('order', 'Order', { default_value: '100' }),
		text('roles', 'Roles', 255),
	]),
];
