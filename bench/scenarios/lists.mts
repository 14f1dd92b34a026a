import type { Contestant } from '../task.mts';
import type { Scenario } from './scenario.mts';

const BY: Contestant[] = ['floor', 'node', 'built-in', 'node in n8n', 'built-in in n8n'];
const WITHOUT_N8N: Contestant[] = ['floor', 'node'];

/** Tables of so many rows; nothing else changes them but what comes and goes in the last two. */
export const TABLES = {
	problem: 1_000,
	change_task: 10_000,
	sc_task: 100_000,
	change_request: 10_000,
	sc_request: 100_000,
} as const;

/** Whole tables: five fields, all fields, in an order. */
export const listScenarios: Scenario[] = [
	{ name: 'list 1,000', way: 'list', items: 1_000, table: 'problem', in: ['far'], by: BY },
	{ name: 'list 10,000', way: 'list', items: 10_000, table: 'change_task', in: ['near', 'far'], by: BY },
	{ name: 'list 10,000', way: 'list', items: 10_000, table: 'change_task', in: ['busy'], by: WITHOUT_N8N },
	{
		name: 'list 10,000, all fields',
		way: 'listAllFields',
		items: 10_000,
		table: 'change_task',
		in: ['far'],
		by: WITHOUT_N8N,
	},
	{ name: 'list 10,000, sorted', way: 'listSorted', items: 10_000, table: 'change_task', in: ['far'], by: WITHOUT_N8N },
	{ name: 'list 100,000', way: 'list', items: 100_000, table: 'sc_task', in: ['far'], by: BY, builtInRounds: 1 },
	{ name: 'list 100,000', way: 'list', items: 100_000, table: 'sc_task', in: ['busy'], by: WITHOUT_N8N },
	...([10_000, 100_000] as const).map(
		(items): Scenario => ({
			name: `list ${items.toLocaleString('en')}, while rows come and go`,
			way: 'listMoving',
			items,
			table: items === 10_000 ? 'change_request' : 'sc_request',
			in: ['far'],
			by: WITHOUT_N8N,
		}),
	),
	{
		name: 'list 1,000,000',
		way: 'list',
		items: 1_000_000,
		table: 'sc_req_item',
		in: ['far'],
		by: WITHOUT_N8N,
		isLarge: true,
	},
];
