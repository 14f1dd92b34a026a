import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { isTool } from '../domain/tool';

/** Executions are numbered anew by every n8n, and by one whose database was replaced: ids of the one must not meet those of the other. */
const PROCESS = randomUUID();

/**
 * What the attempts of one run of a node have in common, and no other run: n8n's Retry On Fail calls the node once more as the same run
 * of the same execution. Each turn of a loop, each branch that leads into the node, each sub-workflow and each execution that is started
 * again is a run of its own.
 *
 * Undefined for the tool of an AI agent: two calls that are meant and a call that is repeated look alike there.
 */
export function runIdentity(context: IExecuteFunctions): string | undefined {
	const { id, name, ...node } = context.getNode();
	const execution = context.getExecutionId();
	const run: unknown = context.getWorkflowDataProxy(0).$runIndex;
	if (!execution || isTool(node) || typeof run !== 'number') return undefined;
	return JSON.stringify([PROCESS, execution, context.getWorkflow().id, id, name, run]);
}
