/** Rows by the hundred thousand for any table, the same ones in every run for the same clock. */
import type { Row } from '../../types.mts';
import { quote } from '../database.mts';
import type { Engine } from '../engine.mts';
import { defaultsOf } from '../records/input/defaults.mts';
import { formatNumber, numberingOf, takeNumbers } from '../records/input/numbering.mts';
import { fromMillis } from '../time.mts';
import { incidentFinisher } from './incident.mts';
import { personFinisher } from './person.mts';
import type { Finisher } from './finisher.mts';
import { createRandom, seedOf } from './random.mts';
import type { Random } from './random.mts';
import { makerOf } from './values.mts';
import type { Maker } from './values.mts';

const TWO_YEARS = 2 * 365 * 86_400_000;
const AUTHORS = ['admin', 'itil', 'integration.user', 'employee'];

const SYSTEM = [
	'sys_id',
	'sys_class_name',
	'sys_created_on',
	'sys_created_by',
	'sys_updated_on',
	'sys_updated_by',
	'sys_mod_count',
];
const FILLED = ['number', 'task_effective_number', 'opened_at'];

/** Classes whose columns have to agree with each other. */
const FINISHERS: Readonly<Record<string, Finisher>> = { incident: incidentFinisher, sys_user: personFinisher };

interface Plan {
	table: string;
	makers: Array<readonly [element: string, maker: Maker]>;
	/** Defaults that nothing changes: they stand in the statement, as binding costs more than anything else here. */
	constants: Row;
	/** Defaults that a row may change. */
	defaults: Row;
	/** Every other column that a row may fill: one statement serves them all, the rest stays at ''. */
	columns: string[];
	finisher: Finisher | undefined;
	isTask: boolean;
}

function planOf(engine: Engine, table: string): Plan {
	const columns = [...engine.schema.columns(table).values()];
	const makers = columns.flatMap((column) => {
		const maker = makerOf(engine, table, column);
		return maker ? [[column.element, maker] as const] : [];
	});
	const chain = engine.schema.chain(table);
	const finisher = chain.map((name) => FINISHERS[name]).find(Boolean);
	const made = [...SYSTEM, ...FILLED, ...(finisher?.columns ?? []), ...makers.map(([element]) => element)];
	const names = new Set(made.filter((name) => name === 'sys_class_name' || engine.schema.column(table, name)));
	const defaults = Object.entries(defaultsOf(engine, engine.system, table));
	return {
		table,
		makers,
		constants: Object.fromEntries(defaults.filter(([element]) => !names.has(element))),
		defaults: Object.fromEntries(defaults.filter(([element]) => names.has(element))),
		columns: [...names],
		finisher,
		isTask: chain.includes('task'),
	};
}

function makeRow(plan: Plan, random: Random, now: number, index: number): Row {
	const created = now - Math.floor(random.next() * TWO_YEARS) - 1000;
	const updated = Math.min(now, created + Math.floor(random.next() ** 3 * (now - created)));
	const row: Row = {
		...plan.defaults,
		sys_id: random.sysId(),
		sys_class_name: plan.table,
		sys_created_on: fromMillis(created),
		sys_updated_on: fromMillis(updated),
		sys_created_by: random.pick(AUTHORS) ?? '',
		sys_updated_by: random.pick(AUTHORS) ?? '',
		sys_mod_count: String(random.below(20)),
	};
	for (const [element, maker] of plan.makers) row[element] = maker(random, created);
	if (plan.isTask) row.opened_at = fromMillis(created);
	plan.finisher?.finish({ random, row, created, now, index });
	return row;
}

function statement(root: string, { columns, constants }: Plan): string {
	const names = [...columns, ...Object.keys(constants)].map(quote);
	const literals = Object.values(constants).map((value) => `'${value.replaceAll("'", "''")}'`);
	const values = [...columns.map(() => '?'), ...literals];
	return `INSERT INTO ${quote(root)} (${names.join(', ')}) VALUES (${values.join(', ')})`;
}

export function generate(engine: Engine, table: string, count: number): void {
	if (!engine.schema.exists(table)) throw new Error(`Rows are wanted for the unknown table ${table}`);
	const plan = planOf(engine, table);
	const random = createRandom(seedOf(table));
	const now = engine.clock.now();
	const numbering = engine.schema.column(table, 'number') ? numberingOf(engine, table) : undefined;
	const last = numbering ? takeNumbers(engine, numbering, count) : 0;
	const insert = engine.database.db.prepare(statement(engine.schema.root(table), plan));
	for (let index = 1; index <= count; index += 1) {
		const row = makeRow(plan, random, now, index);
		if (numbering) row.number = formatNumber(numbering, last + index);
		if (plan.isTask) row.task_effective_number = row.number ?? '';
		insert.run(...plan.columns.map((element) => row[element] ?? ''));
	}
}
