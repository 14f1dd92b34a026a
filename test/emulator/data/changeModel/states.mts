/** The state machine of each process: which moves there are and what has to be true for them. */
import type { Row } from '../../types.mts';
import type { Process, Rows } from './models.mts';

export const STATE = {
	new: '-5',
	assess: '-4',
	authorize: '-3',
	scheduled: '-2',
	implement: '-1',
	review: '0',
	closed: '3',
	canceled: '4',
} as const;

export interface Transition {
	from: string;
	to: string;
	/** The platform makes the move itself as soon as the conditions hold. */
	automatic: boolean;
	conditions: readonly ConditionName[];
}

export type ConditionName = keyof typeof CONDITIONS;
type Condition = (rows: Rows, change: Row) => boolean;

export function pendingApprovals(rows: Rows, change: Row): Row[] {
	return rows.find('sysapproval_approver', { sysapproval: change.sys_id ?? '', state: 'requested' });
}

export function activeTasks(rows: Rows, change: Row): Row[] {
	return rows.find('change_task', { change_request: change.sys_id ?? '', active: 'true' });
}

const CONDITIONS = {
	'Not On hold': (_rows, change) => change.on_hold !== 'true',
	'No pending approvals': (rows, change) => pendingApprovals(rows, change).length === 0,
	'No active Change Tasks': (rows, change) => activeTasks(rows, change).length === 0,
	'Close code and close notes given': (_rows, change) => Boolean(change.close_code && change.close_notes),
} satisfies Record<string, Condition>;

export const passes = (name: ConditionName, rows: Rows, change: Row): boolean => CONDITIONS[name](rows, change);

const manual = (from: string, to: string, ...conditions: ConditionName[]): Transition => ({
	from,
	to,
	automatic: false,
	conditions: ['Not On hold', ...conditions],
});
const automatic = (from: string, to: string, ...conditions: ConditionName[]): Transition => ({
	from,
	to,
	automatic: true,
	conditions,
});

const { assess, authorize, scheduled, implement, review, closed, canceled } = STATE;

/** From Scheduled on all processes are the same. */
const execution: Transition[] = [
	manual(scheduled, implement),
	automatic(implement, review, 'Not On hold', 'No active Change Tasks'),
	manual(implement, review),
	manual(review, closed, 'Close code and close notes given'),
];

const cancellation: Transition[] = [STATE.new, assess, authorize, scheduled, implement].map((from) => ({
	from,
	to: canceled,
	automatic: false,
	conditions: [],
}));

const approved = automatic(authorize, scheduled, 'No pending approvals');

const PROCESS: Record<Process, Transition[]> = {
	normal: [manual(STATE.new, assess), automatic(assess, authorize, 'No pending approvals'), approved],
	standard: [manual(STATE.new, scheduled)],
	emergency: [manual(STATE.new, authorize), approved],
};

/** Ways out of a state. A state that the process does not know leads nowhere. */
export function transitionsFrom(process: Process, state: string): Transition[] {
	return [...PROCESS[process], ...execution, ...cancellation].filter(({ from }) => from === state);
}

export function isAvailable(rows: Rows, change: Row, { conditions }: Transition): boolean {
	return conditions.every((name) => passes(name, rows, change));
}
