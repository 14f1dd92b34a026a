import { incident } from './incident';
import type { Operation, Operations, Resource, StreamingOperation } from './operation';
import { record } from './record';

/** Everything the node can do. */
export const resources: { [Name in keyof Operations]: Resource<Operations[Name]> } = { incident, record };

/** @returns undefined for a name that is none, `__proto__` and the like included */
export function findOperation(resource: string, operation: string): Operation | StreamingOperation | undefined {
	if (!Object.hasOwn(resources, resource)) return undefined;
	const { operations } = resources[resource as keyof Operations];
	return Object.hasOwn(operations, operation) ? operations[operation as keyof typeof operations] : undefined;
}
