/** Two of the views that come out of the box (r_DatabaseViewsInTheBaseSystem.md), with the rows that they join. */
import { at, lasting, record, sysId } from '../../record.mts';
import type { SeedRow } from '../../record.mts';
import { incidentId } from '../processes/incidents.mts';
import { dayOf, number, pick } from '../processes/tasks.mts';

interface Part {
	table: string;
	variable_prefix: string;
	where_clause?: string;
}

function view(name: string, label: string, parts: readonly Part[]): SeedRow[] {
	return [
		record('sys_db_view', name, { name, label, plural: `${label}s` }),
		...parts.map((part, index) =>
			record('sys_db_view_table', `${name}/${part.variable_prefix}`, {
				...part,
				view: sysId('sys_db_view', name),
				order: String((index + 1) * 100),
				left_join: 'false',
				active: 'true',
			}),
		),
	];
}

export const viewRows: SeedRow[] = [
	...view('incident_sla', 'Incident SLA', [
		{ table: 'incident', variable_prefix: 'inc' },
		{ table: 'task_sla', variable_prefix: 'taskslatable', where_clause: 'taskslatable_task=inc_sys_id' },
	]),
	...view('incident_metric', 'Incident Metric', [
		{ table: 'metric_definition', variable_prefix: 'md' },
		{ table: 'metric_instance', variable_prefix: 'mi', where_clause: 'mi_definition=md_sys_id' },
		{ table: 'incident', variable_prefix: 'inc', where_clause: 'mi_id=inc_sys_id' },
	]),
	record('contract_sla', 'response', {
		name: 'Priority 1 response',
		collection: 'incident',
		type: 'SLA',
		target: 'response',
		duration: lasting(60),
		active: 'true',
	}),
	record('contract_sla', 'resolution', {
		name: 'Priority 1 resolution',
		collection: 'incident',
		type: 'SLA',
		target: 'resolution',
		duration: lasting(480),
		active: 'true',
	}),
	record('metric_definition', 'open', {
		name: 'Incident Open',
		table: 'incident',
		field: 'active',
		type: 'script_calculation',
		active: 'true',
	}),
];

/** Of the first twenty incidents; every other one has both promises. */
const numbers = Array.from({ length: 20 }, (_, index) => index + 1);

function promises(n: number): SeedRow[] {
	const targets = n % 2 === 0 ? ['response', 'resolution'] : ['response'];
	return targets.map((target, index) =>
		record('task_sla', `${String(n)}/${target}`, {
			task: incidentId(number('INC', n)),
			sla: sysId('contract_sla', target),
			stage: pick(['completed', 'in_progress', 'breached', 'paused'], n + index),
			has_breached: String((n + index) % 4 === 2),
			active: String((n + index) % 4 !== 0),
			start_time: at(dayOf(n)),
			planned_end_time: at(dayOf(n), 60 + index * 420),
			duration: lasting(20 + n * 3),
			percentage: String(10 + n * 4.5),
			sys_created_on: at(dayOf(n)),
		}),
	);
}

export const promiseRows: SeedRow[] = [
	...numbers.flatMap(promises),
	...numbers.slice(0, 10).map((n) =>
		record('metric_instance', String(n), {
			definition: sysId('metric_definition', 'open'),
			table: 'incident',
			id: incidentId(number('INC', n)),
			field: 'active',
			value: 'true',
			start: at(dayOf(n)),
			duration: lasting(n * 60),
			calculation_complete: 'true',
			sys_created_on: at(dayOf(n)),
		}),
	),
];
