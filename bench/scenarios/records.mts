import type { Contestant, Way } from '../task.mts';
import type { Scenario } from './scenario.mts';

const ALL: Contestant[] = ['floor', 'node', 'built-in', 'node in n8n', 'built-in in n8n'];
/** In a real n8n the built-in node can be led to one record only. */
const ONE_RECORD: Contestant[] = ['floor', 'node', 'built-in', 'node in n8n'];
const NOT_BUILT_IN: Contestant[] = ['floor', 'node', 'node in n8n'];
const WITHOUT_N8N: Contestant[] = ['floor', 'node'];

const BY: Array<[Way, Contestant[]]> = [
	['create', ALL],
	['get', ONE_RECORD],
	['update', ONE_RECORD],
	['upsert', NOT_BUILT_IN],
	['delete', ONE_RECORD],
];

const SOME = 50;

/** What people do with one record or many, by the number of items. */
export const recordScenarios: Scenario[] = BY.flatMap(([way, by]): Scenario[] => [
	...(way === 'create' || way === 'get' ? [{ name: `${way} 1`, way, items: 1, in: ['far', 'busy'] as const, by }] : []),
	...[10, 100].map((items) => ({ name: `${way} ${items}`, way, items, in: ['far'] as const, by: WITHOUT_N8N })),
	{ name: `${way} 1,000`, way, items: 1_000, in: ['near', 'far'], by, builtInItems: SOME },
	{ name: `${way} 1,000`, way, items: 1_000, in: ['busy'], by: WITHOUT_N8N },
	{ name: `${way} 10,000`, way, items: 10_000, in: ['far'], by: WITHOUT_N8N, isLarge: true },
]);
