import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { methodsFor } from './methods';
import { fields } from './trigger/fields';
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
		description: 'Starts a workflow when records of ServiceNow are created, changed, commented on or deleted',
		defaults: { name: 'ServiceNow Platform Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'serviceNowPlatformOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['serviceNowPlatformOAuth2Api'] } },
			},
			{
				name: 'serviceNowPlatformServiceOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['serviceNowPlatformServiceOAuth2Api'] } },
			},
			{
				name: 'serviceNowPlatformApi',
				required: true,
				displayOptions: { show: { authentication: ['serviceNowPlatformApi'] } },
			},
		],
		properties: fields,
	};

	methods = methodsFor(tableOfEvent);

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
