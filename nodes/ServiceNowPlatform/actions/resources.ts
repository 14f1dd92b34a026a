import type { Item } from '../properties/item/item';
import { apiRequest } from './apiRequest';
import { attachment } from './attachment';
import { catalog } from './catalog';
import { catalogTask } from './catalogTask';
import { changeRequest } from './changeRequest';
import { changeTask } from './changeTask';
import { comment } from './comment';
import { configurationItem } from './configurationItem';
import { email } from './email';
import { group } from './group';
import { importSet } from './importSet';
import { incident } from './incident';
import { knowledge } from './knowledge';
import type { AnyOperation, Operations, Resource } from './operation';
import { problem } from './problem';
import { record } from './record';
import { requestedItem } from './requestedItem';
import { table } from './table';
import { user } from './user';

/** Everything the node can do, in the order of use: the editor shows resources and actions in it. */
export const resources: { [Name in keyof Operations]: Resource<Operations[Name]> } = {
	incident,
	comment,
	attachment,
	changeRequest,
	changeTask,
	problem,
	catalog,
	requestedItem,
	catalogTask,
	record,
	user,
	group,
	knowledge,
	configurationItem,
	email,
	importSet,
	table,
	apiRequest,
};

/** @returns undefined for a name that is none, `__proto__` and the like included */
export function findOperation(resource: string, operation: string): AnyOperation | undefined {
	if (!Object.hasOwn(resources, resource)) return undefined;
	const { operations } = resources[resource as keyof Operations];
	return Object.hasOwn(operations, operation) ? operations[operation as keyof typeof operations] : undefined;
}

/** The table whose columns the chosen operation puts out, where the operation says so. */
export function returnedTable(item: Item): string | undefined {
	return findOperation(item.text('resource'), item.text('operation'))?.returns ?? listedTable(item);
}

/** The table that filters, sorting and columns of the chosen operation are about, where the operation says so. */
export function listedTable(item: Item): string | undefined {
	const { lists } = findOperation(item.text('resource'), item.text('operation')) ?? {};
	return typeof lists === 'function' ? lists(item) : lists;
}
