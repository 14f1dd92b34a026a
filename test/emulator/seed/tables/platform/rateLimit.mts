/** Rate limits. The columns are recorded from an instance, but for those of the version, the role and the limit. */
import { choice, dateTime, flag, integer, ref, root, tableName, text } from '../../columns.mts';
import type { TableSeed } from '../../../types.mts';

const rule = ref('rate_limit_rule', 'Rate Limit Rule', 'sys_rate_limit_rules');
const user = ref('user', 'User', 'sys_user');

export const rateLimitTables: TableSeed[] = [
	root('sys_rate_limit_rules', 'Rate Limit Rule', [
		text('name', 'Name', 100, { display: true }),
		text('api', 'REST API', 100),
		text('version', 'Version', 10),
		text('api_resource', 'Resource', 255),
		tableName('table', 'Table'),
		choice(
			'type',
			'Apply to',
			[
				['All', 'All users'],
				['Role', 'Users with role'],
				['User', 'Single user'],
			],
			{ default_value: 'All' },
		),
		user,
		ref('role', 'Role', 'sys_user_role'),
		integer('request_limit', 'Request limit per hour'),
		flag('active', 'Active', 'true'),
	]),
	root('sys_rate_limit_count', 'Rate Limit Count', [
		rule,
		user,
		dateTime('count_start', 'Count start'),
		integer('request_count', 'Request count'),
	]),
	root('sys_rate_limit_violations', 'Rate Limit Violation', [rule, user]),
];
