/** The accounts of the instance, and everybody's sys_id: the rest of the seed finds people through `userId`. */
import { sysId } from '../../record.mts';
import { FIELD_STAFF, STAFF } from './staff.mts';
import type { Person } from './staff.mts';

/** Accounts to sign in with. Passwords are plain on purpose: this is a demo and listens on this machine only. */
const ACCOUNTS: Person[] = [
	{
		user_name: 'admin',
		first: 'System',
		last: 'Administrator',
		title: 'System Administrator',
		roles: ['admin'],
		password: 'admin-demo',
		sys_id: '6816f79cc0a8016401c5a33be04be441',
		department: 'IT',
		location: 'San Diego',
		extra: { email: 'admin@example.com' },
	},
	{
		user_name: 'system',
		first: 'System',
		last: '',
		roles: ['admin'],
		extra: { name: 'System', email: '', internal_integration_user: 'true' },
	},
	{
		user_name: 'guest',
		first: 'Guest',
		last: '',
		sys_id: '5136503cc611227c0183e96598c4f706',
		extra: { name: 'Guest', email: '' },
	},
	{
		user_name: 'itil',
		first: 'ITIL',
		last: 'User',
		title: 'IT Technician',
		roles: ['itil', 'approver_user'],
		password: 'itil-demo',
		sys_id: '681b365ec0a80164000fb0b05854a0cd',
		department: 'IT',
		location: 'San Diego',
		manager: 'fred.luddy',
	},
	{
		user_name: 'integration.user',
		first: 'Integration',
		last: 'User',
		title: 'Service account of the automation platform',
		password: 'integration-demo',
		roles: [
			'itil',
			'itil_admin',
			'sn_change_read',
			'sn_change_write',
			'catalog',
			'knowledge',
			'asset',
			'email_api_send',
			'rest_service',
			'web_service_admin',
			'import_transformer',
			'personalize_dictionary',
			'snc_basic_auth_api_access',
		],
		extra: { internal_integration_user: 'true', time_zone: 'GMT' },
	},
	{
		user_name: 'employee',
		first: 'Joe',
		last: 'Employee',
		title: 'Account Manager',
		roles: ['employee_self_service'],
		password: 'employee-demo',
		sys_id: '681ccaf9c0a8016400b98a06818d57c7',
		department: 'Sales',
		location: 'Boston',
		manager: 'nadia.osei',
	},
	{
		user_name: 'auditor',
		first: 'Audrey',
		last: 'Torr',
		title: 'Auditor',
		roles: ['auditor_read'],
		password: 'auditor-demo',
		department: 'Finance',
		location: 'London',
	},
	{
		user_name: 'pacific.user',
		first: 'Pacifica',
		last: 'Reyes',
		title: 'Service Desk Agent',
		roles: ['itil'],
		password: 'pacific-demo',
		department: 'IT',
		location: 'Seattle',
		extra: { time_zone: 'US/Pacific', date_format: 'MM-dd-yyyy', time_format: 'hh:mm:ss a' },
	},
	{
		user_name: 'admin.pacific',
		first: 'Walter',
		last: 'West',
		title: 'Platform Administrator',
		roles: ['admin'],
		password: 'admin-pacific-demo',
		department: 'IT',
		location: 'Seattle',
		extra: { time_zone: 'US/Pacific' },
	},
	{
		user_name: 'change.manager',
		first: 'Chandra',
		last: 'Manning',
		title: 'Change Manager',
		roles: ['change_manager', 'approver_user'],
		password: 'change-demo',
		department: 'IT',
		location: 'Berlin',
		extra: { time_zone: 'Europe/Berlin', date_format: 'dd.MM.yyyy', preferred_language: 'de' },
	},
];

/** Accounts whose sign-in the platform refuses, each for a reason of its own. */
const REFUSED: Person[] = [
	{
		user_name: 'password.reset',
		first: 'Renate',
		last: 'Set',
		roles: ['itil'],
		password: 'reset-demo',
		extra: { password_needs_reset: 'true' },
	},
	{
		user_name: 'mfa.user',
		first: 'Mira',
		last: 'Faktor',
		roles: ['itil'],
		password: 'mfa-demo',
		extra: { enable_multifactor_authn: 'true' },
	},
	{
		user_name: 'inactive.user',
		first: 'Ina',
		last: 'Former',
		roles: ['itil'],
		password: 'inactive-demo',
		extra: { active: 'false' },
	},
	{
		user_name: 'locked.user',
		first: 'Lock',
		last: 'Hale',
		roles: ['itil'],
		password: 'locked-demo',
		extra: { locked_out: 'true', failed_attempts: '5' },
	},
];

export const SIGN_IN: readonly Person[] = ACCOUNTS.filter((person) => person.password !== undefined);
export const SIGN_IN_REFUSED: readonly Person[] = REFUSED;
/** Present in an instance without demo data too. */
export const CORE_PEOPLE: readonly Person[] = [...ACCOUNTS, ...REFUSED];
export const DEMO_PEOPLE: readonly Person[] = [...STAFF, ...FIELD_STAFF];

const ids = new Map(
	[...CORE_PEOPLE, ...DEMO_PEOPLE].map(({ user_name, sys_id }) => [user_name, sys_id ?? sysId('sys_user', user_name)]),
);

export function userId(user_name: string): string {
	const found = ids.get(user_name);
	if (!found) throw new Error(`No user '${user_name}' in the seed`);
	return found;
}
