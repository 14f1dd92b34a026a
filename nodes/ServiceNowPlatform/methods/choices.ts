import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { apiPath, recordsOf } from '../domain/request';
import { currentTable, withConnection } from './session';

/** The column that says how work on a record ended. */
const RESOLUTION_CODE: Record<string, string> = { incident: 'close_code', problem: 'resolution_code' };

/** The resolution codes of the instance; every instance has its own. */
export async function searchResolutionCodes(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await choicesOf(this, filter, () => {
		const table = currentTable(this);
		return { table, element: RESOLUTION_CODE[table] ?? 'close_code' };
	});
}

/** Where the data of configuration items may come from. */
export async function searchDataSources(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	return await choicesOf(this, filter, () => ({ table: 'cmdb_ci', element: 'discovery_source' }));
}

async function choicesOf(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	column: () => { table: string; element: string },
): Promise<INodeListSearchResult> {
	return await withConnection(context, async ({ send }) => {
		const { table, element } = column();
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
		const text = (filter ?? '').trim().toLowerCase();
		const results = recordsOf(response).map(({ value, label }) => ({ name: String(label), value: String(value) }));
		return { results: results.filter(({ name }) => name.toLowerCase().includes(text)) };
	});
}
