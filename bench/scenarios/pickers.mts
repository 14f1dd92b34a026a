import type { Way } from '../task.mts';
import type { Scenario } from './scenario.mts';

export const USERS = 20_000;

const opened = (name: string, way: Way, by: Scenario['by'] = ['node']): Scenario => ({
	name: `open ${name}`,
	way,
	items: 1,
	in: ['far'],
	by,
});

/** What the editor fills while a workflow is built. */
export const pickerScenarios: Scenario[] = [
	opened('the table picker', 'tablePicker'),
	opened(`the user picker (${USERS.toLocaleString('en')})`, 'userPicker', ['floor', 'node', 'built-in']),
	opened('the record picker', 'recordPicker'),
	opened('the column picker', 'columnPicker'),
	opened('the create form', 'createForm'),
];
