/** Dropdowns that several tables share. */
import type { Choices } from '../columns.mts';

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
