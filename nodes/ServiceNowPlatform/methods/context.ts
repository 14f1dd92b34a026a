import { type ILoadOptionsFunctions, NodeOperationError, type ResourceMapperFields } from 'n8n-workflow';
import { isObject } from '../domain/api/request';
import { type Located, type ParameterContext, Item } from '../properties/item/item';
import { tableOfResource } from '../properties/pickers/subjects';
import { tableNamed } from '../properties/pickers/table';
import { toNodeError } from '../transport/errors/nodeError';
import { type Connection, openConnection } from '../transport/sending/connection';
import type { CredentialType } from '../transport/signIn/credentials';

/** Said wherever something would be listed and nobody has chosen a credential yet, which is no mistake. */
export const UNCONNECTED = 'Connect a credential, then press Retry.';

const chosenType = (context: ILoadOptionsFunctions) =>
	context.getCurrentNodeParameter('authentication') as CredentialType;

/** Whether the node has a credential of the kind that is chosen; it may have one of another. */
export function isConnected(context: ILoadOptionsFunctions): boolean {
	return context.getNode().credentials?.[chosenType(context)] !== undefined;
}

/** Runs what fills a picker. A failure is shown in the picker with its reason; an empty list means that there is nothing. */
export async function withConnection<T>(
	context: ILoadOptionsFunctions,
	work: (connection: Connection) => Promise<T>,
): Promise<T> {
	if (!isConnected(context)) throw new NodeOperationError(context.getNode(), UNCONNECTED, { level: 'warning' });
	try {
		return await work(await openConnection(context, chosenType(context)));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** Runs what fills a form. It keeps an error to itself: whatever went wrong, it would say only that there are no columns. */
export async function formOf(
	context: ILoadOptionsFunctions,
	work: () => Promise<ResourceMapperFields>,
): Promise<ResourceMapperFields> {
	try {
		return await work();
	} catch (error) {
		const { message, description } = toNodeError(context.getNode(), error);
		return { fields: [], emptyFieldsNotice: [message, description].filter(Boolean).join('. ') };
	}
}

/** What is entered at the moment; expressions stay as they are written. */
export function currentParameters(context: ILoadOptionsFunctions): Item {
	const reader: ParameterContext = {
		getNode: () => context.getNode(),
		getNodeParameter: (name) => context.getCurrentNodeParameter(name),
		getInputData: () => [],
		getTimezone: () => context.getTimezone(),
	};
	return new Item(reader, 0);
}

/** What the field is called that chooses the table, where it is not Table. */
const TABLE_FIELDS: Record<string, string> = { configurationItem: 'Class', importSet: 'Staging Table' };

/** The table that the node works on at the moment. @throws InputError when none is chosen yet */
export function currentTable(context: ILoadOptionsFunctions): string {
	const resource = String(context.getCurrentNodeParameter('resource') ?? '');
	const fixed = tableOfResource(resource);
	if (fixed !== undefined) return fixed;
	const content = context.getCurrentNodeParameter('table');
	const { mode = 'name', value } = isObject(content) ? (content as Partial<Located>) : { value: content };
	return tableNamed({ mode, value: String(value ?? '') }, TABLE_FIELDS[resource]);
}
