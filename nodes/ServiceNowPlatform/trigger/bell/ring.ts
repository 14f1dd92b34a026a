import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { Json } from '../../domain/api/json';
import type { Ring } from '../../domain/changes/bell/signature';
import { triggerError } from '../failure';
import { storeOf } from '../context';
import { type Keeper, keeperOf } from '../keeper';
import { readExample, readNew, readTold } from '../read';
import { factsOf } from './facts';
import { toldDeletion } from '../told';

/** Milliseconds after which a look that a ring began turns no further page. */
const BUDGET = 60_000;

/**
 * Somebody rings: the trigger looks at once, if it lives in this process. What is said is not listened to, so that a ring that is lost,
 * late or made up changes nothing but the time at which changes are found.
 */
export async function ring(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const keeper = keeperOf(String(context.getWorkflow().id), context.getNode().id);
	const response = context.getResponseObject();
	if (!isAdmitted(context, keeper)) {
		response.status(401).end();
		return { noWebhookResponse: true };
	}
	// The instance's worker is free again before anything is read.
	response.status(202).end();
	try {
		const changes = await found(context, keeper);
		const workflowData = changes.length === 0 ? {} : { workflowData: [changes.map((json) => ({ json }))] };
		return { noWebhookResponse: true, ...workflowData };
	} catch (error) {
		// It cannot be told to anybody but the log; the next poll fails in the same way, or finds it.
		const { message } = triggerError(context.getNode(), error);
		context.logger.warn(`${context.getNode().name} was rung, but could not look: ${message}`);
		return { noWebhookResponse: true };
	}
}

function isAdmitted(context: IWebhookFunctions, keeper: Keeper): boolean {
	const headers = context.getHeaderData();
	const ringing: Ring = {
		body: bodyOf(context),
		timestamp: String(headers['x-n8n-timestamp'] ?? ''),
		signature: String(headers['x-n8n-signature'] ?? ''),
	};
	return keeper.doorkeeper.admits(ringing, factsOf(context)?.secret ?? '', keeper.instanceNow);
}

function bodyOf(context: IWebhookFunctions): Buffer {
	const { rawBody } = context.getRequestObject() as { rawBody?: unknown };
	return Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0);
}

async function found(context: IWebhookFunctions, keeper: Keeper): Promise<Json[]> {
	const told = toldDeletion(bodyOf(context).toString('ascii'));
	// It needs nothing that only one process has: whoever hears it hands it out.
	if (told !== undefined) return (await keeper.told.gathers(told)) ? await readTold(context, keeper, 'bell') : [];
	if (context.getMode() === 'manual') return [await readExample(context)];
	if (!(await keeper.answersBell())) return [];
	try {
		if (keeper.isUncommitted(storeOf(context))) return [];
		const end = performance.now() + BUDGET;
		return await readNew(context, keeper, { via: 'bell', isLate: () => performance.now() > end });
	} finally {
		keeper.leave();
	}
}
