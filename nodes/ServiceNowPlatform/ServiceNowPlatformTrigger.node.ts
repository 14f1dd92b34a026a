import {
	type IHttpRequestMethods,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { methodsFor } from './methods';
import { nodeCredentials } from './properties/authentication';
import { ruleHooks, tendBell } from './trigger/bell/hooks';
import { ring } from './trigger/bell/ring';
import { triggerProperties } from './trigger/properties';
import { poll } from './trigger/poll';
import { tableOfEvent } from './trigger/settings';

export class ServiceNowPlatformTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ServiceNow Platform Trigger',
		name: 'serviceNowPlatformTrigger',
		icon: { light: 'file:serviceNowPlatform.svg', dark: 'file:serviceNowPlatform.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"] }}',
		// In the list of nodes it stands for the action node, too.
		description:
			'Incidents, changes, requests and every other table: work with records, or start when one is created, changed, commented on or deleted',
		defaults: { name: 'ServiceNow Platform Trigger' },
		polling: true,
		webhooks: [
			{
				name: 'default',
				// Without a method n8n has no webhook: where ServiceNow does not ring, there is nothing to listen to.
				httpMethod: '={{ $parameter["mode"] === "instant" ? "POST" : "" }}' as IHttpRequestMethods,
				responseMode: 'onReceived',
				path: 'servicenow',
			},
		],
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: nodeCredentials,
		properties: triggerProperties,
	};

	methods = methodsFor({ listedTable: tableOfEvent, returnedTable: tableOfEvent });

	webhookMethods = { default: ruleHooks };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await ring(this);
	}

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this, tendBell);
	}
}
