import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { tableName } from '../domain/record';
import { type Connection, openConnection } from '../transport/connection';
import type { CredentialType } from '../transport/credentials';
import { toNodeError } from '../transport/nodeError';

/** Runs what fills a picker. A failure is shown in the picker with its reason; an empty list means that there is nothing. */
export async function withConnection<T>(
	context: ILoadOptionsFunctions,
	work: (connection: Connection) => Promise<T>,
): Promise<T> {
	try {
		const type = context.getCurrentNodeParameter('authentication') as CredentialType;
		return await work(await openConnection(context, type));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** The table that the node works on at the moment. @throws InputProblem when none is chosen yet */
export function currentTable(context: ILoadOptionsFunctions): string {
	const resource = context.getCurrentNodeParameter('resource');
	if (resource === 'incident') return 'incident';
	return tableName(String(context.getCurrentNodeParameter('table', { extractValue: true }) ?? ''));
}
