/** The classes below `cmdb_ci`. */
import { childOf, choice, dateTime, flag, integer, ref, text } from '../../columns.mts';
import type { Choices } from '../../columns.mts';
import type { TableSeed } from '../../../types.mts';

const USED_FOR: Choices = [
	['Production', 'Production'],
	['Pre-production', 'Pre-production'],
	['Staging', 'Staging'],
	['QA', 'QA'],
	['Test', 'Test'],
	['Development', 'Development'],
	['Disaster recovery', 'Disaster recovery'],
];

const CRITICALITY: Choices = [
	['1 - most critical', '1 - most critical'],
	['2 - somewhat critical', '2 - somewhat critical'],
	['3 - less critical', '3 - less critical'],
	['4 - not critical', '4 - not critical'],
];

const hardware = childOf('cmdb_ci')('cmdb_ci_hardware', 'Hardware', [
	choice(
		'hardware_status',
		'Hardware status',
		[
			['installed', 'Installed'],
			['in_stock', 'In Stock'],
			['in_maintenance', 'In Maintenance'],
			['retired', 'Retired'],
		],
		{ default_value: 'installed' },
	),
	text('hardware_substatus', 'Substatus', 40),
	text('default_gateway', 'Default Gateway', 50),
]);

const computer = childOf('cmdb_ci_hardware')('cmdb_ci_computer', 'Computer', [
	text('host_name', 'Host name', 255),
	text('os', 'Operating System', 40),
	text('os_version', 'OS Version', 100),
	text('os_service_pack', 'OS Service Pack', 100),
	text('os_domain', 'OS Domain', 40),
	integer('os_address_width', 'OS Address Width (bits)'),
	integer('cpu_count', 'CPU count'),
	integer('cpu_core_count', 'CPU core count'),
	integer('cpu_core_thread', 'CPU core thread'),
	{ element: 'cpu_speed', label: 'CPU speed (MHz)', type: 'float', max_length: 40 },
	text('cpu_type', 'CPU type', 64),
	text('cpu_name', 'CPU name', 100),
	ref('cpu_manufacturer', 'CPU manufacturer', 'core_company'),
	integer('ram', 'RAM (MB)'),
	{ element: 'disk_space', label: 'Disk space (GB)', type: 'float', max_length: 40 },
	text('chassis_type', 'Chassis type', 40),
	text('form_factor', 'Form factor', 40),
	text('object_id', 'Object ID', 255),
	flag('virtual', 'Is Virtual'),
	flag('cd_rom', 'CD-ROM'),
	text('cd_speed', 'CD speed', 40),
	text('floppy', 'Floppy', 40),
]);

const server = childOf('cmdb_ci_computer')('cmdb_ci_server', 'Server', [
	choice('classification', 'Classification', USED_FOR, { default_value: 'Production' }),
	choice('used_for', 'Used for', USED_FOR, { default_value: 'Production' }),
	choice(
		'firewall_status',
		'Firewall status',
		[
			['Intranet', 'Intranet'],
			['Extranet', 'Extranet'],
			['DMZ', 'DMZ'],
		],
		{
			default_value: 'Intranet',
		},
	),
	text('dr_backup', 'DR backup', 32),
	flag('internet_facing', 'Internet facing', 'true'),
]);

const appl = childOf('cmdb_ci')('cmdb_ci_appl', 'Application', [
	text('version', 'Version', 255),
	text('edition', 'Edition', 255),
	text('tcp_port', 'TCP port(s)', 255),
	text('config_file', 'Configuration file', 255),
	text('config_directory', 'Configuration directory', 255),
	text('install_directory', 'Installation directory', 255),
	integer('pid', 'PID'),
	flag('is_clustered', 'Is clustered'),
	text('running_process_command', 'Running process command', 4000),
	choice('used_for', 'Used for', USED_FOR, { default_value: 'Production' }),
	text('running_process_key_parameters', 'Running process key parameters', 4000),
	text('rp_command_hash', 'Running process command hash', 40),
	text('rp_key_parameters_hash', 'Running process key parameters hash', 40),
]);

const service = childOf('cmdb_ci')('cmdb_ci_service', 'Service', [
	choice('busines_criticality', 'Business criticality', CRITICALITY, { choice: '1' }),
	choice(
		'service_classification',
		'Service classification',
		[
			['Business Service', 'Business Service'],
			['Technical Service', 'Technical Service'],
			['Application Service', 'Application Service'],
		],
		{ choice: '1' },
	),
	choice('used_for', 'Used for', USED_FOR, { default_value: 'Production' }),
	text('number', 'Number', 40),
	text('version', 'Version', 255),
	text('service_status', 'Service status', 40),
	text('price_model', 'Price model', 40),
	ref('service_owner_delegate', 'Service owner delegate', 'sys_user'),
	dateTime('end_date', 'End date'),
	ref('parent', 'Parent', 'cmdb_ci_service'),
]);

/** Name, parent, label, own columns as [element, label]. */
const SIMPLE: ReadonlyArray<readonly [string, string, string, ReadonlyArray<readonly [string, string]>]> = [
	['cmdb_ci_pc_hardware', 'cmdb_ci_computer', 'Personal Computer', []],
	['cmdb_ci_linux_server', 'cmdb_ci_server', 'Linux Server', [['kernel_release', 'Kernel Release']]],
	['cmdb_ci_win_server', 'cmdb_ci_server', 'Windows Server', []],
	['cmdb_ci_unix_server', 'cmdb_ci_server', 'UNIX Server', []],
	['cmdb_ci_esx_server', 'cmdb_ci_server', 'ESX Server', [['correlation', 'Correlation']]],
	[
		'cmdb_ci_vm_instance',
		'cmdb_ci',
		'Virtual Machine Instance',
		[
			['vm_inst_id', 'Instance ID'],
			['state', 'State'],
		],
	],
	[
		'cmdb_ci_netgear',
		'cmdb_ci_hardware',
		'Network Gear',
		[
			['device_type', 'Device type'],
			['firmware_version', 'Firmware version'],
			['snmp_sys_location', 'SNMP location'],
		],
	],
	['cmdb_ci_ip_router', 'cmdb_ci_netgear', 'IP Router', []],
	['cmdb_ci_ip_switch', 'cmdb_ci_netgear', 'IP Switch', []],
	['cmdb_ci_printer', 'cmdb_ci_hardware', 'Printer', [['print_type', 'Print type']]],
	[
		'cmdb_ci_db_instance',
		'cmdb_ci_appl',
		'Database Instance',
		[
			['type', 'Type'],
			['listener_name', 'Listener name'],
		],
	],
	['cmdb_ci_db_ora_instance', 'cmdb_ci_db_instance', 'Oracle Instance', [['sid', 'SID']]],
	['cmdb_ci_app_server', 'cmdb_ci_appl', 'Application Server', []],
	['cmdb_ci_web_server', 'cmdb_ci_appl', 'Web Server', []],
	[
		'cmdb_ci_database',
		'cmdb_ci',
		'Database',
		[
			['type', 'Type'],
			['version', 'Version'],
		],
	],
	[
		'cmdb_ci_business_app',
		'cmdb_ci',
		'Business Application',
		[
			['application_type', 'Application type'],
			['business_criticality', 'Business criticality'],
		],
	],
	['cmdb_ci_email_server', 'cmdb_ci_appl', 'Email Server', []],
	['service_offering', 'cmdb_ci_service', 'Service Offering', [['order_fulfillment', 'Fulfilment']]],
	['cmdb_ci_service_auto', 'cmdb_ci_service', 'Application Service', [['service_type', 'Service type']]],
];

export const cmdbClasses: TableSeed[] = [
	hardware,
	computer,
	server,
	appl,
	service,
	...SIMPLE.map(([name, parent, label, columns]) =>
		childOf(parent)(
			name,
			label,
			columns.map(([element, title]) => text(element, title, 255)),
		),
	),
	childOf('cmdb_ci_db_instance')('cmdb_ci_db_mssql_instance', 'MSFT SQL Instance', [
		text('instance_name', 'Instance name', 255),
		text('engine_edition', 'Engine Edition', 255),
		text('version_name', 'Version name', 255),
		text('service_pack', 'Service pack', 255),
		text('database', 'Database', 255),
		integer('cpu_sockets', 'CPU sockets'),
		integer('cl_port', 'Client port'),
		flag('port_dynamic', 'Dynamic port'),
	]),
	childOf('cmdb_ci')('cmdb_ci_network_adapter', 'Network Adapter', [
		ref('cmdb_ci', 'Configuration Item', 'cmdb_ci'),
		text('netmask', 'Netmask', 40),
		text('alias', 'Alias', 80),
		flag('virtual', 'Virtual'),
	]),
];
