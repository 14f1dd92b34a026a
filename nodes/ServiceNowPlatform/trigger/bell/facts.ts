import { randomBytes } from 'node:crypto';
import { isObject } from '../../domain/api/request';
import type { TriggerContext } from '../context';

/** What rule and node share. */
export interface Facts {
	/** Base64; made once for each node. */
	secret: string;
	/** Where n8n listens. */
	url: string;
}

const name = (nodeId: string) => `bell of ${nodeId}`;

/** Undefined where the trigger has not been published as an instant one yet. */
export function factsOf(context: TriggerContext): Facts | undefined {
	const stored = context.getWorkflowStaticData('global')[name(context.getNode().id)];
	if (!isObject(stored) || typeof stored.secret !== 'string' || typeof stored.url !== 'string') return undefined;
	return { url: stored.url, secret: enteredSecret(context) || stored.secret };
}

/** The same with the address of now, and with a new secret where there is none yet. */
export function factsFor(context: TriggerContext, url: string): Facts {
	const secret = factsOf(context)?.secret ?? (enteredSecret(context) || randomBytes(32).toString('base64'));
	const facts: Facts = { secret, url };
	if (JSON.stringify(factsOf(context)) !== JSON.stringify({ url, secret })) {
		context.getWorkflowStaticData('global')[name(context.getNode().id)] = { ...facts };
	}
	return facts;
}

/** Where an administrator pastes the rule, the user chooses the secret. */
function enteredSecret(context: TriggerContext): string {
	const entered = context.getNodeParameter('secret', null) as unknown;
	return typeof entered === 'string' ? entered.trim() : '';
}
