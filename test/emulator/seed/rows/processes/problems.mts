/** Fifteen problems with their tasks. */
import { at, sysId } from '../../record.mts';
import type { SeedRow } from '../../record.mts';
import type { Row } from '../../../types.mts';
import { ciId } from '../foundation/cis.mts';
import { groupId } from '../foundation/groups.mts';
import { userId } from '../foundation/people.mts';
import { dayOf, number, pick, priorityOf, task } from './tasks.mts';

/** Short description, category, subcategory, item. */
const SUBJECTS = [
	['Mail server needs a restart every Monday', 'software', 'email', 'mail-01'],
	['Floor switch loses ports under load', 'network', 'ip address', 'switch-floor-2'],
	['Nightly report reads a stale copy', 'database', 'sql server', 'sql-finance'],
	['Laptops of one series overheat', 'hardware', 'cpu', 'laptop-tuter'],
	['Sessions end early on remote access', 'network', 'vpn', 'firewall-edge'],
] as const;

const STATES = ['101', '102', '103', '104', '106', '107'];

/** Shown by the documentation of the Table API. */
const KNOWN: Record<number, string> = { 15: '04ce72c9c0a8016600b5b7f75ac67b5b' };

const numberOf = (n: number): string => (n === 15 ? 'PRB0000050' : number('PRB', n));

export function problemId(n: number): string {
	return KNOWN[n] ?? sysId('problem', numberOf(n));
}

function progress(state: string, n: number): Row {
	if (state === '101') return {};
	const analysed: Row = {
		assigned_to: userId(pick(['david.loo', 'marek.dvorak'], n)),
		confirmed_at: at(dayOf(n) + 1),
	};
	if (state === '102' || state === '103') return analysed;
	const explained: Row = {
		...analysed,
		known_error: 'true',
		cause_notes: '<p>A setting of the last upgrade.</p>',
		workaround: '<p>Restart the service.</p>',
	};
	if (state === '104') return explained;
	const resolved: Row = {
		...explained,
		resolution_code: pick(['fix_applied', 'risk_accepted'], n),
		fix_notes: '<p>Setting corrected.</p>',
		resolved_at: at(dayOf(n) + 9),
		resolved_by: userId('david.loo'),
	};
	return state === '106'
		? resolved
		: { ...resolved, active: 'false', closed_at: at(dayOf(n) + 12), closed_by: userId('david.loo') };
}

function problem(n: number): SeedRow {
	const [short_description, category, subcategory, ci] = pick(SUBJECTS, n - 1);
	const state = pick(STATES, n);
	const impact = 1 + (n % 3);
	return task('problem', {
		sys_id: problemId(n),
		number: numberOf(n),
		short_description,
		description: `${short_description}; seen in several incidents.`,
		category,
		subcategory,
		state,
		problem_state: state,
		impact: String(impact),
		urgency: '2',
		priority: priorityOf(impact, 2),
		known_error: 'false',
		major_problem: String(n === 2),
		assignment_group: groupId('Problem Analyzers'),
		cmdb_ci: ciId(ci),
		opened_at: at(dayOf(n), 90),
		related_incidents: n <= 4 ? '1' : '0',
		reopen_count: '0',
		...progress(state, n),
	});
}

const problemTasks = [1, 2, 3, 4].map((n) =>
	task('problem_task', {
		number: number('PTASK', n),
		short_description: 'Find the root cause',
		problem: problemId(n),
		parent: problemId(n),
		problem_task_type: n % 2 ? 'rca' : 'general',
		state: pick(['151', '152', '154', '157'], n),
		active: String(n !== 3),
		assignment_group: groupId('Problem Analyzers'),
		opened_at: at(dayOf(n) + 1),
	}),
);

export const problemRows: SeedRow[] = [
	...Array.from({ length: 15 }, (_, index) => problem(index + 1)),
	...problemTasks,
];
