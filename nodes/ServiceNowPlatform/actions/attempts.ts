import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Outcome } from '../domain/api/request';

type ItemOutcome = Outcome<INodeExecutionData[]> | undefined;

/** What items had been done when the run failed, by item. */
type Done = Map<number, INodeExecutionData[]>;

/** Runs that are remembered; n8n repeats one within seconds, so that it is among the last. */
const MOST_RUNS = 50;

const runs = new Map<string, Done>();

/**
 * What an earlier attempt of this run has done, where n8n repeats the node after a failure (Retry On Fail): an item that was done is not
 * done again, whatever it was.
 */
export function doneBefore(run: string | undefined): Done {
	return (run === undefined ? undefined : runs.get(run)) ?? new Map<number, INodeExecutionData[]>();
}

/** Remembers what was done, as long as n8n may repeat the node for what was not. */
export function remember(context: IExecuteFunctions, run: string | undefined, outcomes: ItemOutcome[]): void {
	if (run === undefined || context.getNode().retryOnFail !== true) return;
	runs.delete(run);
	const done: Done = new Map();
	for (const [index, outcome] of outcomes.entries()) if (outcome?.done === true) done.set(index, outcome.result);
	if (done.size === outcomes.length || done.size === 0) return;
	runs.set(run, done);
	for (const [oldest] of runs) {
		if (runs.size <= MOST_RUNS) break;
		runs.delete(oldest);
	}
}
