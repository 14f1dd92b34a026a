/** Dropdowns that several tables share. */
import type { Choices } from '../../columns.mts';

export const IMPACT: Choices = [
	['1', '1 - High'],
	['2', '2 - Medium'],
	['3', '3 - Low'],
];

export const PRIORITY: Choices = [
	['1', '1 - Critical'],
	['2', '2 - High'],
	['3', '3 - Moderate'],
	['4', '4 - Low'],
	['5', '5 - Planning'],
];

export const TASK_STATE: Choices = [
	['-5', 'Pending'],
	['1', 'Open'],
	['2', 'Work in Progress'],
	['3', 'Closed Complete'],
	['4', 'Closed Incomplete'],
	['7', 'Closed Skipped'],
];

export const APPROVAL: Choices = [
	['not requested', 'Not Yet Requested'],
	['requested', 'Requested'],
	['approved', 'Approved'],
	['rejected', 'Rejected'],
	['cancelled', 'Cancelled'],
	['not_required', 'Not Required'],
	['duplicate', 'Duplicate'],
];

export const CONTACT_TYPE: Choices = [
	['chat', 'Chat'],
	['email', 'Email'],
	['monitoring', 'Monitoring'],
	['phone', 'Phone'],
	['self-service', 'Self-service'],
	['virtual_agent', 'Virtual Agent'],
	['walk-in', 'Walk-in'],
];

/** By category. */
export const SUBCATEGORY: Choices = [
	['antivirus', 'Antivirus', 'inquiry'],
	['email', 'Email', 'inquiry'],
	['internal application', 'Internal Application', 'inquiry'],
	['email', 'Email', 'software'],
	['os', 'Operating System', 'software'],
	['cpu', 'CPU', 'hardware'],
	['disk', 'Disk', 'hardware'],
	['keyboard', 'Keyboard', 'hardware'],
	['memory', 'Memory', 'hardware'],
	['monitor', 'Monitor', 'hardware'],
	['mouse', 'Mouse', 'hardware'],
	['dhcp', 'DHCP', 'network'],
	['dns', 'DNS', 'network'],
	['ip address', 'IP Address', 'network'],
	['vpn', 'VPN', 'network'],
	['wireless', 'Wireless', 'network'],
	['db2', 'DB2', 'database'],
	['sql server', 'MS SQL Server', 'database'],
	['oracle', 'Oracle', 'database'],
];

export const FREQUENCY: Choices = [
	['daily', 'Daily'],
	['weekly', 'Weekly'],
	['monthly', 'Monthly'],
	['quarterly', 'Quarterly'],
	['yearly', 'Annually'],
];
