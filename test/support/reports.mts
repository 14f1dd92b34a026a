import { by, mapped } from './instance.mts';

export const dataSource = (value = 'Manual Entry') => ({ __rl: true, mode: 'value', value });
/** Reports one Linux server to the identification engine. */
export const report = (values: Record<string, unknown>, more: Record<string, unknown> = {}) =>
	({
		resource: 'configurationItem',
		operation: 'upsert',
		table: by('name', 'cmdb_ci_linux_server'),
		dataSource: dataSource(),
		fields: mapped(values),
		...more,
	}) as never;
/** Maps every item's input as it is. */
export const reportEach = (more: Record<string, unknown> = {}) =>
	report({}, { fields: { mappingMode: 'autoMapInputData', value: null }, ...more });
