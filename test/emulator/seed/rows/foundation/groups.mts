/** Groups, their members and the roles they hand to them. */
import { record, sysId } from '../../record.mts';
import type { SeedRow } from '../../record.mts';
import { userId } from './people.mts';
import { roleId } from './roles.mts';
import { FIELD_STAFF } from './staff.mts';

interface Group {
	name: string;
	description: string;
	manager?: string;
	parent?: string;
	roles?: string[];
	members: string[];
	sys_id?: string;
	active?: 'false';
}

const GROUPS: Group[] = [
	{
		name: 'Service Desk',
		description: 'First contact for everybody',
		manager: 'beth.anglin',
		roles: ['itil'],
		members: ['beth.anglin', 'lena.fischer', 'itil', 'pacific.user', 'david.loo'],
		sys_id: 'd625dccec0a8016700a222a0f7900d06',
	},
	{
		name: 'Network',
		description: 'Switches, routers, wireless, VPN',
		manager: 'david.loo',
		roles: ['itil'],
		members: ['david.loo', 'itil', 'bow.ruggeri'],
		sys_id: '287ebd7da9fe198100f92cc8d1d2154e',
	},
	{
		name: 'Hardware',
		description: 'Desktops, laptops, printers',
		manager: 'beth.anglin',
		roles: ['itil'],
		members: ['lena.fischer', 'pacific.user'],
		sys_id: '8a5055c9c61122780043563ef53438e3',
	},
	{
		name: 'Software',
		description: 'Business applications',
		manager: 'fred.luddy',
		roles: ['itil'],
		members: ['itil', 'fred.luddy'],
		sys_id: '8a4dde73c6112278017a6a4baf547aa7',
	},
	{
		name: 'Database',
		description: 'Database platforms',
		manager: 'marek.dvorak',
		roles: ['itil'],
		members: ['marek.dvorak'],
		sys_id: '287ee6fea9fe198100ada7950d0b1b73',
	},
	{
		name: 'Change Management',
		description: 'Change coordinators',
		manager: 'change.manager',
		members: ['change.manager', 'bow.ruggeri'],
	},
	{
		name: 'CAB Approval',
		description: 'Change advisory board',
		manager: 'change.manager',
		roles: ['approver_user'],
		members: ['change.manager', 'bow.ruggeri', 'fred.luddy', 'david.loo'],
	},
	{
		name: 'Problem Analyzers',
		description: 'Root cause analysis',
		manager: 'david.loo',
		members: ['david.loo', 'marek.dvorak'],
	},
	{
		name: 'Catalog Fulfillment',
		description: 'Delivers what is ordered',
		manager: 'lena.fischer',
		roles: ['itil'],
		members: ['lena.fischer', 'itil'],
	},
	{
		name: 'Knowledge Authors',
		description: 'Writes and reviews articles',
		manager: 'lena.fischer',
		roles: ['knowledge'],
		members: ['lena.fischer', 'beth.anglin'],
	},
	{
		name: 'Field Services',
		description: 'Technicians on the road',
		manager: 'beth.anglin',
		members: FIELD_STAFF.map(({ user_name }) => user_name),
	},
	{
		name: 'Network Operations',
		description: 'Night shift of the network team',
		manager: 'david.loo',
		parent: 'Network',
		members: ['itil'],
	},
	{ name: 'Retired Mainframe Team', description: 'No longer in use', members: [], active: 'false' },
];

const ids = new Map(GROUPS.map(({ name, sys_id }) => [name, sys_id ?? sysId('sys_user_group', name)]));

export function groupId(name: string): string {
	const found = ids.get(name);
	if (!found) throw new Error(`No group '${name}' in the seed`);
	return found;
}

export const groupRows: SeedRow[] = GROUPS.flatMap((group) => [
	record('sys_user_group', group.name, {
		sys_id: groupId(group.name),
		name: group.name,
		description: group.description,
		manager: group.manager ? userId(group.manager) : '',
		parent: group.parent ? groupId(group.parent) : '',
		email: group.name === 'Service Desk' ? 'service.desk@example.com' : '',
		active: group.active ?? 'true',
		exclude_manager: 'false',
		include_members: 'false',
	}),
	...group.members.map((member) =>
		record('sys_user_grmember', `${group.name}/${member}`, { group: groupId(group.name), user: userId(member) }),
	),
	...(group.roles ?? []).map((role) =>
		record('sys_group_has_role', `${group.name}/${role}`, {
			group: groupId(group.name),
			role: roleId(role),
			inherits: 'true',
		}),
	),
]);
