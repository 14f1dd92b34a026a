import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { apiPath, recordsOf } from '../domain/api/request';
import { inOneLanguage } from '../domain/schema/choices';
import { told } from '../domain/schema/stockTables';
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
		return containing(filter, await choices(connection, table, told(table, 'code')[0] ?? 'close_code'));
	});
}

/** Where the data of configuration items may come from. */
export async function searchDataSources(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	return await withConnection(this, async (connection) =>
		containing(filter, await choices(connection, 'cmdb_ci', 'discovery_source')),
	);
}

/** The values of a column of choices, in display order. @throws InputError when none is to be seen */
export async function choices(connection: Connection, table: string, element: string): Promise<INodeListSearchItems[]> {
	const rows = await readChoices(connection, [table], element);
	return rows.map(({ value, label }) => ({ name: String(label), value: String(value) }));
}

/** The choices of a column that the closest of these tables has. @throws InputError when none is to be seen */
export async function readChoices(
	{ send }: Connection,
	chain: string[],
	element: string,
): Promise<Array<Record<string, unknown>>> {
	const response = await send({
		method: 'GET',
		path: apiPath`/api/now/table/${'sys_choice'}`,
		query: {
			sysparm_query: `nameIN${chain.join(',')}^element=${element}^inactive=false^ORDERBYsequence`,
			sysparm_fields: 'name,value,label,language',
			sysparm_limit: '10000',
			sysparm_no_count: 'true',
		},
	});
	const rows = recordsOf(response);
	const closest = chain.find((table) => rows.some(({ name }) => name === table));
	if (closest === undefined) throw nothingSeen('sys_choice', `choice of ${element}`);
	return inOneLanguage(rows.filter(({ name }) => name === closest));
}

/** The entries of a short list whose name has the text. */
export function containing(filter: string | undefined, entries: INodeListSearchItems[]): INodeListSearchResult {
	const text = (filter ?? '').trim().toLowerCase();
	return { results: entries.filter(({ name }) => name.toLowerCase().includes(text)) };
}
