/** Sixty incidents in all states, with tasks and the first entries of their journals. */
import { at, record, sysId } from '../../record.mts';
import type { SeedRow } from '../../record.mts';
import type { Row } from '../../../types.mts';
import { ciId } from '../foundation/cis.mts';
import { groupId } from '../foundation/groups.mts';
import { userId } from '../foundation/people.mts';
import { placeId } from '../foundation/places.mts';
import { changeId } from './changes.mts';
import { dayOf, number, pick, priorityOf, task } from './tasks.mts';
import { problemId } from './problems.mts';

const COUNT = 60;

const KNOWN: Record<string, string> = {
	INC0000001: '9c573169c611228700193229fff72400',
	INC0000050: 'ef43c6d40a0a0b5700c77f9bf387afe3',
};

/** Short description, category, subcategory, group, item. */
const SUBJECTS = [
	['Cannot read mail in the browser', 'inquiry', 'email', 'Service Desk', 'mail-01'],
	['VPN drops every few minutes', 'network', 'vpn', 'Network', 'firewall-edge'],
	['Laptop does not start after an update', 'hardware', 'disk', 'Hardware', 'laptop-osei'],
	['Report of last month shows no figures', 'database', 'sql server', 'Database', 'sql-finance'],
	['Printer in the hall prints blank pages', 'hardware', '', 'Hardware', 'printer-hall'],
	['Web shop answers slowly', 'software', '', 'Software', 'web-shop'],
	['Password is not accepted any more', 'inquiry', 'internal application', 'Service Desk', ''],
	['Wireless is weak on the second floor', 'network', 'wireless', 'Network', 'switch-floor-2'],
	['Order cannot be saved', 'software', '', 'Software', 'app-orders'],
	['Mailbox is full', 'inquiry', 'email', 'Service Desk', 'mail-01'],
	['Name of the new server is not found', 'network', 'dns', 'Network', 'lnx-web-02'],
	['Keyboard types the wrong letters', 'hardware', 'keyboard', 'Hardware', 'laptop-employee'],
	['Database runs out of space', 'database', 'oracle', 'Database', 'ora-main-01'],
	['Second screen stays dark', 'hardware', 'monitor', 'Hardware', 'laptop-tuter'],
	['File share is read only', 'software', 'os', 'Software', 'win-file-01'],
] as const;

const CALLERS = [
	'nadia.osei',
	'employee',
	'abel.tuter',
	'hiro.tanaka',
	'priya.raman',
	'sofia.lindqvist',
	'omar.haddad',
	'grace.obi',
	'tom.oreilly',
	'alex.moreau',
];
const ASSIGNEES: Record<string, readonly string[]> = {
	'Service Desk': ['beth.anglin', 'lena.fischer', 'pacific.user'],
	Network: ['david.loo', 'itil'],
	Hardware: ['lena.fischer', 'pacific.user'],
	Software: ['itil', 'fred.luddy'],
	Database: ['marek.dvorak'],
};
const PLACES = ['Boston', 'San Diego', 'London', 'Berlin', 'Tokyo', 'Toronto', 'Sydney'];
const STATES = ['1', '2', '2', '3', '6', '7', '2', '7', '6', '8'];
const HOLD_REASONS = ['1', '5', '3', '4'];
const CLOSE_CODES = ['Solution provided', 'Workaround provided', 'Resolved by caller', 'User error', 'Known error'];

export function incidentId(incident: string): string {
	return KNOWN[incident] ?? sysId('incident', incident);
}

/** What a state brings with it: an assignee, a reason to wait, an end. */
function progress(state: string, n: number, group: string): Row {
	const assigned_to = userId(pick(ASSIGNEES[group] ?? [], n));
	const resolved: Row = {
		assigned_to,
		resolved_at: at(dayOf(n) + 1, n * 7),
		resolved_by: assigned_to,
		close_code: pick(CLOSE_CODES, n),
		close_notes: 'Checked with the caller; it works again.',
		business_stc: String(3600 + n * 60),
		calendar_stc: String(86_400 + n * 60),
	};
	switch (state) {
		case '1':
			return n % 2 ? {} : { assigned_to };
		case '3':
			return { assigned_to, hold_reason: pick(HOLD_REASONS, n) };
		case '6':
			return resolved;
		case '7':
			return { ...resolved, active: 'false', closed_at: at(dayOf(n) + 6), closed_by: userId('admin') };
		case '8':
			return { active: 'false', closed_at: at(dayOf(n) + 1), closed_by: userId('itil') };
		default:
			return { assigned_to };
	}
}

/** A few hang together: with a problem, a change, a parent. */
function relations(n: number): Row {
	if (n % 15 === 5) return { problem_id: problemId(1 + Math.floor(n / 15)) };
	if (n % 20 === 8) return { rfc: changeId(1 + Math.floor(n / 20)) };
	if (n === 16 || n === 31) return { parent_incident: incidentId(number('INC', 1)) };
	if (n === 2) return { watch_list: [userId('employee'), userId('nadia.osei')].join(',') };
	return n === 1 ? { child_incidents: '2' } : {};
}

function incident(n: number): SeedRow {
	const [short_description, category, subcategory, group, ci] = pick(SUBJECTS, n - 1);
	const state = pick(STATES, n);
	const impact = 1 + (n % 3);
	const urgency = 1 + ((n * 7) % 3);
	const id = number('INC', n);
	return task('incident', {
		sys_id: incidentId(id),
		number: id,
		short_description,
		description: `${short_description}. Reported for the ${String(1 + (n % 4))}. time.`,
		category,
		subcategory,
		state,
		incident_state: state,
		impact: String(impact),
		urgency: String(urgency),
		priority: priorityOf(impact, urgency),
		severity: '3',
		notify: '1',
		caller_id: userId(pick(CALLERS, n)),
		opened_by: userId(pick(['beth.anglin', 'itil', 'lena.fischer'], n)),
		opened_at: at(dayOf(n), n * 11),
		sys_updated_on: at(dayOf(n) + 2, n * 13),
		sys_updated_by: 'itil',
		sys_mod_count: String(1 + (n % 9)),
		contact_type: pick(['phone', 'self-service', 'email', 'chat'], n),
		assignment_group: groupId(group),
		location: placeId('cmn_location', pick(PLACES, n)),
		company: placeId('core_company', 'Northwind North America'),
		cmdb_ci: ci ? ciId(ci) : '',
		business_service: category === 'inquiry' ? ciId('Email') : '',
		reopen_count: '0',
		child_incidents: '0',
		...progress(state, n, group),
		...relations(n),
	});
}

function entries(n: number): SeedRow[] {
	const element_id = incidentId(number('INC', n));
	return (
		[
			['comments', 'employee', 'It still happens, mostly in the morning.', 3],
			['work_notes', 'itil', 'Asked for the log of last night.', 4],
		] as const
	).map(([element, sys_created_by, value, hours]) =>
		record('sys_journal_field', `${element_id}/${element}`, {
			name: 'incident',
			element_id,
			element,
			value,
			sys_created_by,
			sys_created_on: at(dayOf(n), n * 11 + hours * 60),
		}),
	);
}

const numbers = Array.from({ length: COUNT }, (_, index) => index + 1);

const taskRows = [2, 6, 12].map((n, index) =>
	task('incident_task', {
		number: number('ITASK', index + 1),
		short_description: 'Collect the log files',
		incident: incidentId(number('INC', n)),
		parent: incidentId(number('INC', n)),
		state: index === 2 ? '3' : '1',
		active: String(index !== 2),
		assignment_group: groupId('Service Desk'),
		opened_at: at(dayOf(n), 240),
	}),
);

export const incidentRows: SeedRow[] = [
	...numbers.map(incident),
	...taskRows,
	...numbers.slice(0, 10).flatMap(entries),
];
