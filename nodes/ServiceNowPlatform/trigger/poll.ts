import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { Json } from '../domain/api/json';
import { storeOf } from './context';
import { triggerError } from './failure';
import { type Keeper, keeperOf } from './keeper';
import { readExample, readNew } from './read';

/** Milliseconds of a poll where n8n does not say how long it may take. */
const USUAL_BUDGET = 60_000;
/** The part of it after which no further page is begun. */
const SHARE = 0.8;
/** n8n starts, or has taken over from another one. */
const BY_ITSELF = ['init', 'leadershipChange'];

/** What a poll sees to besides. */
type Chore = (context: IPollFunctions, keeper: Keeper) => Promise<void>;

/** What has happened since the last poll; null where nothing has. */
export async function poll(context: IPollFunctions, tend: Chore): Promise<INodeExecutionData[][] | null> {
	try {
		if (context.getMode() === 'manual') return handedOut([await readExample(context)]);
		return handedOut(await pollOnce(context, tend));
	} catch (error) {
		const failure = triggerError(context.getNode(), error);
		if (!BY_ITSELF.includes(context.getActivationMode())) throw failure;
		// An error would leave the workflow off; the next poll tells it as well.
		context.logger.error(`${context.getNode().name} could not read when n8n started: ${failure.message}`);
		return null;
	}
}

async function pollOnce(context: IPollFunctions, tend: Chore): Promise<Json[]> {
	const keeper = keeperOf(String(context.getWorkflow().id), context.getNode().id);
	if (!keeper.enter()) return [];
	try {
		keeper.polled(storeOf(context));
		if (keeper.isApart && keeper.isUncommitted(storeOf(context))) return [];
		const end = performance.now() + budgetOf(context) * SHARE;
		const changes = await readNew(context, keeper, { via: 'poll', isLate: () => performance.now() > end });
		await tend(context, keeper);
		return changes;
	} finally {
		keeper.leave();
	}
}

/** n8n tells since 2.38. */
function budgetOf(context: IPollFunctions): number {
	const { getPollBudgetMs } = context as { getPollBudgetMs?: () => number };
	return typeof getPollBudgetMs === 'function' ? getPollBudgetMs.call(context) : USUAL_BUDGET;
}

function handedOut(changes: Json[]): INodeExecutionData[][] | null {
	return changes.length === 0 ? null : [changes.map((json) => ({ json }))];
}
