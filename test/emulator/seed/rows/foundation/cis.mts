/** Configuration items, their relations, and the rules by which a second report of one is recognised. */
import { at, classed, record, sysId } from '../../record.mts';
import type { SeedRow } from '../../record.mts';
import type { Row } from '../../../types.mts';
import { groupId } from './groups.mts';
import { userId } from './people.mts';
import { placeId } from './places.mts';

type Item = readonly [name: string, table: string, values?: Row];

const KNOWN: Record<string, string> = {
	'lnx-app-01': '3a290cc60a0a0bb400000bdb386af1cf',
	'lnx-app-02': '3a5dd3dbc0a8ce0100655f1ec66ed42c',
	'ora-main-01': '3a307c930a0a0bb400353965d0b8861f',
	'ora-main-02': '3a27d4370a0a0bb4006316812bf45439',
	'mail-01': '281190e3c0a8000b003f593aa3f20ca6',
	'switch-floor-2': '55b35562c0a8010e01cff22378e0aea9',
};

const LINUX: Row = {
	os: 'Linux Red Hat',
	os_version: '9',
	cpu_count: '2',
	cpu_core_count: '8',
	ram: '32768',
	disk_space: '500',
};
const WINDOWS: Row = {
	os: 'Windows 2022 Standard',
	os_version: '21H2',
	cpu_count: '2',
	cpu_core_count: '4',
	ram: '16384',
	disk_space: '250',
};
const LAPTOP: Row = { os: 'Windows 11', cpu_count: '1', cpu_core_count: '8', ram: '16384', disk_space: '512' };

const ITEMS: readonly Item[] = [
	['lnx-app-01', 'cmdb_ci_linux_server', LINUX],
	['lnx-app-02', 'cmdb_ci_linux_server', LINUX],
	['lnx-web-01', 'cmdb_ci_linux_server', LINUX],
	['lnx-web-02', 'cmdb_ci_linux_server', { ...LINUX, used_for: 'Staging', classification: 'Staging' }],
	['win-file-01', 'cmdb_ci_win_server', WINDOWS],
	['win-mail-01', 'cmdb_ci_win_server', WINDOWS],
	['win-sql-01', 'cmdb_ci_win_server', { ...WINDOWS, ram: '65536' }],
	['esx-01', 'cmdb_ci_esx_server', { os: 'ESX', os_version: '8.0', cpu_count: '4', ram: '262144' }],
	['mail-01', 'cmdb_ci_email_server', { version: '15.2', tcp_port: '443' }],
	['ora-main-01', 'cmdb_ci_db_ora_instance', { sid: 'MAIN1', version: '19c', tcp_port: '1521' }],
	['ora-main-02', 'cmdb_ci_db_ora_instance', { sid: 'MAIN2', version: '19c', tcp_port: '1521' }],
	['sql-finance', 'cmdb_ci_db_mssql_instance', { instance_name: 'FINANCE', version: '2022', tcp_port: '1433' }],
	['orders', 'cmdb_ci_database', { type: 'Oracle', version: '19c' }],
	['web-shop', 'cmdb_ci_web_server', { version: '2.4', tcp_port: '8443' }],
	['app-orders', 'cmdb_ci_app_server', { version: '10.1', tcp_port: '8080' }],
	['router-west', 'cmdb_ci_ip_router', { device_type: 'Router', firmware_version: '17.9' }],
	['router-east', 'cmdb_ci_ip_router', { device_type: 'Router', firmware_version: '17.9' }],
	['switch-floor-1', 'cmdb_ci_ip_switch', { device_type: 'Switch', firmware_version: '12.2' }],
	['switch-floor-2', 'cmdb_ci_ip_switch', { device_type: 'Switch', firmware_version: '12.2' }],
	['firewall-edge', 'cmdb_ci_netgear', { device_type: 'Firewall' }],
	['printer-hall', 'cmdb_ci_printer', { print_type: 'Laser', can_print: 'true' }],
	['laptop-osei', 'cmdb_ci_pc_hardware', { ...LAPTOP, assigned_to: userId('nadia.osei') }],
	['laptop-employee', 'cmdb_ci_pc_hardware', { ...LAPTOP, assigned_to: userId('employee') }],
	['laptop-tuter', 'cmdb_ci_pc_hardware', { ...LAPTOP, assigned_to: userId('abel.tuter') }],
	['laptop-retired', 'cmdb_ci_pc_hardware', { ...LAPTOP, install_status: '7', operational_status: '6' }],
	[
		'Email',
		'cmdb_ci_service',
		{ busines_criticality: '1 - most critical', service_classification: 'Business Service' },
	],
	[
		'Web Shop',
		'cmdb_ci_service',
		{ busines_criticality: '1 - most critical', service_classification: 'Business Service' },
	],
	[
		'Finance Reporting',
		'cmdb_ci_service',
		{ busines_criticality: '2 - somewhat critical', service_classification: 'Business Service' },
	],
	[
		'Remote Access',
		'cmdb_ci_service',
		{ busines_criticality: '2 - somewhat critical', service_classification: 'Technical Service' },
	],
	['Email for offices', 'service_offering', {}],
	[
		'Order Management',
		'cmdb_ci_business_app',
		{ application_type: 'Custom', business_criticality: '1 - most critical' },
	],
	['vm-build-07', 'cmdb_ci_vm_instance', { vm_inst_id: 'vm-0007', state: 'on' }],
];

const REL_TYPES: Record<string, string> = {
	'Depends on::Used by': '1a9cb166f1571100a92eb60da2bce5c5',
	'Exchanges data with::Exchanges data with': '607ad1b2c0a8010e01941856b365af90',
	'Runs on::Runs': '60bc4e22c0a8010e01f074cbe6bd73c3',
	'Contains::Contained by': '55c95bf6c0a8010e0118ec7056ebc54d',
	'Owns::Owned by': 'cb5592603751200032ff8c00dfbe5d17',
	'Connects to::Connected by': sysId('cmdb_rel_type', 'Connects to::Connected by'),
	'IP Connection::IP Connection': sysId('cmdb_rel_type', 'IP Connection::IP Connection'),
};

/** Parent, relation, child. */
const RELATIONS = [
	['Email', 'Depends on::Used by', 'mail-01'],
	['mail-01', 'Runs on::Runs', 'win-mail-01'],
	['Web Shop', 'Depends on::Used by', 'web-shop'],
	['Web Shop', 'Depends on::Used by', 'app-orders'],
	['web-shop', 'Runs on::Runs', 'lnx-web-01'],
	['web-shop', 'Runs on::Runs', 'lnx-web-02'],
	['app-orders', 'Runs on::Runs', 'lnx-app-01'],
	['app-orders', 'Depends on::Used by', 'ora-main-01'],
	['lnx-app-01', 'Depends on::Used by', 'ora-main-01'],
	['lnx-app-01', 'Exchanges data with::Exchanges data with', 'lnx-app-02'],
	['ora-main-01', 'Contains::Contained by', 'orders'],
	['Finance Reporting', 'Depends on::Used by', 'sql-finance'],
	['sql-finance', 'Runs on::Runs', 'win-sql-01'],
	['Remote Access', 'Depends on::Used by', 'firewall-edge'],
	['router-west', 'Connects to::Connected by', 'switch-floor-1'],
	['router-west', 'Connects to::Connected by', 'switch-floor-2'],
	['Order Management', 'Depends on::Used by', 'Web Shop'],
	['esx-01', 'Contains::Contained by', 'vm-build-07'],
] as const;

/** Search table ('' = the class itself), criterion attributes, priority. */
const HARDWARE_RULE = [
	['cmdb_serial_number', 'serial_number,serial_number_type', '100'],
	['', 'serial_number', '200'],
	['', 'name', '300'],
	['cmdb_ci_network_adapter', 'ip_address,mac_address', '400'],
] as const;

const names = new Map(ITEMS.map(([name, table]) => [name, KNOWN[name] ?? sysId(table, name)]));

export function ciId(name: string): string {
	const found = names.get(name);
	if (!found) throw new Error(`No configuration item '${name}' in the seed`);
	return found;
}

/** Category and subcategory as the platform fills them from the class. */
function kindOf(table: string): Row {
	if (/server$|pc_hardware$/.test(table)) return { category: 'Hardware', subcategory: 'Computer' };
	if (/router$|switch$|netgear$/.test(table)) return { category: 'Hardware', subcategory: 'Network' };
	return { category: 'Resource', subcategory: /db_|database$/.test(table) ? 'Database' : 'Service' };
}

const HOSTS = /server$|pc_hardware$|router$|switch$|netgear$|printer$/;

function item([name, table, values = {}]: Item, index: number): SeedRow {
	const host: Row = HOSTS.test(table)
		? {
				serial_number: `SN-${String(10_000 + index * 37)}`,
				ip_address: `10.20.${String(1 + (index >> 4))}.${String(10 + index)}`,
				asset_tag: `P${String(1_000 + index)}`,
				manufacturer: placeId('core_company', table.includes('ip_') ? 'Lumen Networks' : 'Kestrel Computers'),
			}
		: {};
	return classed(table, name, {
		sys_id: ciId(name),
		name,
		...kindOf(table),
		install_status: '1',
		operational_status: '1',
		discovery_source: 'ServiceNow',
		first_discovered: at(0),
		last_discovered: at(20, index),
		support_group: groupId(table.includes('ip_') ? 'Network' : 'Hardware'),
		owned_by: userId('fred.luddy'),
		company: placeId('core_company', 'Northwind North America'),
		location: placeId('cmn_location', index % 2 ? 'Data Centre East' : 'Data Centre West'),
		cost_cc: 'USD',
		...host,
		...values,
	});
}

interface Rule {
	name: string;
	applies_to: string;
	entries: ReadonlyArray<readonly [table: string, attributes: string, order: string]>;
	/** Recognised only together with what it runs on. */
	dependent?: boolean;
}

const RULES: readonly Rule[] = [
	{ name: 'Hardware Rule', applies_to: 'cmdb_ci_hardware', entries: HARDWARE_RULE },
	{ name: 'Application Rule', applies_to: 'cmdb_ci_appl', entries: [['', 'name', '100']] },
	{
		name: 'MSFT SQL Instance Rule',
		applies_to: 'cmdb_ci_db_mssql_instance',
		entries: [['', 'instance_name', '100']],
		dependent: true,
	},
	{ name: 'Service Rule', applies_to: 'cmdb_ci_service', entries: [['', 'name', '100']] },
	{ name: 'Configuration Item Rule', applies_to: 'cmdb_ci', entries: [['', 'name', '100']] },
];

function ruleRows({ name, applies_to, entries, dependent = false }: Rule): SeedRow[] {
	const id = sysId('cmdb_identifier', name);
	return [
		record('cmdb_identifier', name, {
			name,
			applies_to,
			description: `Identifies ${applies_to}`,
			active: 'true',
			independent: String(!dependent),
		}),
		...entries.map(([table, attributes, order]) =>
			record('cmdb_identifier_entry', `${name}/${order}`, { identifier: id, table, attributes, order, active: 'true' }),
		),
	];
}

/** Kind, parent class, relation, child class. */
const METADATA = [
	['hosting', 'cmdb_ci_db_mssql_instance', 'Runs on::Runs', 'cmdb_ci_hardware'],
	['hosting', 'cmdb_ci_web_server', 'Runs on::Runs', 'cmdb_ci_hardware'],
	['containment', 'cmdb_ci_computer', 'Owns::Owned by', 'cmdb_ci_network_adapter'],
	['containment', 'cmdb_ci_esx_server', 'Contains::Contained by', 'cmdb_ci_vm_instance'],
	['containment', 'cmdb_ci_db_ora_instance', 'Contains::Contained by', 'cmdb_ci_database'],
] as const;

/** Class, picture, sys_id where the documentation shows one. */
const ICONS: ReadonlyArray<readonly [ci_type: string, picture: string, sys_id?: string]> = [
	['cmdb', 'ci'],
	['cmdb_ci_computer', 'computer', 'c6442dd69fb00200eb3919eb552e7012'],
	['cmdb_ci_server', 'server'],
	['cmdb_ci_netgear', 'network'],
	['cmdb_ci_service', 'service'],
];

/** Needed by the CMDB APIs even where there is no item yet. */
export const cmdbRuleRows: SeedRow[] = [
	...Object.entries(REL_TYPES).map(([name, sys_id]) => {
		const [parent_descriptor = '', child_descriptor = ''] = name.split('::');
		return record('cmdb_rel_type', name, { sys_id, name, parent_descriptor, child_descriptor });
	}),
	...RULES.flatMap(ruleRows),
	record('cmdb_related_entry', 'Hardware Rule/cmdb_print_queue_instance', {
		identifier: sysId('cmdb_identifier', 'Hardware Rule'),
		table: 'cmdb_print_queue_instance',
		attributes: 'name',
		referenced_field: 'installed_on',
		order: '100',
		active: 'true',
	}),
	...METADATA.map(([kind, parent_type, rel_type, child_type]) => {
		const values = { parent_type, child_type, rel_type };
		return record(`cmdb_metadata_${kind}`, `${parent_type} ${rel_type} ${child_type}`, values);
	}),
	...ICONS.map(([ci_type, picture, sys_id]) =>
		record('ngbsm_ci_type_icon', ci_type, {
			ci_type,
			icon_url: `images/app.ngbsm/${picture}.svg`,
			...(sys_id && { sys_id }),
		}),
	),
];

export const ciRows: SeedRow[] = [
	...ITEMS.map(item),
	...RELATIONS.map(([parent, type, child]) =>
		record('cmdb_rel_ci', `${parent} ${type} ${child}`, {
			parent: ciId(parent),
			child: ciId(child),
			type: REL_TYPES[type] ?? '',
			sys_class_name: 'cmdb_rel_ci',
		}),
	),
];
