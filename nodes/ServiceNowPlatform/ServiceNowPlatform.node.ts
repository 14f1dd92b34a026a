import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { properties } from './actions/nodeProperties';
import { listedTable, returnedTable } from './actions/resources';
import { route } from './actions/router';
import { methodsFor } from './methods';

export class ServiceNowPlatform implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ServiceNow Platform',
		name: 'serviceNowPlatform',
		icon: { light: 'file:serviceNowPlatform.svg', dark: 'file:serviceNowPlatform.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Work with incidents and every other record of ServiceNow',
		defaults: { name: 'ServiceNow Platform' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
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
		properties,
	};

	methods = methodsFor({ listedTable, returnedTable });

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await route(this)];
	}
}
