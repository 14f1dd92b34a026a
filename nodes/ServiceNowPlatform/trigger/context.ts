import type { IHookFunctions, INode, INodeExecutionData, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import { Item, type ParameterContext } from '../properties/item/item';
import { type Connection, openConnection } from '../transport/sending/connection';
import type { CredentialType } from '../transport/signIn/credentials';
import { triggerProperties } from './properties';
import type { Store } from './keeper';

export type TriggerContext = IPollFunctions | IHookFunctions | IWebhookFunctions;

/** Milliseconds after which what is known of the instance is asked for again. */
const LONGEST = 3_600_000;

/** The parameters of a trigger, which has no items. What was found out for them holds for the next polls, too. */
export class TriggerParameters implements ParameterContext {
	private readonly entered: string;

	private readonly since = performance.now();

	private context: TriggerContext;

	constructor(context: TriggerContext) {
		this.context = context;
		this.entered = enteredIn(context);
	}

	/** The same for another context of the same trigger; new ones where it has been changed since. */
	in(context: TriggerContext): TriggerParameters {
		const isSame = this.entered === enteredIn(context) && performance.now() - this.since < LONGEST;
		if (!isSame) return new TriggerParameters(context);
		this.context = context;
		return this;
	}

	item(): Item {
		return new Item(this, 0, triggerProperties);
	}

	getNode(): INode {
		return this.context.getNode();
	}

	getTimezone(): string {
		return this.context.getTimezone();
	}

	getInputData(): INodeExecutionData[] {
		return [];
	}

	getNodeParameter(name: string, _itemIndex: number, fallback: null): unknown {
		return this.context.getNodeParameter(name, fallback);
	}
}

function enteredIn(context: TriggerContext): string {
	const { parameters, credentials } = context.getNode();
	return JSON.stringify([parameters, credentials]);
}

/** @throws InputError when the credential names no usable instance */
export async function connectionOf(context: TriggerContext): Promise<Connection> {
	return await openConnection(context, context.getNodeParameter('authentication') as CredentialType);
}

export function storeOf(context: TriggerContext): Store {
	return {
		node: context.getWorkflowStaticData('node'),
		workflow: context.getWorkflowStaticData('global'),
		nodeId: context.getNode().id,
	};
}
