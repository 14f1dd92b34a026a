import type { Contestant, Task, Way } from '../task.mts';

export const SETTINGS = {
	/** On one machine. */
	near: { label: '0 ms', latency: 0, serviceTime: 0, semaphores: 4 },
	/** As far as a cloud is. */
	far: { label: '40 ms', latency: 40, serviceTime: 0, semaphores: 4 },
	/** The same, and the instance takes its time for each record, four at once. */
	busy: { label: '40 ms, 15 ms of service, 4 at once', latency: 40, serviceTime: 15, semaphores: 4 },
} as const;
export type Setting = keyof typeof SETTINGS;

/** One thing that people do. */
export interface Scenario {
	name: string;
	way: Way;
	items: number;
	table?: string;
	/** Of the file that is moved. */
	megabytes?: number;
	in: readonly Setting[];
	by: readonly Contestant[];
	/** The built-in node takes one request for each item or page: it is measured with this many, and the rest is counted up. */
	builtInItems?: number;
	/** Once is enough for what takes a minute. */
	builtInRounds?: number;
	/** Takes minutes: measured where it is asked for only. */
	isLarge?: boolean;
}

/** Whether the time of so many items says how long all of them would take. */
export const isCountedUp = (scenario: Scenario, contestant: Contestant): boolean =>
	contestant.startsWith('built-in') && (scenario.builtInItems ?? scenario.items) < scenario.items;

export function itemsOf(scenario: Scenario, contestant: Contestant): number {
	return isCountedUp(scenario, contestant) ? (scenario.builtInItems ?? scenario.items) : scenario.items;
}

export type Prepared = Pick<Task, 'records' | 'attachment'>;
