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
import { nodeCredentials } from './properties/authentication';

/** What is done to what: “Get Many: problem”. The table, where the user chooses one, says more than the resource. */
const SUBTITLE =
	'={{ ({ getAll: "Get Many", upsert: "Create or Update" })[$parameter["operation"]] || $parameter["operation"].charAt(0).toUpperCase() + $parameter["operation"].slice(1).replace(/([A-Z])/g, " $1") }}: {{ (["record", "importSet", "table"].includes($parameter["resource"]) && ($parameter["table"] || {}).value) || $parameter["resource"].replace(/([A-Z])/g, " $1").toLowerCase() }}';

export class ServiceNowPlatform implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ServiceNow Platform',
		name: 'serviceNowPlatform',
		icon: { light: 'file:serviceNowPlatform.svg', dark: 'file:serviceNowPlatform.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: SUBTITLE,
		description: 'Incidents, changes, catalog, CMDB and every other table; sign-ins renew themselves',
		defaults: { name: 'ServiceNow Platform' },
		// n8n 2 would give the node another name when its operation is switched, and loses on the way that its form was empty: all columns
		// of the table would stand in it.
		skipNameGeneration: true,
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: nodeCredentials,
		properties,
	};

	methods = methodsFor({ listedTable, returnedTable });

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await route(this)];
	}
}
