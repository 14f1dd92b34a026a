import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { apiPath, recordsOf } from '../domain/request';
import type { Connection } from '../transport/connection';
import { currentTable, withConnection } from './session';

/** The column that says how work on a record ended. */
const RESOLUTION_CODE: Record<string, string> = { incident: 'close_code', problem: 'resolution_code' };

/** The resolution codes of the instance; every instance has its own. */
export async function searchResolutionCodes(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await withConnection(this, async (connection) => {
		const table = currentTable(this);
		return containing(filter, await choices(connection, table, RESOLUTION_CODE[table] ?? 'close_code'));
	});
}

/** Where the data of configuration items may come from. */
export async function searchDataSources(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	return await withConnection(this, async (connection) =>
		containing(filter, await choices(connection, 'cmdb_ci', 'discovery_source')),
	);
}

/** The values of a column of choices, in display order. */
export async function choices({ send }: Connection, table: string, element: string): Promise<INodeListSearchItems[]> {
	const response = await send({
		method: 'GET',
		path: apiPath`/api/now/table/${'sys_choice'}`,
		query: {
			sysparm_query: `name=${table}^element=${element}^inactive=false^language=en^ORDERBYsequence`,
			sysparm_fields: 'value,label',
			sysparm_limit: '200',
			sysparm_no_count: 'true',
		},
	});
	return recordsOf(response).map(({ value, label }) => ({ name: String(label), value: String(value) }));
}

/** The entries of a short list whose name has the text. */
export function containing(filter: string | undefined, entries: INodeListSearchItems[]): INodeListSearchResult {
	const text = (filter ?? '').trim().toLowerCase();
	return { results: entries.filter(({ name }) => name.toLowerCase().includes(text)) };
}
