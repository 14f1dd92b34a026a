import { fileScenarios } from './files.mts';
import { listScenarios } from './lists.mts';
import { pickerScenarios } from './pickers.mts';
import { recordScenarios } from './records.mts';
import type { Scenario } from './scenario.mts';

/** All that is measured, in the order of the report. */
export const scenarios: Scenario[] = [
	...recordScenarios,
	...listScenarios,
	...pickerScenarios,
	...fileScenarios,
	{ name: '20 executions at once, each creates 1', way: 'atOnce', items: 20, in: ['far'], by: ['floor', 'node'] },
];
