/** Which kinds of sign-in an API takes. */
import { choice, flag, ref, root, text } from '../../columns.mts';
import type { TableSeed } from '../../../types.mts';

export const accessPolicyTables: TableSeed[] = [
	root('sys_api_access_policy', 'REST API Access Policy', [
		text('name', 'Name', 100, { display: true }),
		flag('active', 'Active', 'true'),
		text('api', 'REST API', 100),
		text('http_method', 'HTTP Method', 10),
		text('version', 'Version', 10),
		text('resource', 'Resource', 255),
		flag('global', 'Global'),
		flag('apply_to_all_methods', 'Apply to all methods'),
		flag('apply_to_all_resources', 'Apply to all resources'),
		flag('apply_to_all_versions', 'Apply to all versions'),
	]),
	root('sys_inbound_auth_profile', 'Inbound Authentication Profile', [
		text('name', 'Name', 100, { display: true }),
		flag('active', 'Active', 'true'),
		choice('type', 'Type', [
			['basic', 'Basic Auth'],
			['oauth', 'OAuth'],
			['id_token', 'ID Token'],
			['api_key', 'API Key'],
		]),
	]),
	root('sys_api_access_policy_profile', 'Access Policy Profile', [
		ref('policy', 'Policy', 'sys_api_access_policy'),
		ref('profile', 'Profile', 'sys_inbound_auth_profile'),
	]),
];
