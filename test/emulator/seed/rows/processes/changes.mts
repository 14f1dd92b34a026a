/** Twenty changes of all types and states, with tasks, approvals, affected items; the models they follow. */
import { at, record, sysId } from '../../record.mts';
import type { SeedRow } from '../../record.mts';
import type { Row } from '../../../types.mts';
import { ciId } from '../foundation/cis.mts';
import { groupId } from '../foundation/groups.mts';
import { userId } from '../foundation/people.mts';
import { MODELS, templateVersionId, TEMPLATES } from './changeModels.mts';
import { dayOf, number, pick, priorityOf, task } from './tasks.mts';

const COUNT = 20;

/** Shown by the documentation of the Change API. */
const KNOWN: Record<number, string> = {
	19: '1766f1de47410200e90d87e8dee490f6',
	20: '0f4ac6c4b750230096c3e4f6ee11a9fe',
};
const NUMBERS: Record<number, string> = { 19: 'CHG0000024', 20: 'CHG0033046' };

/** Short description, category, item, group. */
const SUBJECTS = [
	['Move the shop to the new web servers', 'Hardware', 'lnx-web-02', 'Hardware'],
	['Patch the order database', 'Software', 'ora-main-01', 'Database'],
	['Replace the floor switch', 'Network', 'switch-floor-2', 'Network'],
	['Renew the certificate of the mail server', 'System Software', 'mail-01', 'Software'],
	['Add memory to the finance database server', 'Hardware', 'win-sql-01', 'Hardware'],
	['Retire a node of the application cluster', 'Applications Software', 'lnx-app-02', 'Software'],
] as const;

const TYPES = ['normal', 'standard', 'normal', 'emergency'] as const;
const STATES = ['-5', '-4', '-3', '-2', '-1', '0', '3', '4'];
const CLOSED = ['3', '4'];

const numberOf = (n: number): string => NUMBERS[n] ?? number('CHG', n);

export function changeId(n: number): string {
	return KNOWN[n] ?? sysId('change_request', numberOf(n));
}

function typeOf(n: number): (typeof TYPES)[number] {
	return n === 19 ? 'standard' : pick(TYPES, n);
}

function stateOf(n: number): string {
	return n === 19 ? '3' : pick(STATES, n);
}

function approvalOf(state: string): string {
	if (state === '-5') return 'not requested';
	return state === '-4' || state === '-3' ? 'requested' : 'approved';
}

function progress(n: number, state: string): Row {
	const end: Row = { active: 'false', closed_at: at(dayOf(n) + 12), closed_by: userId('change.manager') };
	if (state === '4') return end;
	if (state === '3')
		return {
			...end,
			close_code: 'successful',
			close_notes: 'Done within the window.',
			work_start: at(dayOf(n) + 8),
			work_end: at(dayOf(n) + 8, 45),
		};
	return Number(state) >= -1 ? { work_start: at(dayOf(n) + 8) } : {};
}

function change(n: number): SeedRow {
	const type = typeOf(n);
	const state = stateOf(n);
	const [short_description, category, ci, group] = pick(SUBJECTS, n - 1);
	const template = pick(TEMPLATES, n);
	return task('change_request', {
		sys_id: changeId(n),
		number: numberOf(n),
		short_description: type === 'standard' ? template.name : short_description,
		description: `${short_description}, announced to those concerned.`,
		type,
		chg_model: MODELS[type],
		std_change_producer_version: type === 'standard' ? templateVersionId(template.name) : '',
		category,
		state,
		impact: '3',
		urgency: '3',
		priority: priorityOf(3, 2),
		risk: pick(['4', '3', '2'], n),
		scope: '3',
		phase: 'requested',
		phase_state: 'open',
		ci_class: 'cmdb_ci',
		approval: approvalOf(state),
		conflict_status: pick(['Not Run', 'No Conflict', 'Conflict'], n),
		conflict_last_run: n % 3 ? at(dayOf(n), 60) : '',
		on_hold: 'false',
		cab_required: String(type === 'normal'),
		cab_date: type === 'normal' ? at(dayOf(n) + 5) : '',
		requested_by: userId(pick(['david.loo', 'marek.dvorak', 'itil'], n)),
		assigned_to: userId(pick(['bow.ruggeri', 'itil'], n)),
		assignment_group: groupId(group),
		cmdb_ci: ciId(ci),
		business_service: ciId('Web Shop'),
		start_date: at(dayOf(n) + 8),
		end_date: at(dayOf(n) + 8, 120),
		justification: 'The present state is out of support.',
		implementation_plan: '1. Announce\n2. Back up\n3. Carry out\n4. Check',
		backout_plan: 'Restore the backup.',
		test_plan: 'Sign in, place an order, read a report.',
		opened_at: at(dayOf(n), 30),
		...progress(n, state),
	});
}

function changeTask(n: number, index: number): SeedRow {
	const kind = pick(['planning', 'implementation', 'testing'] as const, index);
	const closed = CLOSED.includes(stateOf(n));
	return task('change_task', {
		...(n === 20 && index === 0 ? { sys_id: '12629ec4b750230096c3e4f6ee11a9d5' } : {}),
		number: number('CTASK', n * 10 + index),
		short_description: { planning: 'Write the plan', implementation: 'Carry it out', testing: 'Check the result' }[
			kind
		],
		change_request: changeId(n),
		parent: changeId(n),
		change_task_type: kind,
		state: closed ? '3' : index === 0 ? '1' : '-5',
		active: String(!closed),
		assignment_group: groupId('Change Management'),
		planned_start_date: at(dayOf(n) + 8),
		planned_end_date: at(dayOf(n) + 8, 60),
		opened_at: at(dayOf(n), 45),
	});
}

function approval(n: number, approver: string): SeedRow {
	return record('sysapproval_approver', `${String(n)}/${approver}`, {
		approver: userId(approver),
		sysapproval: changeId(n),
		source_table: 'change_request',
		document_id: changeId(n),
		state: approvalOf(stateOf(n)),
	});
}

const numbers = Array.from({ length: COUNT }, (_, index) => index + 1);

const affected: SeedRow[] = numbers.map((n) => {
	const ci_item = ciId(pick(SUBJECTS, n - 1)[2]);
	return record('task_ci', `${String(n)}`, {
		task: changeId(n),
		ci_item,
		applied: 'false',
		manual_proposed_change: 'false',
	});
});

const conflictRow = record('conflict', '2', {
	change: changeId(2),
	conflicting_change: changeId(8),
	configuration_item: ciId('ora-main-01'),
	type: 'ci_already_scheduled',
	last_checked: at(dayOf(2), 60),
	sys_class_name: 'conflict',
});

export const changeRows: SeedRow[] = [
	...numbers.map(change),
	...numbers.filter((n) => typeOf(n) !== 'standard').flatMap((n) => [0, 1, 2].map((index) => changeTask(n, index))),
	...numbers
		.filter((n) => approvalOf(stateOf(n)) === 'requested')
		.flatMap((n) => ['change.manager', 'bow.ruggeri'].map((who) => approval(n, who))),
	...affected,
	conflictRow,
];
