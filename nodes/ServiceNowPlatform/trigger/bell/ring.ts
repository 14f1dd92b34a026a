import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { Ring } from '../../domain/changes/bell/signature';
import { triggerError } from '../failure';
import { type Keeper, keeperOf } from '../keeper';
import { readExample, readNew } from '../read';
import { factsOf } from './facts';

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
		return { noWebhookResponse: true, ...(await found(context, keeper)) };
	} catch (error) {
		// It cannot be told to anybody but the log; the next poll fails in the same way, or finds it.
		const { message } = triggerError(context.getNode(), error);
		context.logger.warn(`${context.getNode().name} was rung, but could not look: ${message}`);
		return { noWebhookResponse: true };
	}
}

function isAdmitted(context: IWebhookFunctions, keeper: Keeper): boolean {
	const headers = context.getHeaderData();
	const { rawBody } = context.getRequestObject() as { rawBody?: unknown };
	const ringing: Ring = {
		body: Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0),
		timestamp: String(headers['x-n8n-timestamp'] ?? ''),
		signature: String(headers['x-n8n-signature'] ?? ''),
	};
	return keeper.doorkeeper.admits(ringing, factsOf(context)?.secret ?? '', keeper.instanceNow);
}

async function found(context: IWebhookFunctions, keeper: Keeper): Promise<{ workflowData?: INodeExecutionData[][] }> {
	if (context.getMode() === 'manual') return { workflowData: [[{ json: await readExample(context) }]] };
	if (!(await keeper.answersBell())) return {};
	try {
		const end = performance.now() + BUDGET;
		const changes = await readNew(context, keeper, { via: 'bell', isLate: () => performance.now() > end });
		return changes.length === 0 ? {} : { workflowData: [changes.map((json) => ({ json }))] };
	} finally {
		keeper.leave();
	}
}
