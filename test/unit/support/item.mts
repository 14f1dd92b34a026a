import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { Item } from '../../../nodes/ServiceNowPlatform/properties/item/item.ts';

interface Surroundings {
	timeZone?: string;
	/** The node's type; n8n gives the tool made of a node another one. */
	type?: string;
	/** Declarations of the fields. */
	fields?: INodeProperties[];
}

/** Parameters as the node would have them for its only item, with an input of that item. */
export function parametersOf(
	values: Record<string, unknown>,
	input: IDataObject = {},
	{ timeZone = 'UTC', type = 'n8n-nodes-servicenow.serviceNowPlatform', fields = [] }: Surroundings = {},
): Item {
	const context = {
		getNodeParameter: (name: string, _index: number, fallback?: unknown) =>
			Object.hasOwn(values, name) ? values[name] : fallback,
		getNode: () => ({ type }),
		getInputData: () => [{ json: input }],
		getTimezone: () => timeZone,
	};
	return new Item(context as never, 0, fields);
}
