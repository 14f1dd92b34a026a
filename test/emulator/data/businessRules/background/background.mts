import { createOutbound } from '../../../outbound/outbound.mts';
import type { Outbound } from '../../../outbound/outbound.mts';
import { createSandboxes } from '../../../sandbox/sandboxes.mts';
import type { Sandboxes } from '../../../sandbox/sandboxes.mts';
import type { Clock } from '../../../types.mts';
import { createJobs } from './jobs.mts';
import type { Jobs } from './jobs.mts';
import { createTasks } from './tasks.mts';
import type { Tasks } from './tasks.mts';

/** What goes on beside the work of the store. */
export interface Background {
	readonly jobs: Jobs;
	readonly tasks: Tasks;
	readonly sandboxes: Sandboxes;
	readonly outbound: Outbound;
}

export const createBackground = (property: (name: string) => string | undefined, clock: Clock): Background => ({
	jobs: createJobs(property, () => clock.nodes),
	tasks: createTasks(),
	sandboxes: createSandboxes(),
	outbound: createOutbound(),
});

/** Jobs make writes, and writes make jobs. */
export async function settled({ tasks, jobs }: Background): Promise<void> {
	const isQuiet = () => jobs.counts().waiting + jobs.counts().running + tasks.count() === 0;
	while (!isQuiet()) {
		await tasks.settled();
		await jobs.settled();
	}
}

/** Ends what is of no use to whoever comes next. */
export function quieten({ jobs, sandboxes, outbound }: Background): void {
	jobs.clear();
	sandboxes.abandon();
	outbound.close();
}
