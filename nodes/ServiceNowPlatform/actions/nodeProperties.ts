import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';
import { authentication } from '../properties/authentication';
import type { Resource } from './operation';
import { resources } from './resources';

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);

const resourceSelector: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: Object.entries(resources).map(([value, { option }]) => ({ ...option, value })),
	default: 'incident',
};

/** The operation selector of a resource, and the properties of each of its operations, shown for that operation only. */
function resourceProperties(name: string, resource: Resource<string>): INodeProperties[] {
	const operations = Object.entries(resource.operations);
	const preferred = resource.usual ?? ('get' in resource.operations ? 'get' : (operations[0]?.[0] ?? ''));
	const selector: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [name] } },
		options: operations.map(([value, { option }]) => ({ ...option, value })).sort(byName),
		default: preferred,
	};
	const own = operations.flatMap(([operation, { properties }]) =>
		updateDisplayOptions({ show: { resource: [name], operation: [operation] } }, properties),
	);
	return [selector, ...own];
}

/** All properties of the node. */
export const properties: INodeProperties[] = [
	authentication,
	resourceSelector,
	...Object.entries(resources).flatMap(([name, resource]) => resourceProperties(name, resource)),
];
