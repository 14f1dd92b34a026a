import type { IExecuteFunctions, INodeType, INodeTypes } from 'n8n-workflow';
import { ServiceNowPlatform } from '../../../nodes/ServiceNowPlatform/ServiceNowPlatform.node.ts';

/** Passes its input on: the start of a workflow, and the end of its error branch. */
const items: INodeType = {
	description: {
		displayName: 'Items',
		name: 'items',
		group: ['transform'],
		version: 1,
		description: 'Passes its input on',
		defaults: { name: 'Items' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute(this: IExecuteFunctions) {
		return [this.getInputData()];
	},
};

const known: Record<string, INodeType> = {
	'test.items': items,
	'n8n-nodes-servicenow.serviceNowPlatform': new ServiceNowPlatform(),
	// The name of the type that n8n makes for agents; here with the ordinary input, so that the engine can run it.
	'n8n-nodes-servicenow.serviceNowPlatformTool': new ServiceNowPlatform(),
};

export const nodeTypes: INodeTypes = {
	getByName: (name) => find(name),
	getByNameAndVersion: (name) => find(name),
	getKnownTypes: () => ({}),
};

/** The same, with one node more. */
export function withNode(name: string, type: INodeType): INodeTypes {
	const find = (wanted: string) => (wanted === name ? type : nodeTypes.getByNameAndVersion(wanted));
	return { ...nodeTypes, getByName: find, getByNameAndVersion: find };
}

function find(name: string): INodeType {
	const type = known[name];
	if (type === undefined) throw new Error(`No node type ${name}`);
	return type;
}
