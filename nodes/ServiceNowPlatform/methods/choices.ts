import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { ExecutionCache } from '../domain/api/executionCache';
import { readChoices } from '../domain/schema/choices';
import { told } from '../domain/schema/stockTables';
import { perform } from '../transport/items/perform';
import type { Connection } from '../transport/sending/connection';
import { currentTable, withConnection } from './context';
import { nothingSeen } from './page';

/** The resolution codes of the instance; every instance has its own. */
export async function searchResolutionCodes(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await withConnection(this, async (connection) => {
		const table = currentTable(this);
		return containing(filter, await choices(connection, [table], told(table, 'code')[0] ?? 'close_code'));
	});
}

/** Where the data of configuration items may come from. */
export async function searchDataSources(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	return await withConnection(this, async (connection) =>
		containing(filter, await choices(connection, ['cmdb_ci'], 'discovery_source')),
	);
}

/** The values of a column of choices, in display order. @throws InputError when none is to be seen */
export async function choices(
	connection: Connection,
	chain: string[],
	element: string,
): Promise<INodeListSearchItems[]> {
	const found = await perform(connection, readChoices(new ExecutionCache(), chain, element));
	if (found.length === 0) throw nothingSeen('sys_choice', `choice of ${element}`);
	return found.map(({ value, label: name }) => ({ name, value }));
}

/** The entries of a short list whose name has the text. */
export function containing(filter: string | undefined, entries: INodeListSearchItems[]): INodeListSearchResult {
	const text = (filter ?? '').trim().toLowerCase();
	return { results: entries.filter(({ name }) => name.toLowerCase().includes(text)) };
}
